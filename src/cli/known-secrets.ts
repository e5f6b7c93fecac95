import type { CommandOutcome } from '../commands/outcome.ts';
import { secretsInHand } from '../settings/secrets-in-hand.ts';
import type { System } from '../system/system.ts';

/** Every secret that must not leave the program: those of the run, and keys that the environment or a file holds unused. */
export async function knownSecrets(
  { secrets, allOwnWords }: Pick<CommandOutcome, 'secrets' | 'allOwnWords'>,
  system: System,
): Promise<readonly string[]> {
  if (allOwnWords) return secretsInHand(secrets, system.env);
  const [{ loadStoredKeys }, { maskableKeys }] = await Promise.all([
    import('../settings/stored-key-file.ts'),
    import('../settings/stored-key.ts'),
  ]);
  const kept = await loadStoredKeys(system);
  return secretsInHand([...secrets, ...maskableKeys(kept?.keys ?? [])], system.env);
}
