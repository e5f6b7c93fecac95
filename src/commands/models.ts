import type { CheckEvent } from '../checks/run-checks.ts';
import { entryOf } from '../errors/catalogue.ts';
import type { ListedModel, ModelList } from '../gateway/model-list.ts';
import { nearestNames } from '../providers/nearest-names.ts';
import { isDialectId, type ProviderProfile } from '../providers/profile.ts';
import { checkDocument, nextStepOf } from '../report/doctor-document.ts';
import type { FindingDocument, ModelDocument, ModelsDocument, Verdict } from '../report/documents.ts';
import { endpointDocument } from '../report/endpoint-document.ts';
import { firstCauseOf, proofOf, verdictOf } from '../report/verdict.ts';
import { fingerprintOf } from '../settings/key-fingerprint.ts';
import { loadSettings, type SettingsRequest } from '../settings/load-settings.ts';
import type { System } from '../system/system.ts';
import { wordingContext } from './doctor.ts';
import { type CommandOutcome, outputWishes } from './outcome.ts';
import { freeChecks } from './run/free-checks.ts';
import { noteKeyStatus } from './run/note-key-status.ts';
import { recordRun } from './run/record-run.ts';
import { secretsOf } from './run/secrets.ts';
import { settingsError } from './run/settings-error.ts';
import { openTarget } from './run/target.ts';

export interface ModelsRequest extends SettingsRequest {
  /** Part of an id, in any case. */
  readonly filter?: string;
}

/** Lists what this key can use. The list is believed for the same reasons as in `doctor`: the same checks run first. */
export async function models(
  request: ModelsRequest,
  system: System,
  onEvent: (event: CheckEvent) => void = () => undefined,
): Promise<CommandOutcome> {
  const settings = await loadSettings(request, system);
  if (settings.userFile?.problem !== undefined) return settingsError('models', settings.userFile.problem);
  const target = openTarget(settings, system);
  const { results, list } = await freeChecks(target, onEvent).finally(() => target.close());
  const words = wordingContext(settings, request, system, results);
  const context = { ...words, itself: words.command('nexus models') };
  const wholeList = wordingContext(settings, { ...request, route: undefined }, system, results).command;
  const proof = proofOf(results);
  const findings = uniqueFindings(results.flatMap((result) => checkDocument(result, context).findings));
  const cause = firstCauseOf(results);
  const finding = findings.find(
    ({ id }) => cause !== undefined && 'findings' in cause && cause.findings[0].id === id,
  );
  const profile = settings.profile.value;
  const all = list?.models ?? [];
  const chosen = all.filter((model) => isWanted(model, request, profile));
  const verdict = list === undefined ? unlistedVerdict(verdictOf(results, proof)) : verdictOf(results, proof);
  const exitCode = exitCodeOf(verdict, list, chosen.length > 0, isAccess(finding, settings.profiles));
  const document: ModelsDocument = {
    schemaVersion: 1,
    command: 'models',
    provider: { id: profile.id, name: profile.name },
    endpoint: endpointDocument(settings, await fingerprintOf(settings.apiKey?.value, system)),
    sandbox: system.sandbox ?? null,
    verdict,
    // The first cause stands first: readers take it for that.
    findings: finding === undefined ? findings : [finding, ...findings.filter((one) => one !== finding)],
    nextStep:
      finding !== undefined
        ? nextStepOf(finding, verdict, context.command('nexus models'))
        : chosen.length < all.length && chosen.length === 0
          ? { command: wholeList('nexus models'), text: 'list all models' }
          : null,
    ...(system.interrupt.aborted ? { interrupted: true as const } : {}),
    models: chosen.map((model) => modelDocument(model, profile)),
    total: all.length,
    ...(list?.complete === false ? { hasMore: true as const } : {}),
    filter: request.filter ?? null,
    nearest:
      chosen.length > 0 || request.filter === undefined
        ? []
        : nearestNames(
            request.filter,
            all.map(({ id }) => id),
          ),
    exitCode,
  };
  await noteKeyStatus(results, target);
  await recordRun({ runId: system.random.uuid(), command: 'models', proof }, target);
  return { document, exitCode, secrets: secretsOf(settings, target), ...outputWishes(settings) };
}

function isWanted(
  { id, routes }: ListedModel,
  { filter, route }: ModelsRequest,
  profile: ProviderProfile,
): boolean {
  if (filter !== undefined && !id.toLowerCase().includes(filter.toLowerCase())) return false;
  if (route === undefined) return true;
  const known = routes ?? documentedRoutes(id, profile);
  return known === undefined ? answeringPaths(profile).includes(route) : known.includes(route);
}

/** The routes on which a model can answer: what is documented for none in particular can be any of them. */
function answeringPaths({ routes }: ProviderProfile): readonly string[] {
  return routes.filter(({ speaks }) => isDialectId(speaks)).map(({ path }) => path);
}

function documentedRoutes(id: string, profile: ProviderProfile): readonly string[] | undefined {
  return profile.models.find((model) => model.id === id)?.routes;
}

function modelDocument({ id, owner, routes, price }: ListedModel, profile: ProviderProfile): ModelDocument {
  const documented = documentedRoutes(id, profile);
  const paths = routes ?? documented ?? answeringPaths(profile);
  const source = routes !== undefined ? 'gateway' : documented !== undefined ? 'documented' : 'unknown';
  const listed = profile.models.find((model) => model.id === id)?.price;
  return {
    id,
    ...(owner === undefined ? {} : { owner }),
    routes: paths.map((path) => ({
      path,
      streams:
        profile.routes.find((route) => route.method === 'POST' && route.path === path)?.streams ?? 'unknown',
      source,
    })),
    ...(price !== undefined ? { price: { ...price, source: 'gateway' as const } } : documentedPrice(listed)),
  };
}

function documentedPrice(price: ProviderProfile['models'][number]['price']): Pick<ModelDocument, 'price'> {
  if (price === undefined) return {};
  const { currency, input, output } = price;
  return { price: { currency, input, output, source: 'documented' } };
}

function uniqueFindings(findings: readonly FindingDocument[]): readonly FindingDocument[] {
  return findings.filter((finding, index) => findings.findIndex(({ id }) => id === finding.id) === index);
}

/** Without a list nothing was done, however well the key is proven. */
function unlistedVerdict(verdict: Verdict): Verdict {
  return verdict === 'broken' ? 'broken' : 'inconclusive';
}

function isAccess(finding: FindingDocument | undefined, profiles: readonly ProviderProfile[]): boolean {
  return finding !== undefined && entryOf(finding.id, profiles)?.access === true;
}

/** 0 when the list is shown, 1 without a match or broken, 3 without a list, 4 when the key is the reason. */
function exitCodeOf(
  verdict: Verdict,
  list: ModelList | undefined,
  matched: boolean,
  access: boolean,
): number {
  if (list !== undefined) return matched ? 0 : 1;
  if (verdict === 'inconclusive') return 3;
  return access ? 4 : 1;
}
