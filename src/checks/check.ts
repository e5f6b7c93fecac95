import type { ClientFacts } from '../clients/client-facts.ts';
import type { Judgement } from '../errors/finding.ts';
import type { GatewayClient } from '../gateway/gateway-client.ts';
import type { WrongKeyMemory } from '../gateway/wrong-key-memory.ts';
import type { LiveCall } from '../probe/live-call.ts';
import type { Rung } from '../report/documents.ts';
import type { Settings } from '../settings/settings.ts';
import type { ProxyChoice } from '../system/proxy-choice.ts';
import type { System } from '../system/system.ts';

/** Evidence is JSON, so it can be saved and judged again. A `type` fits; an `interface` never does, it could grow. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** What a check may look at. Only `observe` gets it; `judge` sees evidence alone. */
export interface CheckContext {
  readonly settings: Settings;
  /** The program that `--for` names; absent without. */
  readonly client?: ClientFacts | undefined;
  readonly gateway: GatewayClient;
  readonly wrongKeys: WrongKeyMemory;
  readonly proxy: ProxyChoice;
  /** The one real call of `--live`, sent when first asked for; absent without consent. */
  readonly live?: LiveCall | undefined;
  /** Why `--live` makes no call; absent without `--live` and with its call. */
  readonly callNotMade?: string | undefined;
  readonly system: System;
  readonly signal: AbortSignal;
}

export type CheckId = `${string}.${string}`;

/**
 * One check: `observe` gathers facts and never decides, `judge` decides and is pure.
 * `needs` are references, so their evidence arrives typed and a wrong name does not compile.
 */
export interface Check<Evidence extends JsonValue, Needs extends Record<string, AnyCheck>> {
  readonly id: CheckId;
  /** True when it passes: "The gateway accepts the API key". */
  readonly title: string;
  /** A spine check must be known for a verdict other than `inconclusive`. */
  readonly spine: boolean;
  readonly needs: Needs;
  /** Why the check does not apply here, known before anything is observed: then it waits for no need. */
  readonly doesNotApply?: (context: CheckContext) => string | undefined;
  /** Runs although a need ended `unknown`: its evidence is enough. */
  readonly goesOnAfterUnknown?: true;
  readonly observe: (context: CheckContext, known: EvidenceOfAll<Needs>) => Promise<Evidence>;
  readonly judge: (evidence: Evidence) => Judgement;
  /** The measured fact for the right column; undefined when there is none worth a column. */
  readonly fact?: (evidence: Evidence) => string | undefined;
  /** The rung that a pass proves. */
  readonly proves?: (evidence: Evidence) => Rung | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list of checks; each was type-checked by defineCheck
export type AnyCheck = Check<any, any>;

export type EvidenceOf<C> = C extends Check<infer Evidence, infer _Needs> ? Evidence : never;
export type EvidenceOfAll<Needs> = { readonly [Name in keyof Needs]: EvidenceOf<Needs[Name]> };

/** Lets TypeScript infer the evidence from `observe` and hand it to `judge`. */
export function defineCheck<Evidence extends JsonValue, Needs extends Record<string, AnyCheck>>(
  check: Check<Evidence, Needs>,
): Check<Evidence, Needs> {
  return check;
}
