import type { AnswerEntry } from '../errors/entry.ts';

/** The wire formats that carry a model's answer. */
export const dialectIds = ['chat', 'completions', 'responses', 'messages'] as const;
export type DialectId = (typeof dialectIds)[number];

export function isDialectId(name: string): name is DialectId {
  return dialectIds.some((id) => id === name);
}

export type YesNoUnknown = 'yes' | 'no' | 'unknown';

/** One documented route of a gateway. `path` starts behind the base URL, for example `/v1/models`. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly speaks: DialectId | 'model-list' | 'balance' | 'key-status' | 'count-tokens' | 'other';
  /** What the documentation says about `stream: true` here. */
  readonly streams: YesNoUnknown;
  /** Nobody documents it here: gateways mostly have it. */
  readonly assumed?: true;
  /** The request fields that limit the output, the preferred one first. */
  readonly outputLimit?: readonly string[];
}

/** A model that the documentation names. Prices are per million tokens in `currency`. */
export interface DocumentedModel {
  readonly id: string;
  /** Paths of the routes it is documented for; absent where the documentation does not say. */
  readonly routes?: readonly string[];
  readonly price?: {
    readonly currency: string;
    readonly input: number;
    readonly output: number;
    readonly cacheRead?: number;
    readonly cacheWrite?: number;
  };
}

/** A base URL other than the main one that the gateway documents, such as `/coding`. */
export interface BaseUrlVariant {
  readonly path: string;
  readonly use: string;
  /** Keys that belong here and nowhere else. */
  readonly keyPrefix?: string;
  /** The only wire formats that are served here; absent for all. */
  readonly speaks?: readonly DialectId[];
  /** Where the model list and the key status are documented instead of below this path: another path of the host. */
  readonly listsAt?: string;
}

/** What is particular to one gateway. JSON values only, so that a settings file can bring one. */
export interface ProviderProfile {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly baseUrl: string;
  readonly baseUrlVariants: readonly BaseUrlVariant[];
  readonly env: { readonly key: readonly string[]; readonly baseUrl?: string };
  readonly key: {
    /** Prefixes of keys that this gateway documents, longest first; empty where none is documented. */
    readonly prefixes: readonly string[];
    /** Whole shape of a documented key, as a regular expression source. */
    readonly pattern?: string;
    /** The header `api-key` is documented too, beside `Authorization: Bearer` and `x-api-key`. */
    readonly inApiKey?: true;
    /** Where the person gets a key, in words: "the bot @nexus_hubbot". */
    readonly from: string;
  };
  readonly routes: readonly Route[];
  readonly models: readonly DocumentedModel[];
  /** `per-key`: the list shows what this key may use. */
  readonly modelList: 'per-key' | 'unknown';
  /** Its documentation names codes only. */
  readonly statuses?: 'not-documented';
  readonly requestId: { readonly headers: readonly string[]; readonly body: readonly string[] };
  /** Documented requests per minute of the lowest tier. */
  readonly requestsPerMinute?: number;
  readonly support: readonly { readonly label: string; readonly link?: string }[];
  readonly links: {
    readonly docs?: string;
    readonly keys?: string;
    readonly billing?: string;
    readonly errors?: string;
  };
  /** Documented errors, keyed by the second half of the finding id: `nexus/<key>`. */
  readonly errors: Readonly<Record<string, AnswerEntry>>;
}
