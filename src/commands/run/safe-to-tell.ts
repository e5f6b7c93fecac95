import { redact } from '../../report/redact.ts';
import type { Secret } from '../../settings/secret.ts';
import { secretsInHand } from '../../settings/secrets-in-hand.ts';
import type { System } from '../../system/system.ts';

/**
 * What is told or asked while a command still runs, without the secrets of the run and of the environment: a key may
 * stand where the name of a model belongs, and the document, which is redacted at the end, comes too late for it.
 */
export function safeToTell<T>(
  value: T,
  secrets: readonly Secret[],
  { env, home }: Pick<System, 'env' | 'home'>,
): T {
  return redact(value, { secrets: secretsInHand(secrets, env), home }).value;
}
