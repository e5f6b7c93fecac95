import type { System } from '../system/system.ts';
import { hiddenMark } from './find-secrets.ts';
import { personalRules } from './personal-rules.ts';
import { redact } from './redact.ts';
import type { Redacted, Redaction } from './redact-by.ts';

type Machine = Pick<System, 'env' | 'home' | 'hostName' | 'random'>;

/**
 * Redacts what leaves this machine: besides secrets also who the person is and where they work. Within one call the
 * same secret gets the same tag; the tags are random, so those of two texts can't be compared.
 */
export function redactForOthers<T>(
  document: T,
  secrets: readonly string[],
  machine: Machine,
): { readonly value: Redacted<T>; readonly receipt: readonly Redaction[] } {
  const { env, home, hostName } = machine;
  const user = env.USER || env.LOGNAME || env.USERNAME || undefined;
  const rules = personalRules({ user, hostName });
  return redact(document, { secrets, home, user, rules, markOf: createTags(machine.random) });
}

function createTags({ bytes }: System['random']): (secret: string) => string {
  const tags = new Map<string, string>();
  return (secret) => {
    const known = tags.get(secret);
    if (known !== undefined) return known;
    const fresh = hiddenMark.replace(']', `:${Buffer.from(bytes(2)).toString('hex')}]`);
    tags.set(secret, fresh);
    return fresh;
  };
}
