import { homeRules } from './home-rules.ts';
import {
  type KnownSecrets,
  type Redacted,
  type Redaction,
  type RedactionRule,
  redactBy,
} from './redact-by.ts';
import { redactionRules } from './redaction-rules.ts';

export interface RedactOptions extends KnownSecrets {
  readonly home?: string | undefined;
  readonly user?: string | undefined;
  /** Further rules, for a text that leaves this machine. */
  readonly rules?: readonly RedactionRule[];
}

/** Hides the known secrets, everything shaped like one and the home folder in every string, keys included. */
export function redact<T>(
  document: T,
  { secrets, markOf, home, user, rules = [] }: RedactOptions,
): { readonly value: Redacted<T>; readonly receipt: readonly Redaction[] } {
  const known = markOf === undefined ? { secrets } : { secrets, markOf };
  return redactBy([...redactionRules, ...homeRules(home, user), ...rules], document, known);
}
