import type { Fix, Owner, Retry } from '../errors/entry.ts';

/** A fact of a ticket with its origin, for example `header x-request-id, line 12`, `journal`, `--model`. */
export interface TicketFact<T = string> {
  readonly value: T;
  readonly from: string;
}

export type RequiredFact = 'requestId' | 'model' | 'endpoint' | 'time' | 'client';

/** What support asks for, built field by field: nothing that is not named here can get into a ticket. */
export interface Ticket {
  readonly requestId: string | null;
  readonly model: string | null;
  /** `POST /v1/responses`, with ` (streaming)` where that is known. */
  readonly endpoint: string | null;
  /** UTC ISO-8601. */
  readonly time: string | null;
  readonly client: string | null;
  /** `because`: what says whose gateway it is, and so whose support is named. */
  readonly provider: { readonly id: string; readonly name: string; readonly because?: string };
  readonly error: {
    readonly code: string | null;
    readonly type: string | null;
    readonly message: string | null;
    readonly status: number | null;
  };
  /** What Cloudflare calls the request: the owner of the edge looks it up by this. */
  readonly ray?: string;
  readonly retryAfter?: number;
  readonly proof?: string;
  readonly environment: {
    readonly tool: string;
    readonly node: string;
    readonly os: string;
    readonly proxy: boolean;
  };
  /** What was tried and what it proved, one sentence each. */
  readonly tried: readonly string[];
  /** The scenario, for a ticket from the embedded gateway. */
  readonly sandbox: string | null;
  /** Minutes that local time was ahead of UTC at `time`; null where the time is not known. */
  readonly localOffsetMinutes: number | null;
  /** Where each fact comes from. */
  readonly origins: Readonly<Record<string, string>>;
  /** What a reader has to know about a fact, or why there can be none. */
  readonly remarks: Readonly<Partial<Record<RequiredFact, string>>>;
  /** Random for each ticket, so that two tickets of one key can't be linked. */
  readonly keyTag: string | null;
  readonly host: string | null;
  /** How often the same error stands in the record within ten minutes before `time`, this one included; of a source with more errors than are read, at least so often. */
  readonly timesSeen: number | null;
  /** The person's own words. */
  readonly note: string | null;
}

/** Whose move it is, before anybody writes to support. */
export interface TicketAdvice {
  /** `support`: the right place. `you-first`: the person can solve it. `elsewhere`: it is not the gateway's error. `unclear`: nothing says. */
  readonly place: 'support' | 'you-first' | 'elsewhere' | 'unclear';
  /** One or two sentences. */
  readonly text: string;
  /** When support is right all the same, as the documentation says: "topped up but still rejected". */
  readonly exception?: string;
  /** Where the request went, for one that went to none of the known gateways. */
  readonly host?: string;
  readonly owner: Owner | null;
  readonly retry: Retry | null;
  readonly retryNote?: string;
}

export interface MissingFact {
  readonly fact: RequiredFact;
  /** How to get it. */
  readonly how: string;
}

export interface ReportDocument {
  readonly schemaVersion: 1;
  readonly command: 'report';
  readonly ticket: Ticket;
  readonly advice: TicketAdvice;
  /** What the catalogue says about the error; null for one that nobody documents. */
  readonly meaning: {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    readonly fixes: readonly Fix[];
    readonly docs?: string;
  } | null;
  readonly missing: readonly MissingFact[];
  /** Other errors of the same source, newest first: one line each. */
  readonly others: readonly string[];
  /** Empty for a ticket from the embedded gateway. */
  readonly contact: readonly string[];
  /** What was hidden, by rule. */
  readonly redactions: readonly { readonly rule: string; readonly count: number }[];
}
