import type { CommandOutcome } from '../commands/outcome.ts';
import { keysOfEnvironment } from '../settings/environment-keys.ts';
import type { System } from '../system/system.ts';

/** Every secret that must not leave the program: those of the run, and keys that the environment or a file holds unused. */
export async function knownSecrets(
  outcome: Pick<CommandOutcome, 'secrets' | 'allOwnWords'>,
  system: System,
): Promise<readonly string[]> {
  if (outcome.allOwnWords) return secretsInHand(outcome, system);
  const [{ loadStoredKeys }, { maskableKeys }] = await Promise.all([
    import('../settings/stored-key-file.ts'),
    import('../settings/stored-key.ts'),
  ]);
  const kept = await loadStoredKeys(system);
  return secretsInHand({ secrets: [...outcome.secrets, ...maskableKeys(kept?.keys ?? [])] }, system);
}

/** The same without another look at the disk: for a run whose own secrets have the kept keys among them. */
export function secretsInHand(
  { secrets }: Pick<CommandOutcome, 'secrets'>,
  { env }: Pick<System, 'env'>,
): readonly string[] {
  return [...new Set([...secrets, ...keysOfEnvironment(env)].map((secret) => secret.reveal()))];
}
