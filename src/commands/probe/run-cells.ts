import type { CheckResult } from '../../checks/check-result.ts';
import type { WordingContext } from '../../errors/word-fix.ts';
import type { SpendingPermit } from '../../gateway/spending-permit.ts';
import { callHeaders } from '../../probe/call-headers.ts';
import { addUsage, noUsage } from '../../probe/call-usage.ts';
import type { PlannedCell } from '../../probe/plan-cells.ts';
import { type CellEnd, probeCell } from '../../probe/probe-cell.ts';
import { probedRow, unansweredRow } from '../../probe/probe-row.ts';
import { type StopReason, sweep } from '../../probe/sweep.ts';
import type { KeyHeader } from '../../providers/key-header.ts';
import { calledOff, type ProbeRow, type Spend } from '../../report/documents.ts';
import { createRunLog } from '../../report/run-log.ts';
import { pruneRuns } from '../../report/run-place.ts';
import type { RunPlanRecord } from '../../report/run-record.ts';
import type { ProbeTalk } from '../probe.ts';
import { answerWhere } from '../run/answer-patience.ts';
import { knownBefore } from '../run/known-before.ts';
import { secretsOf } from '../run/secrets.ts';
import type { Target } from '../run/target.ts';

export interface Matrix {
  readonly keyHeader: KeyHeader;
  readonly cells: readonly PlannedCell[];
  /** What is known of each cell before anything is sent. */
  readonly known: readonly ProbeRow[];
  readonly runId: string;
  /** False for a run that is gone on with: its plan is written already. */
  readonly isNew: boolean;
  readonly permit: SpendingPermit;
  readonly words: WordingContext;
  /** The free checks of this run. */
  readonly before: readonly CheckResult[];
}

export interface SentCells {
  readonly rows: readonly ProbeRow[];
  readonly stopped: StopReason | undefined;
  readonly spent: Spend;
  /** Everything that was sent stands in the log, so the run can be gone on with. */
  readonly isLogged: boolean;
}

/** Nobody reads faster than that. */
const toldEveryMs = 50;

/** Sends the open cells of a matrix. Each intent is written down before its request leaves, each outcome after. */
export async function runCells(
  { cells, known, runId, isNew, permit, words, before, keyHeader }: Matrix,
  target: Target,
  { concurrency }: { readonly concurrency: number },
  { onProgress, onRow }: Pick<ProbeTalk, 'onProgress' | 'onRow'>,
): Promise<SentCells> {
  const { context } = target;
  const { settings, gateway, system } = context;
  const profile = settings.profile.value;
  const log = createRunLog(runId, system, { secrets: secretsOf(settings, target) });
  const now = () => new Date(system.clock.now()).toISOString();
  if (isNew) {
    await log.plan(planRecord());
    // Written down as done, or `--resume` would take a cell that was ruled out for one that is left.
    for (const [index, cell] of cells.entries()) {
      const row = cell.skip === undefined ? undefined : known[index];
      if (row !== undefined) log.outcome({ kind: 'outcome', cell: index, row });
    }
  }

  const paths = [...new Set(cells.map(({ path }) => path))];
  const whereAt = (path: string) => ({ ...answerWhere(context, path, 'probe'), ...knownBefore(before) });
  const wheres = new Map(paths.map((path) => [path, whereAt(path)]));
  const open = [...cells.entries()].flatMap(([index, cell]) =>
    cell.skip === undefined ? [[index, cell] as const] : [],
  );
  const headers = callHeaders(gateway, profile, keyHeader);
  const rows = [...known];
  let usage = noUsage;
  let done = 0;
  let toldAtMs = -toldEveryMs;

  async function send([index, cell]: (typeof open)[number], pace: () => Promise<void>): Promise<CellEnd> {
    let sent = { attempt: 0, clientRequestId: '' };
    const outcome = await probeCell(cell, {
      gateway,
      profile,
      permit,
      headers,
      where: wheres.get(cell.path) ?? whereAt(cell.path),
      beforeSend: async (attempt, clientRequestId) => {
        if (attempt > 1) await pace();
        sent = { attempt, clientRequestId };
        await log.intent({ kind: 'intent', cell: index, attempt, clientRequestId, at: now() });
      },
    });
    if (outcome === undefined) return undefined;
    // We hung up ourselves: that says nothing about the route, and the intent stays without an outcome.
    if (outcome === 'called-off') {
      const row = unansweredRow(cell, calledOff, sent, profile);
      rows[index] = row;
      usage = { ...usage, usageUnknown: true };
      onRow?.(row);
      return outcome;
    }
    const row = probedRow(cell, outcome, words);
    rows[index] = row;
    usage = addUsage(usage, outcome.usage);
    // Nobody waits for this one: a run that dies before it is written knows the cell's outcome as unknown.
    log.outcome({ kind: 'outcome', cell: index, row });
    done += 1;
    onRow?.(row);
    tellProgress();
    return outcome;
  }

  function tellProgress(): void {
    const nowMs = system.clock.elapsedMs();
    if (done < open.length && nowMs - toldAtMs < toldEveryMs) return;
    toldAtMs = nowMs;
    onProgress({ done, total: open.length, sent: permit.used });
  }

  const stopped = await sweep(open, send, {
    concurrency,
    perMinute: system.sandbox === undefined ? profile.requestsPerMinute : undefined,
    clock: system.clock,
    signal: system.interrupt,
  }).finally(() => log.close());
  await pruneRuns(system);
  return { rows, stopped, spent: { calls: permit.used, ...usage }, isLogged: log.problem === undefined };

  function planRecord(): RunPlanRecord {
    return {
      kind: 'plan',
      v: 1,
      runId,
      startedAt: now(),
      provider: profile.id,
      origin: settings.baseUrl.value.used ?? '',
      cells: cells.map(({ path, model, mode }) => ({ path, model, stream: mode === 'stream' })),
      flags: [],
    };
  }
}
