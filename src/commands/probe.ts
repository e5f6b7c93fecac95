import { keyIsAccepted } from '../checks/key/key-is-accepted.ts';
import { modelsAreEnabled } from '../checks/models/models-are-enabled.ts';
import { proxyIsConsistent } from '../checks/network/proxy-is-consistent.ts';
import type { AnswerMode } from '../dialects/output-limit.ts';
import { entryOf } from '../errors/catalogue.ts';
import { isRecord } from '../errors/read-answer.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { WordingContext } from '../errors/word-fix.ts';
import type { SpendingPermit } from '../gateway/spending-permit.ts';
import { type PlannedCell, planCells } from '../probe/plan-cells.ts';
import { planSpending } from '../probe/plan-spending.ts';
import { skippedRow } from '../probe/probe-row.ts';
import { probeVerdict } from '../probe/probe-verdict.ts';
import { isLeft } from '../report/cell-left.ts';
import { checkDocument } from '../report/doctor-document.ts';
import {
  type FindingDocument,
  notOffered,
  notSent,
  type ProbeDocument,
  type ProbeHead,
  type ProbeRow,
} from '../report/documents.ts';
import { endpointDocument } from '../report/endpoint-document.ts';
import { proofOf } from '../report/verdict.ts';
import { fingerprintOf } from '../settings/key-fingerprint.ts';
import { loadSettings, type SettingsRequest } from '../settings/load-settings.ts';
import type { Secret } from '../settings/secret.ts';
import type { System } from '../system/system.ts';
import { type DoctorTalk, wordingContext } from './doctor.ts';
import { type CommandOutcome, outputWishes } from './outcome.ts';
import { blockedBy } from './probe/blocked-probe.ts';
import { holdRun } from './probe/hold-run.ts';
import { probeNextStep } from './probe/probe-next-step.ts';
import { resumeRun } from './probe/resume-run.ts';
import { runCells } from './probe/run-cells.ts';
import { stopWords } from './probe/stop-words.ts';
import { answerPatience } from './run/answer-patience.ts';
import { askConsent, expectConsent } from './run/consent.ts';
import { type FreeChecks, freeChecks } from './run/free-checks.ts';
import { recordRun } from './run/record-run.ts';
import { safeToTell } from './run/safe-to-tell.ts';
import { secretsOf } from './run/secrets.ts';
import { settingsError } from './run/settings-error.ts';
import { openTarget, type Target } from './run/target.ts';

export interface ProbeRequest extends SettingsRequest {
  readonly routes?: readonly string[];
  readonly models?: readonly string[];
  readonly allModels: boolean;
  readonly modes: readonly AnswerMode[];
  readonly concurrency: number;
  readonly budget?: number;
  readonly yes: boolean;
  readonly mayAsk: boolean;
  /** Only the plan; free GETs may be made. */
  readonly dryRun: boolean;
  /** Like a dry run, but the answer counts as not proven. */
  readonly noSpend: boolean;
  /** The id of a run to go on with. */
  readonly resume?: string;
}

/** How the probe talks while it works; nothing in it decides anything. */
export interface ProbeTalk extends DoctorTalk {
  readonly onProgress: (progress: {
    readonly done: number;
    readonly total: number;
    readonly sent: number;
  }) => void;
  /** Told once, before the first call. None of these secrets may be printed. */
  readonly onStart?: (head: ProbeHead, secrets: readonly Secret[]) => void;
  /** Told every row that is known for good, as soon as it is; what is not sent stands in the document only. */
  readonly onRow?: (row: ProbeRow) => void;
}

/** Finds out where streaming really works, and sets it beside the documentation. */
export async function probe(request: ProbeRequest, system: System, talk: ProbeTalk): Promise<CommandOutcome> {
  const settings = await loadSettings(request, system);
  if (settings.userFile?.problem !== undefined) return settingsError('probe', settings.userFile.problem);
  const patience = answerPatience(settings, 'probe');
  const target = openTarget(settings, system, patience, Math.max(request.concurrency, 8));
  try {
    const work = () => probeTarget(request, target, system, talk);
    // Held from before the log is read, or two processes would find the same cells open.
    return await (request.resume === undefined ? work() : holdRun(request.resume, system, work));
  } finally {
    await target.close();
  }
}

async function probeTarget(
  request: ProbeRequest,
  target: Target,
  system: System,
  talk: ProbeTalk,
): Promise<CommandOutcome> {
  const { settings } = target.context;
  const profile = settings.profile.value;
  const words = wordingContext(settings, request, system);
  const resumed =
    request.resume === undefined ? undefined : await resumeRun(request.resume, settings, system);
  const wantsToPay = !request.dryRun && !request.noSpend && (resumed?.cells.some(isOpen) ?? true);
  if (wantsToPay) expectConsent(request, system);
  const free = await freeChecks(target, talk.onEvent);
  const blocked = blockedBy(free, target, request);
  const cells =
    blocked === undefined ? (resumed?.cells ?? planCells(cellsRequest(request, free, target))) : [];
  const plan = planSpending(cells, profile);
  const runId = resumed?.runId ?? system.random.uuid();
  const known = cells.map(
    (cell, index) => resumed?.rows[index] ?? skippedRow(cell, cell.skip ?? notSent, profile),
  );

  const open = cells.filter(isOpen);
  const warnings = blocked === undefined ? callWarnings(free, words) : [];
  const mayPay = wantsToPay && open.length > 0;
  const secrets = secretsOf(settings, target);
  const told = safeToTell(
    { places: open.map(({ path, model }) => ({ path, model })), warnings },
    secrets,
    system,
  );
  if (mayPay) for (const { title, summary } of told.warnings) await talk.tell(`${title}: ${summary}.`);
  const permit = mayPay
    ? await askConsent(
        plan,
        { ...request, planText: talk.planText(plan, told.places), tell: talk.tell },
        system,
      )
    : undefined;
  const head: ProbeHead = {
    schemaVersion: 1,
    command: 'probe',
    runId,
    provider: { id: profile.id, name: profile.name },
    endpoint: endpointDocument(settings, await fingerprintOf(settings.apiKey?.value, system)),
    sandbox: system.sandbox ?? null,
    plan,
    dryRun: request.dryRun || request.noSpend,
  };
  talk.onStart?.(head, secrets);
  for (const [index, row] of known.entries()) if (cells[index]?.skip !== undefined) talk.onRow?.(row);
  const send = (allowed: SpendingPermit) =>
    runCells(
      {
        cells,
        known,
        runId,
        isNew: resumed === undefined,
        permit: allowed,
        words,
        before: free.results,
        keyHeader: free.keyHeader,
      },
      target,
      request,
      talk,
    );
  const sent =
    permit && (await (resumed === undefined ? holdRun(runId, system, () => send(permit)) : send(permit)));
  const why = sent?.stopped && stopWords(sent.stopped);
  const rows = (sent?.rows ?? known).map((row) =>
    why !== undefined && row.why === notSent ? { ...row, why } : row,
  );

  const isAccess = (id: string) => entryOf(id, settings.profiles)?.access === true;
  const judged = blocked?.judged ?? probeVerdict(rows, sent?.stopped, isAccess);
  const canResume = sent?.isLogged === true && sent.stopped?.kind !== 'key-refused' && sent.rows.some(isLeft);
  const goOn = canResume
    ? { command: words.command(`nexus probe --resume ${runId}`), text: 'go on with the rest' }
    : undefined;
  const document: ProbeDocument = {
    ...head,
    ...(request.noSpend && !request.dryRun ? { noSpend: true as const } : {}),
    verdict: request.dryRun ? 'inconclusive' : judged.verdict,
    nextStep: blocked?.nextStep ?? goOn ?? probeNextStep(rows, words.command),
    rows,
    findings: blocked?.findings ?? warnings,
    interrupted: system.interrupt.aborted,
    ...(why === undefined ? {} : { stopped: goOn === undefined ? { why } : { why, command: goOn.command } }),
    contact: rows.some(isTheirs) ? profile.support.map(({ label }) => label) : [],
    spend: sent?.spent ?? { calls: 0, inputTokens: 0, outputTokens: 0 },
  };
  await recordRun({ runId, command: 'probe', proof: proofOf(free.results), rows }, target);
  const exitCode = request.dryRun && blocked === undefined ? 0 : judged.exitCode;
  const { lastFour } = settings.apiKey?.value ?? {};
  return {
    document,
    exitCode,
    secrets,
    ...outputWishes(settings),
    ...(lastFour === undefined ? {} : { lastFour }),
  };
}

/** The calls go another way than a client's, or in another header: that is told before they are sent. */
function callWarnings({ results }: FreeChecks, words: WordingContext): readonly FindingDocument[] {
  return results
    .filter(({ id, status }) => id === proxyIsConsistent.id || (id === keyIsAccepted.id && status === 'warn'))
    .flatMap((result) => checkDocument(result, words).findings);
}

function isOpen({ skip }: PlannedCell): boolean {
  return skip === undefined;
}

/** A row that the gateway or its upstream has to mend, and not one that is as documented. */
function isTheirs({ findings, verdict, documented, why }: ProbeRow): boolean {
  if (verdict === 'not-supported' && documented !== 'yes') return false;
  if (why === notOffered) return false;
  return findings.some(
    ({ owner, severity }) => severity !== 'hint' && (owner === 'gateway' || owner === 'upstream'),
  );
}

function cellsRequest(request: ProbeRequest, free: FreeChecks, { context }: Target) {
  const { list, keyHeader } = free;
  const { profile, baseUrl, model, route } = context.settings;
  const models = request.models ?? (model === undefined ? undefined : [model.value]);
  const routes = request.routes ?? (route === undefined ? undefined : [route.value]);
  if (request.allModels && list === undefined) {
    throw new UsageError(
      '--all-models needs the model list, which could not be read',
      'name the models: --model <id,id>',
    );
  }
  return {
    profile: profile.value,
    baseUrl: baseUrl.value.used ?? '',
    listed: list?.models,
    isWholeList: list?.complete === true && isListOfKey(free),
    allModels: request.allModels,
    keyHeader,
    modes: request.modes,
    ...(models === undefined ? {} : { models }),
    ...(routes === undefined ? {} : { routes }),
  };
}

/** A list that no key or any key gets says nothing of what this key may use. */
function isListOfKey({ results }: FreeChecks): boolean {
  const read = results.find(({ id }) => id === modelsAreEnabled.id);
  return read !== undefined && 'evidence' in read && isRecord(read.evidence) && read.evidence.perKey === true;
}
