import type { HttpOutcome } from '../system/system.ts';

/** What identifies one error answer, whatever shape its body had. Foreign text is not yet redacted. */
export type AnswerFacts = {
  /** For example `GET /v1/models`. */
  readonly route?: string;
  readonly status?: number;
  /** Where the status above stands inside the body: the one that HTTP said. */
  readonly sentStatus?: number;
  /** It came as an event, in place of the end of a stream. */
  readonly inStream?: true;
  readonly code?: string;
  readonly type?: string;
  readonly message?: string;
  /** The field of the request that is to blame, with dots where it is a nested one. */
  readonly param?: string;
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  /** When a used up quota starts again, UTC ISO-8601. */
  readonly resetAt?: string;
  /** When it was seen, UTC ISO-8601. */
  readonly at?: string;
  /** `html-message`: an API error whose message is a whole web page of an upstream. */
  readonly body: 'api-error' | 'html-message' | 'html' | 'text' | 'json' | 'empty';
  /** The body is in Anthropic's wrapper: `{"type":"error","error":{…}}`. */
  readonly anthropicShape?: true;
};

export type Response = Extract<HttpOutcome, { kind: 'response' }>;

/** An error in the words of the API. */
export type ApiError = {
  readonly kind: 'api-error';
  readonly answer: AnswerFacts;
  /** The catalogue entry that recognises it. */
  readonly entry: string;
  readonly documented: boolean;
  readonly access: boolean;
  readonly provesKey: boolean;
  /** What such an error usually has, for one that came inside a 200. */
  readonly likelyStatus?: number;
};

/** What one exchange showed, small enough to be evidence: JSON values, no body, no verdict. */
export type WireFacts =
  | {
      readonly kind: 'unreachable';
      readonly phase: string;
      readonly code: string;
      readonly status?: number;
      /** Sent over a connection that was kept, and closed before one byte of the answer. */
      readonly stale?: true;
    }
  | {
      readonly kind: 'broken';
      readonly end: 'cut' | 'too-large' | 'undecodable' | 'timed-out' | 'stalled';
      readonly bytes: number;
    }
  | { readonly kind: 'redirect'; readonly status: number; readonly to: string; readonly loops: boolean }
  | ApiError
  | {
      readonly kind: 'not-api';
      readonly answer: AnswerFacts;
      readonly pageTitle?: string;
      readonly server?: string;
      readonly ray?: string;
      /** `www-authenticate` asks for a browser login. */
      readonly asksForLogin: boolean;
      /** The server says that this port is for https:. */
      readonly wantsTls?: true;
    }
  | {
      readonly kind: 'success';
      readonly status: number;
      readonly isModelList: boolean;
      /** It shows a balance or a quota of a known form. */
      readonly showsBalance: boolean;
      readonly requestId?: string;
    };
