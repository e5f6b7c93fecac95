import type { JsonValue } from '../checks/check.ts';
import type { Fix, Owner, Retry } from '../errors/entry.ts';
import type { YesNoUnknown } from '../providers/profile.ts';
import type { AuthDocument, LoginDocument, LogoutDocument } from './key-documents.ts';
import type { ProbeDocument, ProbePlan, Spend } from './probe-document.ts';
import type { EndpointDocument } from './target-documents.ts';
import type { ReportDocument } from './ticket-document.ts';

export * from './key-documents.ts';
export * from './probe-document.ts';
export * from './target-documents.ts';
export * from './ticket-document.ts';

/** The documents of the contract: what a command returns, what `--json` prints, what every renderer reads. */
export type CommandDocument =
  | DoctorDocument
  | ChecksDocument
  | ModelsDocument
  | ProbeDocument
  | ExplainDocument
  | CatalogueDocument
  | ScenariosDocument
  | ReportDocument
  | LoginDocument
  | LogoutDocument
  | AuthDocument
  | ErrorDocument;

export type Verdict = 'healthy' | 'degraded' | 'broken' | 'inconclusive';

/** How far the set-up was proven, lowest first. */
export const rungs = [
  'configured',
  'reachable',
  'speaks-api',
  'accepts-key',
  'model-allowed',
  'answers',
  'streams',
] as const;
export type Rung = (typeof rungs)[number];

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'unknown' | 'skip' | 'crash';

export interface FindingDocument {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'hint' | 'unknown';
  readonly title: string;
  /** What was seen this time. */
  readonly summary: string;
  readonly owner: Owner;
  readonly retry: Retry;
  readonly causes: readonly string[];
  readonly fixes: readonly Fix[];
  readonly docs?: string;
  readonly requestId?: string;
  /** When the answer behind it was seen, UTC ISO-8601. */
  readonly seenAt?: string;
  /** This rests on a shape that the documentation does not give. */
  readonly unconfirmed?: true;
}

export interface CheckDocument {
  readonly id: string;
  readonly title: string;
  readonly status: CheckStatus;
  readonly durationMs: number;
  readonly findings: readonly FindingDocument[];
  readonly evidence: JsonValue;
  readonly blockedBy?: string;
  /** Why a check was skipped; without it, one that nothing blocked did not apply. */
  readonly skipped?: 'blocked' | 'not-applicable' | 'not-wanted' | 'cancelled';
  readonly why?: string;
  /** The measured fact for the right column, in a few words. */
  readonly fact?: string;
}

export interface NextStep {
  readonly command?: string;
  readonly text: string;
}

export interface DoctorDocument {
  readonly schemaVersion: 1;
  readonly command: 'doctor';
  readonly runId: string;
  readonly tool: { readonly name: 'nexus'; readonly version: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly provider: { readonly id: string; readonly name: string };
  readonly endpoint: EndpointDocument;
  readonly sandbox: string | null;
  readonly verdict: Verdict;
  readonly proof: Rung;
  readonly partial: boolean;
  readonly interrupted: boolean;
  /** A warning was asked to fail the run. */
  readonly failOn?: 'warn';
  readonly firstCause: { readonly check: string; readonly finding: FindingDocument | null } | null;
  readonly nextStep: NextStep | null;
  /** Whom to write to when the next step does not help: labels of the profile's support. */
  readonly contact?: readonly string[];
  readonly results: readonly CheckDocument[];
  /** How many checks exist, for "only N of M checks ran". */
  readonly checksInAll: number;
  /** With `--live`: what the call could cost at most. */
  readonly plan?: ProbePlan;
  /** With `--live`: why no call was made, in words. */
  readonly callNotMade?: string;
  /** With `--live`: the call that was sent, by the id in its `x-request-id`; `why`: what is not known of its cost. */
  readonly call?: { readonly clientRequestId: string; readonly path: string; readonly why?: string };
  readonly spend: Spend;
}

export interface ChecksDocument {
  readonly schemaVersion: 1;
  readonly command: 'doctor';
  readonly checks: readonly {
    readonly id: string;
    readonly title: string;
    readonly needs: readonly string[];
    readonly spine: boolean;
  }[];
}

export interface ModelDocument {
  readonly id: string;
  readonly owner?: string;
  readonly routes: readonly {
    readonly path: string;
    readonly streams: YesNoUnknown;
    readonly source: 'gateway' | 'documented' | 'unknown';
  }[];
  /** Per million tokens. */
  readonly price?: {
    readonly currency: string;
    readonly input: number;
    readonly output: number;
    readonly source: 'gateway' | 'documented';
  };
}

export interface ModelsDocument {
  readonly schemaVersion: 1;
  readonly command: 'models';
  readonly provider: { readonly id: string; readonly name: string };
  readonly endpoint: EndpointDocument;
  readonly sandbox: string | null;
  readonly verdict: Verdict;
  readonly findings: readonly FindingDocument[];
  readonly nextStep: NextStep | null;
  readonly models: readonly ModelDocument[];
  /** An interrupt came before the end, so an empty list says nothing. */
  readonly interrupted?: true;
  /** How many the gateway listed, before the filter. */
  readonly total: number;
  /** The gateway says that its list has more pages; only the first one is read. */
  readonly hasMore?: true;
  readonly filter: string | null;
  /** Nearest ids when nothing matched. */
  readonly nearest: readonly string[];
  readonly exitCode: number;
}

export interface ExplainMatch {
  readonly id: string;
  readonly code: string;
  readonly provider: string;
  readonly title: string;
  readonly summary: string;
  readonly owner: Owner;
  readonly retry: Retry;
  readonly retryNote?: string;
  readonly causes: readonly string[];
  readonly fixes: readonly Fix[];
  readonly verify: string;
  readonly docs?: string;
  readonly requestId?: string;
  readonly confidence: 'exact' | 'likely' | 'ambiguous';
  /** Whom to write to when the fix is not the person's. */
  readonly contact: readonly string[];
}

export interface ExplainDocument {
  readonly schemaVersion: 1;
  readonly command: 'explain';
  readonly input: {
    readonly kind: 'code' | 'status' | 'words' | 'json' | 'text' | 'journal';
    readonly text: string;
  };
  readonly matches: readonly ExplainMatch[];
  /** Said above the matches, for example that the status is not documented. */
  readonly note?: string;
  /** Nearest names when nothing matched. */
  readonly nearest: readonly string[];
}

export interface CatalogueDocument {
  readonly schemaVersion: 1;
  readonly command: 'explain';
  readonly entries: readonly {
    readonly id: string;
    readonly code: string;
    readonly provider: string;
    readonly title: string;
  }[];
}

export interface ListedScenario {
  readonly id: string;
  readonly story: string;
  readonly provider: string;
  /** The command that shows it, and what that command must lead to. */
  readonly try: string;
  readonly expects: {
    readonly verdict?: Verdict;
    readonly exitCode: number;
    readonly findings: readonly string[];
  };
  /** What `nexus probe --sandbox` must find on its routes. */
  readonly probe?: {
    readonly flags?: readonly string[];
    readonly exitCode: number;
    readonly rows: Readonly<Record<string, string>>;
  };
}

export interface ScenariosDocument {
  readonly schemaVersion: 1;
  readonly command: 'sandbox';
  readonly scenarios: readonly ListedScenario[];
}

export interface ErrorDocument {
  readonly schemaVersion: 1;
  readonly command: string;
  readonly error: {
    readonly kind: 'usage' | 'settings' | 'machine' | 'internal';
    readonly message: string;
    readonly hint: string;
    /** Frames of our own files, with --verbose only. */
    readonly stack?: readonly string[];
  };
}
