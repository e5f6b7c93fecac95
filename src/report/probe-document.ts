import type { YesNoUnknown } from '../providers/profile.ts';
import type { EndpointDocument, FindingDocument, NextStep, Verdict } from './documents.ts';

/** What a stream or a plain call turned out to be. Meanings: contract section 4. */
export const cellVerdicts = [
  'streams',
  'buffered',
  'unproven',
  'truncated',
  'stalled',
  'timed-out',
  'error-in-stream',
  'not-sse',
  'ignored-stream',
  'not-supported',
  'rejected',
  'answers',
  'wrong-answer',
  'unreachable',
  'skipped',
] as const;
export type CellVerdict = (typeof cellVerdicts)[number];

/** The reason of a skipped row that nothing speaks against: it was only not sent. */
export const notSent = 'not sent';

/** Reasons of a skipped row whose call may have been charged: it is not sent again without asking. */
export const calledOff = 'interrupted: it was sent, its outcome is unknown, and it may have been charged';
export const outcomeUnknown =
  'outcome unknown: it was sent before the run ended, and may have been charged, so it is not sent again';

/** Of a row whose call got no whole answer after it had left. */
export const maybeCharged = 'it was sent, and may have been charged';

/** Of a row that is refused, where nobody promised that the route is there. */
export const notOffered = 'nobody documents this route here, and the gateway does not have it';

/** Why a row is undecided although its first call was answered. */
export const budgetCut = 'the budget is used up before its second call';

/** Milliseconds from sending; connectMs is the connection's own time. Null where it did not come to that. */
export interface ProbeTimings {
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
  readonly headersMs: number | null;
  readonly firstByteMs: number | null;
  readonly firstTokenMs: number | null;
  readonly longestGapMs: number | null;
  readonly lastEventMs: number | null;
  readonly totalMs: number;
}

/** One cell of the matrix. */
export interface ProbeRow {
  readonly method: 'POST';
  readonly path: string;
  readonly model: string;
  readonly stream: boolean;
  readonly documented: YesNoUnknown;
  readonly verdict: CellVerdict;
  readonly status: number | null;
  readonly code: string | null;
  /** The type of the error, where the answer names one. */
  readonly type?: string;
  /** The gateway's own id, and the one that we sent. */
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  /** How often this cell was sent: a correction and an identity repeat count. */
  readonly attempt: number;
  readonly timings: ProbeTimings | null;
  readonly events: number;
  /** Against the documentation, for streaming rows only. */
  readonly mismatch: 'documented-but-absent' | 'works-though-undocumented' | null;
  readonly findings: readonly FindingDocument[];
  /** Why a cell was skipped, or what else is worth a word. */
  readonly why?: string;
}

/** What was sent, and the tokens that the gateway counted. */
export interface Spend {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** There was a call whose tokens nobody counted: the numbers are a lower bound. */
  readonly usageUnknown?: true;
}

export interface ProbePlan {
  /** An upper bound: every possible correction and repeat is in it. */
  readonly calls: number;
  readonly maxOutputTokens: number;
  /** Absent where the price of a model is not known. */
  readonly cost?: { readonly amount: number; readonly currency: string };
}

/** What stands fixed before the first call. */
export interface ProbeHead {
  readonly schemaVersion: 1;
  readonly command: 'probe';
  readonly runId: string;
  readonly provider: { readonly id: string; readonly name: string };
  readonly endpoint: EndpointDocument;
  readonly sandbox: string | null;
  readonly plan: ProbePlan;
  /** Nothing is sent: `--dry-run` or `--no-spend`. A row with the reason `notSent` is one that would be. */
  readonly dryRun: boolean;
}

export interface ProbeDocument extends ProbeHead {
  /** The matrix was asked for, and only the spending kept it from being probed. */
  readonly noSpend?: true;
  readonly verdict: Verdict;
  readonly nextStep: NextStep | null;
  readonly rows: readonly ProbeRow[];
  /** What kept the whole matrix from being probed: the free checks' first cause. */
  readonly findings: readonly FindingDocument[];
  readonly interrupted: boolean;
  /** Why the sweep ended before its last cell, and how to go on. */
  readonly stopped?: { readonly why: string; readonly command?: string };
  readonly contact: readonly string[];
  readonly spend: Spend;
}
