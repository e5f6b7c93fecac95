import { clientOfProgram } from '../errors/clients/client-of-program.ts';
import { lookUpName } from '../errors/look-up.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { WordingContext } from '../errors/word-fix.ts';
import { readJournal } from '../journal/read-journal.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { Ticket } from '../report/ticket-document.ts';
import { loadSettings, type SettingsRequest } from '../settings/load-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { proxyFor } from '../system/proxy-choice.ts';
import type { System } from '../system/system.ts';
import { buildReport } from '../ticket/build-report.ts';
import { type CallFacts, noCall } from '../ticket/call-facts.ts';
import { noteFrom } from '../ticket/fact-shape.ts';
import { knownOf } from '../ticket/meaning.ts';
import { putIn } from '../ticket/put-in.ts';
import { type TypedFacts, typedFacts } from '../ticket/typed-facts.ts';
import { toolName, toolVersion } from '../version.ts';
import { nextCommand } from './next-command.ts';
import { type CommandOutcome, outputWishes } from './outcome.ts';
import type { ProbeTalk } from './probe.ts';
import { askFacts } from './report/ask-facts.ts';
import { type ReportSource, type SourceContext, sourceFacts } from './report/report-source.ts';
import type { ReproduceRequest, Reproduction } from './report/reproduce.ts';
import { ticketAim } from './report/ticket-aim.ts';
import { ticketProfile } from './report/ticket-profile.ts';
import { secretsOf } from './run/secrets.ts';

export interface ReportRequest extends Pick<SettingsRequest, 'provider' | 'baseUrl' | 'config' | 'keyFile'> {
  readonly source: ReportSource;
  /** Stronger than what the source tells. */
  readonly typed: TypedFacts;
  readonly note?: string;
  /** A missing fact makes the exit code 1. */
  readonly strict: boolean;
  /** Whether a person may be asked for missing facts. */
  readonly mayAsk: boolean;
  /** Sends the failed call once more, after consent. */
  readonly reproduce?: ReproduceRequest;
}

/**
 * Makes a support ticket from what this machine recorded, from a paste, or from flags. Sends nothing anywhere but, when
 * asked to, the failed call itself.
 */
export async function report(
  request: ReportRequest,
  system: System,
  talk: () => Promise<ProbeTalk>,
): Promise<CommandOutcome> {
  // A broken settings file costs the ticket its own gateways, nothing else.
  const settings = await loadSettings(request, system);
  const { profiles } = settings;
  const chosen = settings.profile.value;
  const context: SourceContext = {
    profiles,
    documented:
      request.provider === undefined ? [chosen, ...profiles.filter(({ id }) => id !== chosen.id)] : [chosen],
    nowMs: system.clock.now(),
    offsetMinutes: system.clock.offsetMinutes,
  };
  // Before anything is read: a flag that can't be followed ends the command at once.
  const typed = typedFacts(request.typed, context);
  const journal = await readJournal(system);
  const { calls, dropped, leftOut } = await sourceFacts(request.source, journal, context, system);
  const [newest = noCall, ...others] = calls;
  const told = putIn(newest, typed);
  const asked = request.mayAsk ? await askFacts(told, context, system) : told;
  const { profile, because } = ticketProfile(asked, request.provider, settings);
  const again =
    request.reproduce && (await sendAgain(asked, { ...request, profile, settings }, system, talk));
  // The ticket is about one call: the newer one, when it failed too. The person's own words stay with it.
  const call = again?.call === undefined ? asked : putIn(again.call, ownWords(typed));
  const built = buildReport({
    call,
    others: again?.call === undefined ? others : [asked, ...others],
    again: again?.told,
    isPart: leftOut !== undefined,
    journal,
    because,
    wording: wordingFor(profile, settings, call, request, system),
    environment: environmentOf(profile, settings, system),
    note: noteFrom(request.note),
    keyTag: settings.apiKey === undefined ? null : Buffer.from(system.random.bytes(4)).toString('hex'),
    offsetMinutes: context.offsetMinutes,
    dropped,
  });
  const document = leftOut === undefined ? built : { ...built, others: [...built.others, leftOut] };
  const proxy = proxyFor(targetOf(profile, settings), system.env);
  return {
    document,
    exitCode: request.strict && document.missing.length > 0 ? 1 : 0,
    secrets: [...secretsOf(settings, { context: { proxy } }), ...(again?.secrets ?? [])],
    ...outputWishes(settings),
  };
}

/** The name of the program stays what the person says; the other facts are those of the new call. */
function ownWords({ facts, remarks }: ReturnType<typeof typedFacts>): ReturnType<typeof typedFacts> {
  return {
    facts: facts.client == null ? {} : { client: facts.client },
    remarks: remarks.client === undefined ? {} : { client: remarks.client },
  };
}

async function sendAgain(
  call: CallFacts,
  request: ReportRequest & { readonly profile: ProviderProfile; readonly settings: Settings },
  system: System,
  talk: () => Promise<ProbeTalk>,
): Promise<Reproduction> {
  const { profile, settings, note, reproduce: wanted } = request;
  const costs = repeatCosts(call, profile, settings.profiles);
  if (costs !== undefined && note === undefined) {
    throw new UsageError(
      `this call is not sent again without a reason: ${costs}`,
      'if the support asked for it, say so: --note "the support asked for it"',
    );
  }
  const { reproduce } = await import('./report/reproduce.ts');
  const { provider, baseUrl, config, keyFile } = request;
  const target = { provider: provider ?? profile.id, baseUrl, config, keyFile };
  const given = Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined));
  return reproduce(
    call,
    { mayAsk: false, yes: false, dryRun: false, ...wanted, ...given },
    system,
    await talk(),
  );
}

/** A gateway of the person's own may pass on the code of one that documents it: what a repeat costs there, it costs here. */
function repeatCosts(
  call: CallFacts,
  profile: ProviderProfile,
  profiles: readonly ProviderProfile[],
): string | undefined {
  const { code } = call.error;
  const sameCode = code === null ? [] : lookUpName(code, profiles).map(({ row }) => row);
  const rows = [knownOf(call, profile, profiles), ...sameCode];
  return rows.map((row) => row?.entry.repeatCosts).find((costs) => costs !== undefined);
}

function wordingFor(
  profile: ProviderProfile,
  settings: Settings,
  call: CallFacts,
  request: ReportRequest,
  system: System,
): WordingContext {
  // Commands of a sandbox ticket lead back into the sandbox.
  const world = call.sandbox === null ? system : { ...system, sandbox: call.sandbox };
  const aim = ticketAim(profile, settings, call, request);
  // What failed was a call of the person's program: what it would use may differ from what nexus would.
  const client = clientOfProgram(call.facts.client?.value ?? '');
  const aimed = client === undefined ? aim : { ...aim, client };
  return { profile, profiles: settings.profiles, command: nextCommand(aimed, world) };
}

const systemNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

function environmentOf(profile: ProviderProfile, settings: Settings, system: System): Ticket['environment'] {
  const { platform, arch, nodeVersion, env } = system;
  return {
    tool: `${toolName} ${toolVersion}`,
    node: nodeVersion,
    os: `${systemNames[platform] ?? platform} ${arch}`,
    proxy: proxyFor(targetOf(profile, settings), env).proxy !== undefined,
  };
}

function targetOf(profile: ProviderProfile, { baseUrl, profile: chosen }: Settings): string {
  const used = chosen.value.id === profile.id ? baseUrl.value.used : undefined;
  return used ?? profile.baseUrl;
}
