import type { CheckEvent } from '../checks/run-checks.ts';
import { whereOf } from '../checks/where.ts';
import type { AnswerMode } from '../dialects/output-limit.ts';
import { entryOf } from '../errors/catalogue.ts';
import { UsageError } from '../errors/usage-error.ts';
import { planCells, type PlannedCell } from '../probe/plan-cells.ts';
import { planSpending } from '../probe/plan-spending.ts';
import { probeCell } from '../probe/probe-cell.ts';
import { probedRow, skippedRow } from '../probe/probe-row.ts';
import { probeVerdict } from '../probe/probe-verdict.ts';
import { type StopReason, sweep } from '../probe/sweep.ts';
import { checkDocument, nextStepOf } from '../report/doctor-document.ts';
import type { FindingDocument, ProbeDocument, ProbePlan, ProbeRow } from '../report/documents.ts';
import { endpointDocument } from '../report/endpoint-document.ts';
import { createRunLog } from '../report/run-log.ts';
import { pruneRuns } from '../report/run-place.ts';
import { firstCauseOf, proofOf, verdictOf } from '../report/verdict.ts';
import { fingerprintOf } from '../settings/key-fingerprint.ts';
import { loadSettings, type SettingsRequest } from '../settings/load-settings.ts';
import type { System } from '../system/system.ts';
import { askConsent } from './consent.ts';
import { wordingContext } from './doctor.ts';
import { type FreeChecks, freeChecks } from './free-checks.ts';
import type { CommandOutcome } from './outcome.ts';
import { resumeRun } from './resume-run.ts';
import { secretsOf } from './secrets.ts';
import { settingsError } from './settings-error.ts';
import { openTarget, type Target } from './target.ts';

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
export interface ProbeTalk {
  readonly onEvent: (event: CheckEvent) => void;
  readonly planText: (plan: ProbePlan) => string;
  readonly onProgress: (progress: { readonly done: number; readonly total: number; readonly sent: number }) => void;
}

/** Finds out where streaming really works, and sets it beside the documentation. */
export async function probe(request: ProbeRequest, system: System, talk: ProbeTalk): Promise<CommandOutcome> {
  const settings = await loadSettings(request, system);
  if (settings.userFile?.problem !== undefined) return settingsError('probe', settings.userFile.problem);
  const target = openTarget(settings, system, Math.max(request.concurrency, 8));
  try {
    return await probeTarget(request, target, system, talk);
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
  const { context } = target;
  const { settings, gateway } = context;
  const profile = settings.profile.value;
  const words = wordingContext(settings, request, system);
  const free = await freeChecks(target, talk.onEvent);
  const blocked = blockedBy(free, target);
  const resumed = request.resume === undefined ? undefined : await resumeRun(request.resume, settings, system);
  const cells = blocked === undefined ? (resumed?.cells ?? planCells(cellsRequest(request, free, target))) : [];
  const plan = planSpending(cells, profile);
  const runId = resumed?.runId ?? system.random.uuid();
  const rows: ProbeRow[] = cells.map((cell, index) => resumed?.rows[index] ?? skippedRow(cell, cell.skip ?? 'not sent', profile));
  const open = cells.flatMap((cell, index) => (cell.skip === undefined ? [index] : []));

  const spent = { calls: 0, inputTokens: 0, outputTokens: 0 };
  let stopped: StopReason | undefined;
  let agreed = false;
  if (open.length > 0 && !request.dryRun && !request.noSpend) {
    const planText = talk.planText(plan);
    const permit = await askConsent(plan, { ...request, planText }, system);
    agreed = permit !== undefined;
    if (permit !== undefined) {
      const log = createRunLog(runId, system, { secrets: secretsOf(settings, target).map((secret) => secret.reveal()) });
      if (resumed === undefined) await log.plan(planRecord(runId, cells, target, system));
      let done = 0;
      stopped = await sweep(
        open.length,
        async (at) => {
          const index = open[at] ?? 0;
          const cell = cells[index] as PlannedCell;
          const outcome = await probeCell(cell, {
            gateway,
            profile,
            permit,
            where: { ...whereOf(context, cell.path), route: `POST ${cell.path}` },
            beforeSend: (attempt, clientRequestId) =>
              log.intent({ kind: 'intent', cell: index, attempt, clientRequestId, at: new Date(system.clock.now()).toISOString() }),
          });
          if (outcome === undefined) return undefined;
          const row = probedRow(cell, outcome, words);
          rows[index] = row;
          spent.inputTokens += outcome.usage.inputTokens;
          spent.outputTokens += outcome.usage.outputTokens;
          await log.outcome({ kind: 'outcome', cell: index, row });
          done += 1;
          talk.onProgress({ done, total: open.length, sent: permit.used });
          return outcome;
        },
        {
          concurrency: request.concurrency,
          perMinute: system.sandbox === undefined ? profile.requestsPerMinute : undefined,
          clock: system.clock,
          signal: system.interrupt,
          wait: system.clock.wait,
        },
      );
      spent.calls = permit.used;
      await pruneRuns(system);
    }
  }

  const why = stopped === undefined ? undefined : stopWords(stopped);
  const shown = why === undefined ? rows : rows.map((row) => (row.why === 'not sent' ? { ...row, why } : row));
  const isAccess = (id: string) => entryOf(id, settings.profiles)?.access === true;
  const judged = blocked?.judged ?? probeVerdict(shown, stopped, isAccess);
  const resumable = agreed && stopped !== undefined && stopped.kind !== 'key-refused';
  const resume = words.command(`nexus probe --resume ${runId}`);
  const document: ProbeDocument = {
    schemaVersion: 1,
    command: 'probe',
    runId,
    provider: { id: profile.id, name: profile.name },
    endpoint: endpointDocument(settings, await fingerprintOf(settings.apiKey?.value, system)),
    sandbox: system.sandbox ?? null,
    verdict: request.dryRun ? 'inconclusive' : judged.verdict,
    nextStep: blocked?.nextStep ?? (resumable ? { command: resume, text: 'go on with the rest' } : nextStepFor(shown, words.command)),
    plan,
    rows: shown,
    findings: blocked?.findings ?? [],
    dryRun: request.dryRun || request.noSpend,
    interrupted: system.interrupt.aborted,
    ...(why === undefined ? {} : { stopped: resumable ? { why, command: resume } : { why } }),
    contact: shown.some(({ findings }) => findings.some(({ owner }) => owner === 'gateway' || owner === 'upstream'))
      ? profile.support.map(({ label }) => label)
      : [],
    spend: spent,
  };
  const exitCode = request.dryRun && blocked === undefined ? 0 : judged.exitCode;
  const { lastFour } = settings.apiKey?.value ?? {};
  return { document, exitCode, secrets: secretsOf(settings, target), ...(lastFour === undefined ? {} : { lastFour }) };
}

/** What keeps the matrix from being probed at all: a broken link before it, or a key that may not be sent. */
function blockedBy(free: FreeChecks, { context }: Target) {
  const { settings, gateway } = context;
  const proof = proofOf(free.results);
  const verdict = verdictOf(free.results, proof);
  const isReached = free.results.some(({ id, status }) => id === 'gateway.speaks-this-api' && (status === 'pass' || status === 'warn'));
  if (verdict !== 'broken' && isReached && gateway.carriesKey) return undefined;
  const words = wordingContext(settings, {}, context.system);
  const cause = firstCauseOf(free.results);
  const findings: readonly FindingDocument[] = cause === undefined ? [] : checkDocument(cause, words).findings;
  const access = findings.some(({ id }) => entryOf(id, settings.profiles)?.access === true);
  const exitCode = verdict === 'broken' ? (access ? 4 : 1) : 3;
  return {
    findings,
    judged: { verdict, exitCode },
    nextStep: nextStepOf(findings[0] ?? null, verdict, words.command('nexus doctor')),
  };
}

function cellsRequest(request: ProbeRequest, { list }: FreeChecks, { context }: Target) {
  const { profile, baseUrl, model, route } = context.settings;
  const models = request.models ?? (model === undefined ? undefined : [model.value]);
  const routes = request.routes ?? (route === undefined ? undefined : [route.value]);
  if (request.allModels && list === undefined) {
    throw new UsageError('--all-models needs the model list, which could not be read', 'name the models: --model <id,id>');
  }
  return {
    profile: profile.value,
    baseUrl: baseUrl.value.used ?? '',
    listed: list?.models,
    allModels: request.allModels,
    modes: request.modes,
    ...(models === undefined ? {} : { models }),
    ...(routes === undefined ? {} : { routes }),
  };
}

function planRecord(runId: string, cells: readonly PlannedCell[], { context }: Target, system: System) {
  return {
    kind: 'plan' as const,
    v: 1 as const,
    runId,
    startedAt: new Date(system.clock.now()).toISOString(),
    provider: context.settings.profile.value.id,
    origin: context.settings.baseUrl.value.used ?? '',
    cells: cells.map(({ path, model, mode }) => ({ path, model, stream: mode === 'stream' })),
    flags: [],
  };
}

function stopWords(reason: StopReason): string {
  switch (reason.kind) {
    case 'key-refused':
      return 'the gateway refused the key';
    case 'no-money':
      return 'the balance does not cover another call';
    case 'budget':
      return 'the budget is used up';
    case 'interrupted':
      return 'interrupted';
    case 'limit':
      return reason.retryAfterSeconds === null ? 'a limit was reached' : `a limit was reached; it asks to wait ${reason.retryAfterSeconds} s`;
  }
}

/** The first row that is not fine says what to read next. */
function nextStepFor(rows: readonly ProbeRow[], command: (command: string) => string) {
  const unexpected = rows.filter(({ verdict, documented }) => verdict !== 'not-supported' || documented === 'yes');
  const finding = unexpected.flatMap(({ findings }) => findings).find(({ severity }) => severity !== 'hint');
  return finding === undefined ? null : { command: command(`nexus explain ${finding.id}`), text: finding.title };
}
