import { UsageError } from '../../errors/usage-error.ts';
import { apiKeyFrom, loadKeyFile } from '../../settings/load-key.ts';
import type { ApiKey, Settings, Sourced } from '../../settings/settings.ts';
import { type Candidate, flag } from '../../settings/sourced.ts';
import type { System } from '../../system/system.ts';

/** How the key may come in. */
export interface Asking {
  readonly keyFile?: string | undefined;
  readonly mayAsk: boolean;
}

/**
 * The key to keep: from `--key-file`, typed without an echo, or from a pipe. Never from the environment, which is there
 * anyway. Throws a UsageError when none comes.
 */
export async function newKey(
  { keyFile, mayAsk }: Asking,
  settings: Settings,
  system: System,
): Promise<Sourced<ApiKey>> {
  const { value, origin } = await keyText({ keyFile, mayAsk }, settings, system);
  if (value.trim() === '') throw new UsageError('no key came in, so nothing was kept', pipeHint);
  return {
    value: apiKeyFrom(value, settings.profile.value, settings.profiles),
    origin,
    shadows: [],
  };
}

const pipeHint = 'type it when asked on a terminal, or pipe it in: nexus login --key-file -';

async function keyText(
  { keyFile, mayAsk }: Asking,
  { profile, baseUrl }: Settings,
  system: System,
): Promise<Candidate<string>> {
  if (keyFile !== undefined) return loadKeyFile(keyFile, system);
  if (!system.stdin.isTerminal) {
    const { value } = await loadKeyFile('-', system);
    return { value, origin: flag('standard input') };
  }
  if (!mayAsk) throw new UsageError('nobody may be asked for the key here', pipeHint);
  const where = baseUrl.value.origin ?? baseUrl.value.typed;
  const typed = await system.stdin.askHidden(`Key of ${profile.value.name} for ${where} (it is not shown): `);
  return { value: typed ?? '', origin: { kind: 'prompt', name: 'your answer' } };
}
