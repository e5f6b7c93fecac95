import type { AuthDocument, NextStep } from '../report/documents.ts';
import { endpointDocument } from '../report/endpoint-document.ts';
import { fingerprintOf } from '../settings/key-fingerprint.ts';
import { recallKeyStatus } from '../settings/key-status.ts';
import { keychainRemedies, keychainWords } from '../settings/keychain-words.ts';
import { loadSettings, type SettingsRequest } from '../settings/load-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { loadStoredKeys } from '../settings/stored-key-file.ts';
import { proxyFor } from '../system/proxy-choice.ts';
import type { System } from '../system/system.ts';
import { wordingContext } from './doctor.ts';
import { keptKeyDocument } from './login/kept-keys.ts';
import { type CommandOutcome, outputWishes } from './outcome.ts';
import { secretsOf } from './run/secrets.ts';
import { settingsError } from './run/settings-error.ts';

/** Shows which key is in force, from where, and what its gateway said of it when it was last asked. Sends nothing. */
export async function authStatus(request: SettingsRequest, system: System): Promise<CommandOutcome> {
  const settings = await loadSettings(request, system);
  if (settings.userFile?.problem !== undefined) return settingsError('auth', settings.userFile.problem);
  const { apiKey, baseUrl, profile } = settings;
  const fingerprint = await fingerprintOf(apiKey?.value, system);
  const { origin } = baseUrl.value;
  const isKnown = origin !== undefined && fingerprint !== null;
  const seen = (isKnown ? await recallKeyStatus(origin, fingerprint, system) : undefined) ?? null;
  const kept = await loadStoredKeys(system);
  const keys = kept?.keys.map((key) => keptKeyDocument(key, kept.file, system)) ?? [];
  const { command } = wordingContext(settings, request, system);
  const exitCode = exitCodeOf(settings, fingerprint, seen);
  const document: AuthDocument = {
    schemaVersion: 1,
    command: 'auth',
    provider: { id: profile.value.id, name: profile.value.name },
    endpoint: endpointDocument(settings, fingerprint),
    sandbox: null,
    seen,
    keys: await Promise.all(keys),
    notes: unreadKeys(settings).map(({ why }) => `the keychain gives no key: ${keychainWords[why]}`),
    nextStep: nextStep(unreadKeys(settings), fingerprint, seen, command),
    exitCode,
  };
  const proxy = proxyFor(baseUrl.value.used ?? '', system.env);
  const { lastFour } = apiKey?.value ?? {};
  return {
    document,
    exitCode,
    secrets: secretsOf(settings, { context: { proxy } }),
    ...(lastFour === undefined ? {} : { lastFour }),
    ...outputWishes(settings),
  };
}

/** Keys of this very gateway that their store did not give. */
function unreadKeys({ unusedKeys = [] }: Settings) {
  return unusedKeys.flatMap(({ why }) => (why === undefined ? [] : [{ why }]));
}

/** 0 with a key, 4 without one or with one that was refused, 3 when the keychain with it does not answer. */
function exitCodeOf(settings: Settings, fingerprint: string | null, seen: AuthDocument['seen']): number {
  if (fingerprint !== null) return seen?.result === 'refused' ? 4 : 0;
  return unreadKeys(settings).some(({ why }) => why !== 'absent') ? 3 : 4;
}

function nextStep(
  unread: ReturnType<typeof unreadKeys>,
  fingerprint: string | null,
  seen: AuthDocument['seen'],
  command: (command: string) => string,
): NextStep | null {
  if (fingerprint === null) {
    const todo = unread.flatMap(({ why }) => keychainRemedies[why] ?? [])[0];
    return todo === undefined
      ? { command: command('nexus login'), text: 'keep a key' }
      : { command: command('nexus auth status'), text: todo };
  }
  if (seen?.result === 'refused') return { command: command('nexus login'), text: 'keep another key' };
  return seen === null ? { command: command('nexus doctor'), text: 'find out whether it is accepted' } : null;
}
