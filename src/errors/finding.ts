import type { AnswerFacts } from './answer.ts';
import type { ClientErrors } from './clients/index.ts';
import type { ownErrors } from './own-errors.ts';

export type OwnErrors = typeof ownErrors & ClientErrors;
export type OwnErrorId = keyof OwnErrors;
export type ParamsOf<Id extends OwnErrorId> =
  Parameters<OwnErrors[Id]['summary']> extends [infer Params] ? Params : Record<never, never>;

/** A problem that we found ourselves: an id with its values. The wording stays in the catalogue. */
export type OwnFinding = {
  [Id in OwnErrorId]: {
    readonly id: Id;
    readonly params: ParamsOf<Id>;
    /** Of the answer it was found in: what support asks for first. */
    readonly requestId?: string;
  };
}[OwnErrorId];

/** An error that a gateway answered with: `nexus/invalid_key`, `openai/…`, `edge/http-429`. */
export type AnswerFinding = {
  readonly id: string;
  readonly answer: AnswerFacts;
};

export type Finding = OwnFinding | AnswerFinding;
export type Findings = readonly [Finding, ...Finding[]];

/** The answer of a check's `judge`. Severity sits on the entry, so "passed with an error" can't be built. */
export type Judgement =
  | { readonly kind: 'pass'; readonly hints?: readonly Finding[] }
  | { readonly kind: 'problems'; readonly findings: Findings }
  | { readonly kind: 'unknown'; readonly why: string; readonly findings: Findings }
  | { readonly kind: 'not-applicable'; readonly why: string };

export const pass: Judgement = { kind: 'pass' };

/** One of our own problems, with its values. */
export function own<Id extends OwnErrorId>(id: Id, params: ParamsOf<Id>): OwnFinding {
  // A generic id can't be matched to its own member of the union; the signature above is the proof.
  return { id, params } as unknown as OwnFinding;
}

export function problem(first: Finding, ...rest: readonly Finding[]): Judgement {
  return { kind: 'problems', findings: [first, ...rest] };
}

export function problemsOrPass(findings: readonly Finding[]): Judgement {
  const [first, ...rest] = findings;
  return first === undefined ? pass : problem(first, ...rest);
}

/** Could not be found out; the finding says why. */
export function unknown(why: string, finding: Finding, ...more: readonly Finding[]): Judgement {
  return { kind: 'unknown', why, findings: [finding, ...more] };
}

export function notApplicable(why: string): Judgement {
  return { kind: 'not-applicable', why };
}
