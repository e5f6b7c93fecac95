import type { Cell } from '../../probe/probe-cell.ts';
import { calledOff, type DoctorDocument, type ProbeRow } from '../../report/documents.ts';
import { createRunLog } from '../../report/run-log.ts';
import { pruneRuns } from '../../report/run-place.ts';
import { secretsOf } from '../run/secrets.ts';
import type { Target } from '../run/target.ts';

/** What is written down of the one real call, as a run of one cell: `probe --resume` and `report --run` can read it. */
export interface LiveLog {
  /** Written before the request leaves. */
  readonly beforeSend: (attempt: number, clientRequestId: string) => Promise<void>;
  /** Writes the outcome; without a row, nobody knows what became of the call. */
  end(row: ProbeRow | undefined): Promise<Pick<DoctorDocument, 'call'>>;
}

/** Opens the log of a run whose call is agreed to. Nothing is written before the call is about to leave. */
export function createLiveLog(runId: string, { path, model, mode }: Cell, target: Target): LiveLog {
  const { settings, system } = target.context;
  const log = createRunLog(runId, system, { secrets: secretsOf(settings, target) });
  const now = () => new Date(system.clock.now()).toISOString();
  let sentAs: string | undefined;
  return {
    beforeSend: async (attempt, clientRequestId) => {
      if (sentAs === undefined) {
        await log.plan({
          kind: 'plan',
          v: 1,
          runId,
          startedAt: now(),
          provider: settings.profile.value.id,
          origin: settings.baseUrl.value.used ?? '',
          cells: [{ path, model, stream: mode === 'stream' }],
          flags: [],
        });
      }
      sentAs = clientRequestId;
      await log.intent({ kind: 'intent', cell: 0, attempt, clientRequestId, at: now() });
    },
    async end(row) {
      if (row !== undefined) log.outcome({ kind: 'outcome', cell: 0, row });
      await log.close();
      if (sentAs === undefined) return {};
      await pruneRuns(system);
      const why = row === undefined ? calledOff : row.why;
      return { call: { clientRequestId: sentAs, path, ...(why === undefined ? {} : { why }) } };
    },
  };
}
