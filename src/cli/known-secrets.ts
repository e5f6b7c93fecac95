import type { CommandOutcome } from '../commands/outcome.ts';
import { keysOfEnvironment } from '../settings/environment-keys.ts';
import type { System } from '../system/system.ts';

/** Every secret that must not leave the program: those of the run, and keys that stand in the environment unused. */
export function knownSecrets(
  { secrets }: Pick<CommandOutcome, 'secrets'>,
  { env }: System,
): readonly string[] {
  return [...new Set([...secrets, ...keysOfEnvironment(env)].map((secret) => secret.reveal()))];
}
