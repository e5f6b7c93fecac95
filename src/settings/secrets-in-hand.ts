import { keysOfEnvironment } from './environment-keys.ts';
import { proxySecretsOf } from './proxy-secrets.ts';
import type { Secret } from './secret.ts';

/** What must not be shown, as it is: the secrets of a run, and the keys and proxy passwords that the environment holds unused. */
export function secretsInHand(
  secrets: readonly Secret[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return [
    ...new Set(
      [...secrets, ...keysOfEnvironment(env), ...proxySecretsOf(env)].map((secret) => secret.reveal()),
    ),
  ];
}
