import { UsageError } from '../../errors/usage-error.ts';
import { notSent, type ProbeDocument } from '../../report/documents.ts';
import { loadSettings, type SettingsRequest } from '../../settings/load-settings.ts';
import type { Secret } from '../../settings/secret.ts';
import type { System } from '../../system/system.ts';
import type { CallFacts } from '../../ticket/call-facts.ts';
import { factsOfSweep } from '../../ticket/run-facts.ts';
import { type ProbeTalk, probe } from '../probe.ts';
import { safeToTell } from '../run/safe-to-tell.ts';

export interface ReproduceRequest extends SettingsRequest {
  readonly yes: boolean;
  readonly mayAsk: boolean;
  readonly dryRun: boolean;
}

/** What came of sending a failed call again. */
export interface Reproduction {
  /** The new call, where it failed too. */
  readonly call?: CallFacts;
  /** Else one sentence for the ticket; undefined where nothing was to be sent. */
  readonly told?: string;
  readonly secrets: readonly Secret[];
}

/** Sends the smallest call on the same route, for the same model and in the same mode once more, after consent. */
export async function reproduce(
  call: CallFacts,
  request: ReproduceRequest,
  system: System,
  talk: ProbeTalk,
): Promise<Reproduction> {
  const cell = cellOf(call);
  await expectSameGateway(call, request, system);
  const startedAt = new Date(system.clock.now()).toISOString();
  const choice = { ...cell, allModels: false, concurrency: 1, noSpend: false };
  const { document, secrets } = await probe({ ...request, ...choice }, system, talk);
  if (!('rows' in document)) {
    return { told: `not sent again: ${'error' in document ? document.error.message : 'unknown'}`, secrets };
  }
  if (request.dryRun) {
    await talk.tell(planWords(safeToTell(document, secrets, system), talk));
    return { secrets };
  }
  return { ...cameOf(document, startedAt), secrets };
}

function cellOf({ facts }: CallFacts) {
  const [, path, mode] = /^(?:POST )?(\/\S+)( \(streaming\))?$/.exec(facts.endpoint?.value ?? '') ?? [];
  const model = facts.model?.value;
  if (path === undefined || model === undefined) {
    throw new UsageError(
      'to send the call again, its POST route and its model must be known',
      'name them: nexus report --reproduce --endpoint /v1/responses --model gpt-5.4',
    );
  }
  return { routes: [path], models: [model], modes: [mode === undefined ? 'plain' : 'stream'] } as const;
}

/** A call to another gateway would prove nothing about this one, and cost money there. */
async function expectSameGateway(
  { host, aim, sandbox }: CallFacts,
  request: SettingsRequest,
  system: System,
): Promise<void> {
  if (sandbox !== (system.sandbox ?? null)) {
    throw sandbox === null
      ? new UsageError('that call did not go to the embedded gateway', 'leave --sandbox out')
      : new UsageError('that call went to the embedded gateway', `add --sandbox ${sandbox}`);
  }
  const { baseUrl } = await loadSettings(request, system);
  const target = URL.parse(baseUrl.value.used ?? '')?.host;
  // Each start of the sandbox has another port.
  if (sandbox !== null || host === null || target === host) return;
  throw new UsageError(
    `that call went to ${host}, and the settings name ${target ?? 'no gateway'}`,
    `aim at the same gateway: --base-url ${aimWords(aim, host)}`,
  );
}

/** No address is made up: of what stands before the host or behind it, only what is known is said. */
function aimWords(aim: CallFacts['aim'], host: string): string {
  return aim?.kind === 'base-url' ? aim.url : `<the one of that call, at ${aim?.url ?? host}>`;
}

/** What a call would cost, or why there can be none. */
function planWords({ plan, rows, findings }: ProbeDocument, talk: ProbeTalk): string {
  const why = barring(findings)?.title ?? rows.find((row) => row.why !== notSent)?.why;
  if (plan.calls === 0 && why !== undefined) return `Nothing would be sent: ${why}.`;
  return talk.planText(plan, rows);
}

/** A warning keeps no call from being sent. */
function barring(findings: ProbeDocument['findings']): ProbeDocument['findings'][number] | undefined {
  return findings.find(({ severity }) => severity !== 'warning');
}

function cameOf(
  { rows, runId, findings, spend, provider, endpoint, sandbox }: ProbeDocument,
  startedAt: string,
): Omit<Reproduction, 'secrets'> {
  const [row] = rows;
  if (row === undefined || spend.calls === 0) {
    return { told: `not sent again: ${barring(findings)?.title ?? row?.why ?? 'nobody agreed to the call'}` };
  }
  const origin = URL.parse(endpoint.baseUrl ?? '')?.origin ?? '';
  const plan = {
    kind: 'plan',
    v: 1,
    runId,
    startedAt,
    provider: provider.id,
    origin,
    cells: [],
    flags: [],
  } as const;
  const cell = { path: row.path, model: row.model, stream: row.stream, row };
  const [call] = factsOfSweep({ plan, cells: [cell], brokenLines: 0 });
  if (call !== undefined) return { call: { ...call, sandbox } };
  const id = row.requestId === null ? '' : ` (request_id ${row.requestId})`;
  return { told: `the smallest such call was sent again by nexus: it ${row.verdict}${id}` };
}
