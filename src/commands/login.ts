import type { CheckEvent } from '../checks/run-checks.ts';
import { UsageError } from '../errors/usage-error.ts';
import { nextStepOf } from '../report/doctor-document.ts';
import type { LoginDocument, NextStep } from '../report/documents.ts';
import { endpointDocument } from '../report/endpoint-document.ts';
import { fingerprintOf } from '../settings/key-fingerprint.ts';
import { loadKeyless, type SettingsRequest } from '../settings/load-settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { StoredKey } from '../settings/stored-key.ts';
import { keysFolderProblem, type StoredKeys } from '../settings/stored-key-file.ts';
import type { System } from '../system/system.ts';
import { wordingContext } from './doctor.ts';
import { type CheckedKey, checkKey } from './login/check-key.ts';
import { isYes, keepKey } from './login/keep-key.ts';
import { keptKeyDocument, strongerPlaces } from './login/kept-keys.ts';
import { newKey } from './login/new-key.ts';
import { type CommandOutcome, outputWishes } from './outcome.ts';
import { isPersonThere } from './run/person-there.ts';
import { secretsOf } from './run/secrets.ts';
import { settingsError } from './run/settings-error.ts';
import { openTarget } from './run/target.ts';

export interface LoginRequest extends SettingsRequest {
  /** `--insecure-storage`: plain text is fine where no keychain takes the key. */
  readonly insecureStorage: boolean;
  /** `--keep-unverified`: a key that nobody can tell right from wrong is kept too. */
  readonly keepUnverified: boolean;
  /** False for `--no-input` and for machine formats. */
  readonly mayAsk: boolean;
}

/** How the checks talk while they run, and how they make room for a question. */
export interface LoginTalk {
  readonly onEvent: (event: CheckEvent) => void;
  readonly pause: () => void;
}

const quiet: LoginTalk = { onEvent: () => undefined, pause: () => undefined };

/** Checks a key and keeps it for the origin that it was checked at. Throws a UsageError where nothing can be kept. */
export async function login(
  request: LoginRequest,
  system: System,
  talk: LoginTalk = quiet,
): Promise<CommandOutcome> {
  const { settings: keyless, kept } = await loadKeyless(request, system);
  if (keyless.userFile?.problem !== undefined) return settingsError('login', keyless.userFile.problem);
  if (kept === undefined) throw new UsageError('there is no home folder to keep a key in', 'set HOME');
  // Where the next command would not use a key, none is asked for.
  const exposed = await keysFolderProblem(system);
  if (exposed !== undefined) return settingsError('login', exposed);
  const asking = { ...request, mayAsk: request.mayAsk && isPersonThere(system) };
  const apiKey = await newKey(asking, keyless, system);
  const settings: Settings = { ...keyless, apiKey };
  const target = openTarget(settings, system);
  // A next command must not repeat where this key came from: it is kept now, or has to be another one.
  const context = wordingContext(settings, { ...request, keyFile: undefined }, system);
  const checked = await checkKey(target, context, talk.onEvent);
  talk.pause();
  const isWanted = await mayKeep(checked, asking, system);
  const key = isWanted ? await keep(settings, asking, kept, system) : undefined;
  const document: LoginDocument = {
    schemaVersion: 1,
    command: 'login',
    provider: { id: settings.profile.value.id, name: settings.profile.value.name },
    endpoint: endpointDocument(settings, await fingerprintOf(apiKey.value, system)),
    sandbox: null,
    verdict: checked.verdict,
    proof: checked.proof,
    kept: key === undefined ? null : await keptKeyDocument(key, kept.file, system),
    findings: checked.findings,
    notes: [...remarksOf(checked), ...notesOf(key, kept, checked, settings, system)],
    nextStep: nextStep(key, checked, context.command),
    exitCode: exitCodeOf(key, checked),
  };
  const { lastFour } = apiKey.value;
  return {
    document,
    exitCode: document.exitCode,
    secrets: secretsOf(settings, target),
    ...(lastFour === undefined ? {} : { lastFour }),
    ...outputWishes(settings),
  };
}

/** What is refused is never kept. What could not be found out is kept when the person says so. */
async function mayKeep(
  { verdict, findings }: CheckedKey,
  { keepUnverified, mayAsk }: LoginRequest,
  { stdin, interrupt }: System,
): Promise<boolean> {
  if (verdict === 'broken' || interrupt.aborted) return false;
  if (verdict !== 'inconclusive' || keepUnverified) return true;
  if (!mayAsk) return false;
  const why = findings[0] === undefined ? '' : ` (${findings[0].title})`;
  return isYes(await stdin.ask(`This key could not be verified${why}. Keep it all the same? [y/N] `));
}

async function keep(
  { apiKey, baseUrl, profile }: Settings,
  { insecureStorage, mayAsk }: LoginRequest,
  kept: StoredKeys,
  system: System,
): Promise<StoredKey | undefined> {
  const { origin } = baseUrl.value;
  const fingerprint = await fingerprintOf(apiKey?.value, system);
  if (apiKey === undefined || origin === undefined || fingerprint === null) return undefined;
  const keptAt = new Date(system.clock.now()).toISOString();
  const facts = { origin, provider: profile.value.id, fingerprint, keptAt };
  return keepKey(apiKey.value.secret, facts, { given: insecureStorage, mayAsk }, { kept, system });
}

/** What besides the cause a person has to know of the way to the gateway. */
function remarksOf({ findings }: CheckedKey): readonly string[] {
  return findings.flatMap(({ id, summary }) => (id === 'network/proxy-unsupported' ? [summary] : []));
}

function notesOf(
  key: StoredKey | undefined,
  before: StoredKeys,
  { verdict }: CheckedKey,
  { profile }: Settings,
  { env }: System,
): readonly string[] {
  if (key === undefined) return [];
  const stronger = strongerPlaces(profile.value.env.key, env);
  const isOlderLeft =
    key.store === 'file' &&
    before.keys.some(({ origin, store }) => origin === key.origin && store === 'keychain');
  return [
    ...(verdict === 'inconclusive' ? ['it is kept without a proof that the gateway accepts it'] : []),
    ...(key.store === 'file' ? ['it stands there as plain text that only you can read'] : []),
    ...(isOlderLeft ? ['the key that was kept before is still in the keychain'] : []),
    ...(stronger.length === 0 ? [] : [`${stronger.join(', ')} is set and wins over the kept key`]),
  ];
}

function nextStep(
  key: StoredKey | undefined,
  { verdict, findings }: CheckedKey,
  command: (command: string) => string,
): NextStep | null {
  const isOpen = verdict === 'inconclusive';
  if (key !== undefined) {
    return isOpen
      ? { command: command('nexus doctor --live'), text: 'see with one small real call whether it answers' }
      : { command: command('nexus doctor'), text: 'check the whole chain' };
  }
  if (isOpen) return { command: command('nexus login --keep-unverified'), text: 'keep it all the same' };
  return nextStepOf(findings[0] ?? null, verdict, command('nexus login'));
}

/** 0 when the key is kept; else by what stood in the way, 1 where the person did not want it in plain text. */
function exitCodeOf(key: StoredKey | undefined, { verdict, isRefused }: CheckedKey): number {
  if (key !== undefined) return 0;
  if (verdict === 'inconclusive') return 3;
  return isRefused ? 4 : 1;
}
