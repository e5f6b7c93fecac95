import type { CheckId } from '../checks/check.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { checks } from '../checks/index.ts';
import { type CheckEvent, runChecks } from '../checks/run-checks.ts';
import type { ClientFacts } from '../clients/client-facts.ts';
import { rightUrl } from '../clients/fitting-url.ts';
import { entryOf } from '../errors/catalogue.ts';
import type { WordingContext } from '../errors/word-fix.ts';
import type { Cell } from '../probe/probe-cell.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { checkDocument, nextStepOf } from '../report/doctor-document.ts';
import type {
  CheckDocument,
  ChecksDocument,
  DoctorDocument,
  FindingDocument,
  ProbePlan,
  Verdict,
} from '../report/documents.ts';
import { clientDocument, endpointDocument } from '../report/endpoint-document.ts';
import { firstCauseOf, proofOf, settled, verdictOf } from '../report/verdict.ts';
import { fingerprintOf } from '../settings/key-fingerprint.ts';
import type { SettingsRequest } from '../settings/load-settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { System } from '../system/system.ts';
import { toolVersion } from '../version.ts';
import { correctedRequest } from './doctor/corrected-request.ts';
import { withNotRun } from './doctor/not-run.ts';
import { checksFor, prepareDoctor } from './doctor/prepare-doctor.ts';
import { type LiveRequest, prepareLive } from './doctor/prepare-live.ts';
import { type AimedRequest, nextCommand } from './next-command.ts';
import { type CommandOutcome, outputWishes } from './outcome.ts';
import { expectConsent } from './run/consent.ts';
import { noteKeyStatus } from './run/note-key-status.ts';
import { recordRun } from './run/record-run.ts';
import { secretsOf } from './run/secrets.ts';
import type { Selection } from './run/select-checks.ts';
import { openTarget, type Target } from './run/target.ts';

export interface DoctorRequest extends SettingsRequest {
  /** The program whose settings are looked at: what `--for` names. */
  readonly client?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** A degraded set-up counts as a failure. */
  readonly failOn?: 'warn';
  /** One small real call too, after consent. */
  readonly live?: LiveRequest;
  /** Whether a person may be asked for a key that is nowhere. */
  readonly mayAskForKey?: boolean;
}

/** How the checks talk while they run; nothing in it decides anything. */
export interface DoctorTalk {
  readonly onEvent: (event: CheckEvent) => void;
  /** The plan in words, with the routes and models that it is for. */
  readonly planText: (plan: ProbePlan, cells: readonly PlannedPlace[]) => string;
  /** Shows a line to the person who is not asked. */
  readonly tell: (line: string) => Promise<void>;
}

/** Where a planned call goes. */
export type PlannedPlace = Pick<Cell, 'path' | 'model'>;

const quiet: DoctorTalk = { onEvent: () => undefined, planText: () => '', tell: async () => undefined };

/** Diagnoses the whole chain with GET requests only; `live` adds one real call. */
export async function doctor(
  request: DoctorRequest,
  system: System,
  talk: DoctorTalk = quiet,
): Promise<CommandOutcome> {
  const startedMs = system.clock.elapsedMs();
  const startedAt = new Date(system.clock.now()).toISOString();
  if (request.live !== undefined && !request.live.dryRun) expectConsent(request.live, system);
  const { settings, selection, client } = await prepareDoctor(request, system);
  const target = withClient(openTarget(settings, system), client);
  const runId = system.random.uuid();
  const { live, results } = await check(request, target, selection, talk, runId).finally(() =>
    target.close(),
  );
  const proof = proofOf(results);
  const verdict = verdictOf(results, proof);
  const cause = firstCauseOf(results);
  const words = {
    ...wordingContext(settings, request, system, results),
    ...keySettingOf(client, settings),
    ...clientUrlOf(client, settings),
  };
  const context = { ...words, itself: words.command('nexus doctor') };
  const rows = results.map((result) => checkDocument(result, context));
  const finding = rows.find(({ id }) => id === cause?.id)?.findings[0] ?? null;
  const { rows: liveRows, call } = (await live?.ended(context)) ?? { rows: [] };
  const document: DoctorDocument = {
    schemaVersion: 1,
    command: 'doctor',
    runId,
    tool: { name: 'nexus', version: toolVersion },
    startedAt,
    durationMs: Math.round(system.clock.elapsedMs() - startedMs),
    provider: { id: settings.profile.value.id, name: settings.profile.value.name },
    endpoint: {
      ...endpointDocument(settings, await fingerprintOf(settings.apiKey?.value, system)),
      ...(client === undefined ? {} : { client: clientDocument(client) }),
    },
    sandbox: system.sandbox ?? null,
    verdict,
    proof,
    partial: selection.partial,
    interrupted: system.interrupt.aborted,
    ...(request.failOn === undefined ? {} : { failOn: request.failOn }),
    firstCause: cause === undefined ? null : { check: cause.id, finding },
    nextStep: nextStepOf(finding ?? openFinding(rows, verdict), verdict, context.command('nexus doctor')),
    results: rows,
    checksInAll: checksFor(request).length,
    contact: contactFor(finding, settings.profile.value),
    ...(live?.plan === undefined ? {} : { plan: live.plan }),
    ...(live?.notMade === undefined ? {} : { callNotMade: live.notMade }),
    ...(call === undefined ? {} : { call }),
    spend: (await live?.spend()) ?? { calls: 0, inputTokens: 0, outputTokens: 0 },
  };
  await noteKeyStatus(results, target);
  await recordRun({ runId: document.runId, command: 'doctor', proof, rows: liveRows, document }, target);
  const { lastFour } = settings.apiKey?.value ?? {};
  return {
    document,
    exitCode: exitCodeOf(document, cause, settings, request),
    secrets: secretsOf(settings, target),
    ...(lastFour === undefined ? {} : { lastFour }),
    ...outputWishes(settings),
  };
}

/** The checks, and before them what the one real call needs; it may refuse to be made. */
async function check(
  request: DoctorRequest,
  target: Target,
  selection: Selection,
  talk: DoctorTalk,
  runId: string,
) {
  const live = request.live && (await prepareLive(request.live, target, selection, talk, runId));
  const options = { ...selection, onEvent: talk.onEvent };
  const context = { ...target.context, live: live?.call, callNotMade: live?.notMade };
  const results = settled(await runChecks(options, context));
  return { live, results: withNotRun(results, request, context.settings) };
}

function withClient(target: Target, client: ClientFacts | undefined): Target {
  return client === undefined ? target : { ...target, context: { ...target.context, client } };
}

/** All checks with their needs, for `--list`. */
export function listChecks(): CommandOutcome {
  const document: ChecksDocument = {
    schemaVersion: 1,
    command: 'doctor',
    checks: checks.map(({ id, title, needs, spine }) => {
      const references: readonly { readonly id: CheckId }[] = Object.values(needs);
      return { id, title, needs: references.map((need) => need.id), spine };
    }),
  };
  return { document, exitCode: 0, secrets: [] };
}

/** The words of findings, for this gateway and as this person would type commands. */
export function wordingContext(
  settings: Settings,
  request: AimedRequest,
  system: System,
  results: readonly CheckResult[] = [],
): WordingContext {
  return {
    profile: settings.profile.value,
    profiles: settings.profiles,
    command: nextCommand({ ...request, ...correctedRequest(request, settings, results) }, system),
    hasBalance: results.some(({ id, status }) => id === 'balance.is-available' && status === 'pass'),
  };
}

/** Where a key of the program that is named is to be put right; nothing for a key from elsewhere. */
function keySettingOf(client: ClientFacts | undefined, { apiKey }: Settings): { keySetting?: string } {
  const { from, setting } = client?.credential ?? {};
  return setting === undefined || from !== apiKey?.origin.name ? {} : { keySetting: setting };
}

/** The same for its base URL. */
function clientUrlOf(
  client: ClientFacts | undefined,
  { baseUrl }: Settings,
): Pick<WordingContext, 'clientUrl'> {
  const { from, setting } = client?.baseUrl ?? {};
  if (client === undefined || setting === undefined || from !== baseUrl.origin.name) return {};
  return { clientUrl: { setting, as: (url) => rightUrl(url, client.urlForm) } };
}

/** The table of the contract: 0 works, 1 broken, 2 settings, 3 not known, 4 the key or a permission. */
function exitCodeOf(
  { verdict }: DoctorDocument,
  cause: CheckResult | undefined,
  settings: Settings,
  { failOn }: DoctorRequest,
): number {
  switch (verdict) {
    case 'healthy':
      return 0;
    case 'degraded':
      return failOn === 'warn' ? 1 : 0;
    case 'inconclusive':
      return 3;
    case 'broken':
      if (cause?.id === 'settings.file-is-valid') return 2;
      return isAboutAccess(cause, settings) ? 4 : 1;
  }
}

function isAboutAccess(cause: CheckResult | undefined, settings: Settings): boolean {
  if (cause?.status !== 'fail') return false;
  return cause.findings.some(({ id }) => entryOf(id, settings.profiles)?.access === true);
}

/** Where no check of the spine is the cause, what a check that did not run lacks is all that can be done. */
function openFinding(rows: readonly CheckDocument[], verdict: Verdict): FindingDocument | null {
  if (verdict !== 'inconclusive') return null;
  return (
    rows.find(({ status, skipped }) => status === 'unknown' && skipped !== undefined)?.findings[0] ?? null
  );
}

/** Support is the right place for what the gateway answered or has to mend, not for the person's own settings. */
function contactFor(finding: FindingDocument | null, { id, support }: ProviderProfile): readonly string[] {
  const isTheirs =
    finding?.owner === 'gateway' || finding?.owner === 'upstream' || finding?.id.startsWith(`${id}/`);
  return isTheirs ? support.map(({ label }) => label) : [];
}
