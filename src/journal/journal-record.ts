import type { Rung, Verdict } from '../report/documents.ts';

/** One call that failed, or whose success was not proven: metadata only, no key, no prompt, no answer. */
export interface CallRecord {
  readonly kind: 'call';
  readonly v: 1;
  readonly runId: string;
  readonly command: 'doctor' | 'models' | 'probe' | 'report';
  readonly tool: string;
  /** UTC ISO-8601. */
  readonly at: string;
  readonly provider: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** With its path, without user, query and hash; absent in records of before it was kept. */
  readonly baseUrl?: string;
  readonly method: 'GET' | 'POST';
  /** Behind the base URL: `/v1/responses`. */
  readonly path: string;
  readonly stream: boolean | null;
  readonly model: string | null;
  readonly clientRequestId: string | null;
  readonly requestId: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly type: string | null;
  readonly retryAfterSeconds: number | null;
  /** Id of the catalogue entry. */
  readonly finding: string | null;
  /** Verdict of the cell for a probe, what broke the exchange otherwise. */
  readonly verdict: string;
  readonly timings: {
    readonly headersMs: number | null;
    readonly firstTokenMs: number | null;
    readonly totalMs: number | null;
  };
  /** The scenario, for a call to the embedded gateway. */
  readonly sandbox: string | null;
}

/** How a run of `doctor` ended: what a ticket says under "tried". */
export interface RunSummaryRecord {
  readonly kind: 'run';
  readonly v: 1;
  readonly runId: string;
  readonly command: 'doctor';
  readonly tool: string;
  readonly at: string;
  readonly provider: string;
  readonly origin: string;
  readonly baseUrl?: string;
  readonly model: string | null;
  readonly verdict: Verdict;
  readonly proof: Rung;
  /** Check and finding of the first cause. */
  readonly firstCause: { readonly check: string; readonly finding: string | null } | null;
  readonly live: boolean;
  readonly sandbox: string | null;
}

export type JournalRecord = CallRecord | RunSummaryRecord;

/** The journal as it was read: newest first. */
export interface Journal {
  readonly calls: readonly CallRecord[];
  readonly runs: readonly RunSummaryRecord[];
  /** Lines that could not be understood. */
  readonly brokenLines: number;
}
