import { UsageError } from '../../errors/usage-error.ts';
import { namedRoute } from '../../probe/answer-routes.ts';
import { noFormat, type PlannedCell } from '../../probe/plan-cells.ts';
import { unansweredRow } from '../../probe/probe-row.ts';
import { isLeft } from '../../report/cell-left.ts';
import { outcomeUnknown, type ProbeRow } from '../../report/documents.ts';
import { readRun } from '../../report/read-run.ts';
import { stateOf } from '../../report/run-record.ts';
import type { Settings } from '../../settings/settings.ts';
import type { System } from '../../system/system.ts';

/** An earlier run to go on with: its cells, and what is known of them. Cells that are done are not sent again. */
export interface Resumed {
  readonly runId: string;
  readonly cells: readonly PlannedCell[];
  /** Undefined for a cell that is left to send. */
  readonly rows: readonly (ProbeRow | undefined)[];
}

/** Reads a run back. Throws a UsageError when there is none, or when it was aimed at another gateway. */
export async function resumeRun(runId: string, settings: Settings, system: System): Promise<Resumed> {
  const run = await readRun(runId, system);
  if (run === undefined) {
    throw new UsageError(
      'there is no run of this id to go on with',
      'the newest 20 runs are kept; start a new one with nexus probe',
    );
  }
  const profile = settings.profile.value;
  const baseUrl = settings.baseUrl.value.used ?? '';
  if (run.plan.provider !== profile.id || run.plan.origin !== baseUrl) {
    throw new UsageError(
      'that run was aimed at another gateway',
      `repeat the flags it was started with: --provider ${run.plan.provider} --base-url ${run.plan.origin}`,
    );
  }
  if (run.brokenLines > 0) {
    throw new UsageError(
      'the record of that run is damaged: a call that was sent may be missing in it',
      'start a new run with nexus probe, so that nothing is sent twice without your knowledge',
    );
  }
  const states = stateOf(run);
  const cells = run.cells.map(({ path, model, stream, row }, index): PlannedCell => {
    const place = { path, model, mode: stream ? 'stream' : 'plain' } as const;
    const route = namedRoute(path, profile);
    const skip = skipOf(states[index], row);
    if (skip !== undefined) return { ...place, skip };
    if (route === undefined) return { ...place, skip: noFormat };
    return { ...place, dialect: route.speaks, limitFields: route.outputLimit ?? [] };
  });
  const rows = run.cells.map(({ row, unanswered }, index) => {
    const cell = cells[index];
    if (cell?.skip === undefined) return undefined;
    return unanswered === undefined ? row : unansweredRow(cell, outcomeUnknown, unanswered, profile);
  });
  return { runId, cells, rows };
}

function skipOf(
  state: 'open' | 'done' | 'outcome-unknown' | undefined,
  row: ProbeRow | undefined,
): string | undefined {
  if (state === 'outcome-unknown') return outcomeUnknown;
  // Turned away at the door, or cut short by the budget: asked again, because now it may be different.
  if (state !== 'done' || row === undefined || isLeft(row)) return undefined;
  return row.why ?? 'done before';
}
