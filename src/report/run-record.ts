import type { ProbeRow } from './documents.ts';

/** One cell of the matrix as it was planned. A cell's number is its place in the plan, from 0. */
export interface LoggedCell {
  readonly path: string;
  readonly model: string;
  readonly stream: boolean;
}

/** The first line of a run. */
export interface RunPlanRecord {
  readonly kind: 'plan';
  readonly v: 1;
  readonly runId: string;
  /** UTC ISO-8601. */
  readonly startedAt: string;
  readonly provider: string;
  readonly origin: string;
  readonly cells: readonly LoggedCell[];
  /** The words of the command line that pick the target and the cells. Home folders in them read `~`. */
  readonly flags: readonly string[];
}

/** Written before a request leaves, so that nothing that was sent is ever forgotten. */
export interface RunIntentRecord {
  readonly kind: 'intent';
  readonly cell: number;
  /** 1 for the first request of a cell; a correction and an identity repeat count on. */
  readonly attempt: number;
  readonly clientRequestId: string;
  /** UTC ISO-8601. */
  readonly at: string;
}

export interface RunOutcomeRecord {
  readonly kind: 'outcome';
  readonly cell: number;
  readonly row: ProbeRow;
}

/** What one line of a log holds. */
export type RunLine = RunPlanRecord | RunIntentRecord | RunOutcomeRecord;

/** A run as its log tells it. */
export interface RunRecord {
  readonly plan: RunPlanRecord;
  /** In the order of the plan. */
  readonly cells: readonly RunCell[];
  /** Lines that could not be understood: half ones, damaged ones, those of a newer version. */
  readonly brokenLines: number;
}

export interface RunCell extends LoggedCell {
  /** The last outcome that was written. */
  readonly row?: ProbeRow;
  /** The last request without an outcome behind it. */
  readonly unanswered?: RunIntentRecord;
}

export type CellState = 'open' | 'done' | 'outcome-unknown';

/**
 * What is left of each cell, in the order of the plan. `outcome-unknown`: a request may have been sent and
 * charged, so it is not to be sent again without asking.
 */
export function stateOf(run: RunRecord): readonly CellState[] {
  return run.cells.map(({ row, unanswered }) => {
    if (unanswered !== undefined) return 'outcome-unknown';
    return row === undefined ? 'open' : 'done';
  });
}
