import { whereOf } from '../checks/where.ts';
import type { WordingContext } from '../errors/word-finding.ts';
import type { SpendingPermit } from '../gateway/spending-permit.ts';
import type { PlannedCell } from '../probe/plan-cells.ts';
import { type CellOutcome, probeCell } from '../probe/probe-cell.ts';
import { probedRow, skippedRow } from '../probe/probe-row.ts';
import { type StopReason, sweep } from '../probe/sweep.ts';
import type { ProbeRow } from '../report/documents.ts';
import { createRunLog } from '../report/run-log.ts';
import { pruneRuns } from '../report/run-place.ts';
import type { RunPlanRecord } from '../report/run-record.ts';
import type { ProbeTalk } from './probe.ts';
import { secretsOf } from './secrets.ts';
import type { Target } from './target.ts';

export interface Matrix {
  readonly cells: readonly PlannedCell[];
  /** What is known of each cell before anything is sent. */
  readonly known: readonly ProbeRow[];
  readonly runId: string;
  /** False for a run that is gone on with: its plan is written already. */
  readonly isNew: boolean;
  readonly permit: SpendingPermit;
  readonly words: WordingContext;
}

export interface SentCells {
  readonly rows: readonly ProbeRow[];
  readonly stopped: StopReason | undefined;
  readonly spent: { readonly calls: number; readonly inputTokens: number; readonly outputTokens: number };
  /** Everything that was sent stands in the log, so the run can be gone on with. */
  readonly isLogged: boolean;
}

const tornApart = 'interrupted while it was under way: it may have been charged';

/** Sends the open cells of a matrix. Each intent is written down before its request leaves, each outcome after. */
export async function runCells(
  { cells, known, runId, isNew, permit, words }: Matrix,
  target: Target,
  { concurrency }: { readonly concurrency: number },
  { onProgress }: Pick<ProbeTalk, 'onProgress'>,
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
      if (row !== undefined) await log.outcome({ kind: 'outcome', cell: index, row });
    }
  }

  const open = [...cells.entries()].filter(([, { skip }]) => skip === undefined);
  const rows = [...known];
  const tokens = { inputTokens: 0, outputTokens: 0 };
  let done = 0;
  let outcomes = Promise.resolve();

  async function send(
    [index, cell]: (typeof open)[number],
    pace: () => Promise<void>,
  ): Promise<CellOutcome | undefined> {
    const outcome = await probeCell(cell, {
      gateway,
      profile,
      permit,
      where: { ...whereOf(context, cell.path), route: `POST ${cell.path}` },
      beforeSend: async (attempt, clientRequestId) => {
        if (attempt > 1) await pace();
        await log.intent({ kind: 'intent', cell: index, attempt, clientRequestId, at: now() });
      },
    });
    if (outcome === undefined) return undefined;
    // We hung up ourselves: that says nothing about the stream, and its intent stays without an outcome.
    if (system.interrupt.aborted && outcome.facts.status === undefined) {
      rows[index] = skippedRow(cell, tornApart, profile);
      return outcome;
    }
    const row = probedRow(cell, outcome, words);
    rows[index] = row;
    tokens.inputTokens += outcome.usage.inputTokens;
    tokens.outputTokens += outcome.usage.outputTokens;
    // Nobody waits for this one: a run that dies before it is written knows the cell's outcome as unknown.
    outcomes = log.outcome({ kind: 'outcome', cell: index, row });
    done += 1;
    onProgress({ done, total: open.length, sent: permit.used });
    return outcome;
  }

  const stopped = await sweep(open, send, {
    concurrency,
    perMinute: system.sandbox === undefined ? profile.requestsPerMinute : undefined,
    clock: system.clock,
    signal: system.interrupt,
  });
  await outcomes;
  await pruneRuns(system);
  return { rows, stopped, spent: { calls: permit.used, ...tokens }, isLogged: log.problem === undefined };

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
