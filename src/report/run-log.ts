import { isJournalOff, stateFolder } from '../settings/places.ts';
import type { Secret } from '../settings/secret.ts';
import type { System } from '../system/system.ts';
import { redact } from './redact.ts';
import { runPlace } from './run-place.ts';
import type { RunIntentRecord, RunLine, RunOutcomeRecord, RunPlanRecord } from './run-record.ts';

/** Why a run can't be gone on with later. `code` is an errno or one of our own, such as `ELOOP` for a link. */
export type RunLogProblem =
  | { readonly kind: 'off' }
  | { readonly kind: 'no-home' }
  | { readonly kind: 'not-written'; readonly code: string };

/** What a run writes down as it goes, one record a line. Its methods never reject: a full disk ends no run. */
export interface RunLog {
  plan(record: RunPlanRecord): Promise<void>;
  /** To be awaited before the request leaves. */
  intent(record: RunIntentRecord): Promise<void>;
  outcome(record: RunOutcomeRecord): Promise<void>;
  /** The first thing that kept a record from the disk. From then on the log has a gap, and must not be resumed. */
  readonly problem: RunLogProblem | undefined;
}

export interface RunLogOptions {
  readonly secrets: readonly Secret[];
}

/** Opens the log of a new run, or of one that is gone on with. Nothing is written before the first record. */
export function createRunLog(runId: string, system: System, { secrets }: RunLogOptions): RunLog {
  const place = runPlace(runId, system);
  let problem = whyNowhere(place, system);

  let batch: { readonly records: RunLine[]; readonly written: Promise<void> } | undefined;
  let last = Promise.resolve();

  /** Records that come while the disk is busy go there together: one write for each would cost more than the calls. */
  function write(record: RunLine): Promise<void> {
    if (batch === undefined) {
      const records: RunLine[] = [];
      last = last.then(() => {
        batch = undefined;
        return append(records);
      });
      batch = { records, written: last };
    }
    batch.records.push(record);
    return batch.written;
  }

  async function append(records: readonly RunLine[]): Promise<void> {
    if (place === undefined || isJournalOff(system)) return;
    try {
      const known = secrets.map((secret) => secret.reveal());
      const { value } = redact(records, { secrets: known, home: system.home });
      await system.files.append(place, value.map(asciiJson).join('\n'));
    } catch (error) {
      problem ??= { kind: 'not-written', code: codeIn(error) };
    }
  }

  return {
    plan: write,
    intent: write,
    outcome: write,
    get problem() {
      return problem;
    },
  };
}

function whyNowhere(place: string | undefined, system: System): RunLogProblem | undefined {
  if (isJournalOff(system)) return { kind: 'off' };
  if (stateFolder(system) === undefined) return { kind: 'no-home' };
  return place === undefined ? { kind: 'not-written', code: 'EINVAL' } : undefined;
}

/** Without any character beyond ASCII no line separator can split a record, and no cut can split a character. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function codeIn(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'UNKNOWN';
}
