/** Who can act on a problem. */
export type Owner = 'you' | 'your-network' | 'gateway' | 'upstream';

/** Whether sending the same request again can help. `not-documented`: nobody says. */
export type Retry = 'never' | 'after-fix' | 'later' | 'when-told' | 'not-documented';

/** One action. `command` starts with `nexus` and is rewritten to how the program was started. */
export type Fix =
  | { readonly kind: 'run'; readonly command: string; readonly why: string }
  | { readonly kind: 'set'; readonly setting: string; readonly to: string; readonly why: string }
  | { readonly kind: 'open'; readonly link: string; readonly why: string }
  | {
      readonly kind: 'do';
      readonly what: string;
      readonly why: string;
      /** In another program: to check again would show the same here. */
      readonly elsewhere?: true;
    };

/** Where the entry comes from: a documentation page, a reply that was seen, or our own reasoning. */
export type EntrySource =
  | { readonly kind: 'documented'; readonly url: string }
  | { readonly kind: 'observed' | 'inferred'; readonly from: string };

/** What the catalogue says about one problem. STYLE.md tells how to write one. */
export interface EntryText {
  /** What it is, as a statement that fits in one line. */
  readonly title: string;
  /** What it means, in one to three short sentences. */
  readonly meaning: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly owner: Owner;
  readonly retry: Retry;
  /** Why, or until when: shown behind the retry word. */
  readonly retryNote?: string;
  /** Likeliest first. */
  readonly causes: readonly string[];
  readonly fixes: readonly [Fix, ...Fix[]];
  /** How to see that it is solved. */
  readonly verify: string;
  readonly source: EntrySource;
  /** The key or a permission is the problem: as first cause it makes the exit code 4. */
  readonly access?: true;
  /** Only a key that the gateway knows gets this answer, so it proves the key by contrast. */
  readonly provesKey?: true;
  /** For what the person can solve: when the documentation sends them to the support all the same, as a clause. */
  readonly supportWhen?: string;
  /** Why sending the call again could cost the person twice: it is then not sent again without a reason. */
  readonly repeatCosts?: string;
  /** Nobody has seen this very shape on the live gateway. */
  readonly unconfirmed?: true;
  /** Words that are truer where something is known about the call; the first that fits is taken. */
  readonly variants?: readonly Variant[];
}

/**
 * What is known beside the answer. `on-get`: a list or the balance was asked for, no model. `on-documented-route`: the
 * call went to a route that the gateway documents; `on-streaming-route`: with streaming. `with-balance`: the same run
 * saw that the person's own balance is not empty.
 */
export type Circumstance = 'on-get' | 'on-documented-route' | 'on-streaming-route' | 'with-balance';

/** What an entry says instead in one circumstance. */
export interface Variant extends Partial<Pick<EntryText, 'title' | 'owner' | 'retry' | 'causes' | 'fixes'>> {
  readonly when: Circumstance;
}

/** How an answer shows that it is this entry. A row matches when every field given matches. */
export interface Signature {
  readonly code?: string;
  readonly type?: string;
  readonly status?: number;
  /** Part of the message, in lower case. */
  readonly messageHas?: string;
}

/** An error that a gateway answers with: data only, so that a settings file can bring its own. */
export interface AnswerEntry extends EntryText {
  /** The name that the documentation gives it, as it is spelled there; `explain` finds it by this. */
  readonly name: string;
  /** Other spellings under which the documentation names the same error. */
  readonly aliases?: readonly string[];
  /** What clients and other gateways say in its place, word for word: `explain` finds it by these in a longer text too. */
  readonly names?: readonly string[];
  readonly signatures: readonly [Signature, ...Signature[]];
  /** Its words say more than a code beside them that is not the gateway's own: relays put a general one there. */
  readonly beatsCode?: true;
  /** For `explain <status>` only, where no status is documented: what such an error usually has. */
  readonly likelyStatus?: number;
}

/** A problem that we find ourselves. `summary` says what was seen this time, in one sentence. */
export interface LocalEntry<Params extends object = Record<never, never>> extends EntryText {
  readonly summary: (params: Params) => string;
  /** What to do where that depends on what was seen; `fixes` then says it for those who only look the entry up. */
  readonly fixesFor?: (params: Params) => readonly [Fix, ...Fix[]];
  /** Words that are truer of what was seen. */
  readonly wordsFor?: (params: Params) => Partial<Pick<EntryText, 'owner' | 'causes'>>;
  /** Codes of the operating system, of Node and OpenSSL, and phrases of clients, by which `explain` finds it. */
  readonly names?: readonly string[];
}
