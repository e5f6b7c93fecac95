import type { AnswerHeaders } from './answer.ts';
import type { GatewayState } from './scenario.ts';

/** The wire formats and lists that a route of the sandbox serves. */
export type Serves =
  | 'model-list'
  | 'balance'
  | 'key-status'
  | 'chat'
  | 'completions'
  | 'responses'
  | 'compact'
  | 'messages'
  | 'count-tokens';

export interface SimulatedRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly serves: Serves;
  /** What the provider documents about `stream: true` here. */
  readonly streams: boolean;
}

export interface SimulatedModel {
  readonly id: string;
  /** What it is documented for; absent: every route of the provider. */
  readonly serves?: readonly Serves[];
  /** Per million tokens, in the provider's currency. */
  readonly outputPrice: number;
}

export interface SimulatedError {
  readonly status: number;
  readonly type?: string;
  readonly code?: string;
  readonly message: string;
  readonly headers?: AnswerHeaders;
}

/** The cases that every gateway refuses, and the name of the error that this one refuses them with. */
export type Refusal =
  | 'no-key'
  | 'wrong-key'
  | 'unknown-path'
  | 'bad-request'
  | 'too-large'
  | 'no-model'
  | 'model-not-enabled'
  | 'model-elsewhere'
  | 'no-streaming'
  | 'no-money'
  | 'internal';

export interface ErrorCircumstances {
  readonly requestId: string;
  readonly nowMs: number;
  readonly message?: string;
  /** The route speaks Anthropic's format. */
  readonly onMessagesRoute: boolean;
  readonly errorBody: NonNullable<GatewayState['errorBody']>;
}

/** One provider as its documentation describes it. */
export interface SimulatedProvider {
  readonly routes: readonly SimulatedRoute[];
  readonly models: readonly SimulatedModel[];
  /** Besides `Authorization: Bearer`. */
  readonly keyHeaders: readonly string[];
  /** Documented errors: a model id or the end of a key that equals one of these names is answered with it. */
  readonly errors: Readonly<Record<string, SimulatedError>>;
  /** What no page names but a gateway must still answer. */
  readonly undocumentedErrors: Readonly<Record<string, SimulatedError>>;
  readonly refusals: Readonly<Record<Refusal, string>>;
  /** The output limit where the request has none, in tokens. */
  readonly defaultOutputTokens: number;
  readonly defaultBalance: number;
  /** The highest possible cost of a call must be on the account, not just anything above nothing. */
  readonly reservesCost: boolean;
  /** A second use of one `x-request-id` is refused with this error. */
  readonly duplicateRequestId?: string;
  /** Keys with this prefix are accepted below the path only. */
  readonly boundKeys?: { readonly prefix: string; readonly below: string; readonly refusal: string };
  /** Messages routes need the `anthropic-version` header. */
  readonly needsAnthropicVersion: boolean;
  /** A fake key in the provider's form, from random hex digits. */
  readonly keyFrom: (hex: string, kind: NonNullable<GatewayState['keyKind']>) => string;
  readonly requestIdFrom: (uuid: string) => string;
  readonly errorBody: (error: SimulatedError, circumstances: ErrorCircumstances) => unknown;
  readonly modelList: (ids: readonly string[]) => unknown;
  readonly balance: (amount: number) => unknown;
  readonly keyStatus: (nowMs: number) => unknown;
}
