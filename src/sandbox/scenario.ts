import type { OutputLimitRule, StreamFault } from './stream-fault.ts';

/** Which credential a request carried, as the gateway sees it. */
export type Credential = 'none' | 'wrong' | 'right';

/** What the gateway does with a request that a rule names. */
export type Reply =
  /** An error of the scenario's provider by its name in `wire/`: the documented code, else a name of ours. */
  | { readonly kind: 'error'; readonly error: string; readonly message?: string; readonly headers?: Headers }
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Headers }
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      readonly headers?: Headers;
    }
  /** `to` is sent as it is: a path of the sandbox or a whole URL of another host. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 303 | 307 | 308; readonly to: string }
  /** Closes the connection with a reset before an answer. */
  | { readonly kind: 'reset' }
  /** Accepts the request and never answers. */
  | { readonly kind: 'stall' }
  /** Announces the whole body of the healthy answer and sends half of it. */
  | { readonly kind: 'cut' }
  /** A body of that many megabytes of noise. */
  | { readonly kind: 'flood'; readonly megabytes: number };

type Headers = Readonly<Record<string, string>>;

/** A rule stands before the healthy behaviour; the first that matches answers. */
export interface Rule {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly credential?: Credential;
  readonly reply: Reply;
}

/** How this gateway differs from a healthy one. */
export interface GatewayState {
  /** Model ids that the right key may use; the provider's documented ones when absent. */
  readonly models?: readonly string[];
  /** The list is filled up to that many, for size. */
  readonly modelCount?: number;
  /** Roubles on nexus, rupiah on nusantara, which shows it on no route. */
  readonly balance?: number;
  /** Which kind of key the right one is; `coding` exists on nusantara only. */
  readonly keyKind?: 'standard' | 'coding';
  /** `flat`: the four documented fields without the `error` object around them (nexus only). */
  readonly errorBody?: 'nested' | 'flat';
  readonly rules?: readonly Rule[];
  /** The gateway answers below this path only, for example `/api`. */
  readonly mountedAt?: string;
  /** GET routes that answer anybody. */
  readonly openRoutes?: readonly string[];
  /** Any key passes; without a key the answer is still a refusal. */
  readonly anyKeyPasses?: true;
  /** Keys in any other header are not seen; with `x-api-key`, a bearer token is another key. */
  readonly onlyKeyHeader?: 'authorization' | 'x-api-key' | 'api-key';
  /** Milliseconds added to the `date` header. */
  readonly clockOffsetMs?: number;
  /** Milliseconds before every answer. */
  readonly delayMs?: number;
  /** What the routes with documented streaming do with `stream: true`; absent: they stream. */
  readonly stream?: StreamFault;
  /** The same for one path, stronger than `stream`; it makes a route stream that is documented without. */
  readonly streamAt?: Readonly<Record<string, StreamFault>>;
  /** By model id. */
  readonly outputLimits?: Readonly<Record<string, OutputLimitRule>>;
  readonly tls?: 'trusted' | 'unknown-issuer' | 'self-signed' | 'expired' | 'not-yet-valid' | 'wrong-host';
  /** Nothing listens. */
  readonly closed?: boolean;
}

/**
 * How the person's side is set up. `{url}` stands for the base URL where the sandbox answers, `{host}` for its
 * host and port, `{key}` for the right key.
 */
export interface ClientSetUp {
  /** The whole environment; absent: key and base URL in the provider's own variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files by path; `~` is the sandbox's home, `.` its current folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Flags as on the command line; absent: none on nexus, `--provider nusantara` there. */
  readonly flags?: readonly string[];
}

/** A story with its promise. Ids are permanent. */
export interface Scenario {
  readonly id: string;
  /** One sentence a person recognises: "The key was revoked yesterday". */
  readonly story: string;
  readonly provider: 'nexus' | 'nusantara';
  readonly gateway: GatewayState;
  /** Absent: everything as it should be. */
  readonly client?: ClientSetUp;
  readonly expects: {
    readonly verdict: 'healthy' | 'degraded' | 'broken' | 'inconclusive';
    readonly exitCode: number;
    /** Every finding that doctor must report, and no other. */
    readonly findings: readonly string[];
  };
  /** What `nexus probe` must show. */
  readonly probe?: ProbePromise;
  /** What `nexus doctor --live` must conclude with the scenario's client. */
  readonly live?: LivePromise;
}

export interface ProbePromise {
  /** Behind the flags of the client. */
  readonly flags?: readonly string[];
  readonly exitCode: number;
  /** Every row, by `POST /v1/messages stream` or `POST /v1/messages plain`. */
  readonly rows: Readonly<Record<string, ProbeVerdict>>;
}

export type ProbeVerdict =
  | 'streams'
  | 'buffered'
  | 'unproven'
  | 'truncated'
  | 'stalled'
  | 'timed-out'
  | 'error-in-stream'
  | 'not-sse'
  | 'ignored-stream'
  | 'not-supported'
  | 'rejected'
  | 'answers'
  | 'wrong-answer'
  | 'unreachable'
  | 'skipped';

export interface LivePromise {
  readonly verdict: Scenario['expects']['verdict'];
  readonly exitCode: number;
  /** Every finding, and no other. */
  readonly findings: readonly string[];
  /** The highest rung reached. */
  readonly proof: 'accepts-key' | 'model-allowed' | 'answers' | 'streams';
}
