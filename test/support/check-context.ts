import type { AnyCheck, CheckContext, EvidenceOf } from '../../src/checks/check.ts';
import type { CheckResult } from '../../src/checks/check-result.ts';
import { type RunOptions, runChecks } from '../../src/checks/run-checks.ts';
import { openTarget } from '../../src/commands/run/target.ts';
import type { AnswerFacts, WireFacts } from '../../src/errors/answer.ts';
import { entryOf } from '../../src/errors/catalogue.ts';
import type { Where } from '../../src/errors/diagnose.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { loadSettings, type SettingsRequest } from '../../src/settings/load-settings.ts';
import type { FakeReply } from './fake-network.ts';
import { type FakeSystem, type FakeWorld, fakeSystem } from './fake-system.ts';

export const realKey = 'nexus-0123456789abcdef0123456789abcdef';

/** Nexus as it should be: it refuses everybody but the real key. */
export const healthyReplies: readonly FakeReply[] = [
  { path: '/v1/models', key: realKey, answer: { status: 200, json: { data: [{ id: 'gpt-5.4' }] } } },
  { path: '/v1/balance', key: realKey, answer: { status: 200, json: { balance: '250.00' } } },
  { host: 'api.nexus-hub.ru', answer: { status: 401, json: { error: { code: 'invalid_key' } } } },
];

/** A set-up with a key for Nexus, read and opened the way the commands do it. */
export async function checkContext(
  world: FakeWorld = {},
  request: SettingsRequest = {},
): Promise<CheckContext & { readonly system: FakeSystem }> {
  const system = fakeSystem({ env: { NEXUS_API_KEY: realKey }, replies: healthyReplies, ...world });
  return { ...openTarget(await loadSettings(request, system), system).context, system };
}

/** Runs one check and what it needs, and gives its own result. */
export async function runOne(
  check: AnyCheck,
  context: CheckContext,
  options: Partial<RunOptions> = {},
): Promise<CheckResult> {
  const all = { checks: [check], skipped: new Set<never>(), onEvent: () => undefined, ...options };
  const [result] = await runChecks(all, context);
  if (result === undefined) throw new Error(`${check.id} has no result`);
  return result;
}

/** What a check says about its evidence, in one line: `fail local/key-missing`, `pass`, `unknown edge/blocked`. */
export function judged<C extends AnyCheck>(check: C, evidence: EvidenceOf<C>): string {
  const judgement = check.judge(evidence);
  if ('why' in judgement && judgement.why === '') return `${judgement.kind} without a reason`;
  if (judgement.kind === 'not-applicable') return 'not-applicable';
  const findings = judgement.kind === 'pass' ? (judgement.hints ?? []) : judgement.findings;
  const ids = findings.map(({ id }) => id);
  const severities = ids.map((id) => entryOf(id, builtInProfiles)?.severity ?? 'no entry');
  const status =
    judgement.kind === 'problems' ? (severities.includes('error') ? 'fail' : 'warn') : judgement.kind;
  return [status, ...ids].join(' ');
}

export const where: Where = {
  route: 'GET /v1/models',
  host: 'gateway.example',
  port: 443,
  timeoutSeconds: 10,
};

export const success: Extract<WireFacts, { kind: 'success' }> = {
  kind: 'success',
  status: 200,
  isModelList: true,
  showsBalance: false,
};

/** An error answer of the API that the catalogue knows as `entry`. */
export function apiError(
  entry: string,
  status: number,
  more: Partial<Omit<Extract<WireFacts, { kind: 'api-error' }>, 'kind' | 'entry' | 'answer'>> & {
    readonly answer?: Partial<AnswerFacts>;
  } = {},
): Extract<WireFacts, { kind: 'api-error' }> {
  const known = entryOf(entry, builtInProfiles);
  return {
    kind: 'api-error',
    entry,
    documented: !entry.startsWith('edge/'),
    access: known?.access === true,
    provesKey: known?.provesKey === true,
    ...more,
    answer: { status, body: 'api-error', ...more.answer },
  };
}

/** An answer that has no form of an API. */
export function page(
  status: number,
  more: Partial<Omit<Extract<WireFacts, { kind: 'not-api' }>, 'kind' | 'answer'>> & {
    readonly body?: AnswerFacts['body'];
  } = {},
): Extract<WireFacts, { kind: 'not-api' }> {
  const { body = 'html', ...rest } = more;
  return { kind: 'not-api', asksForLogin: false, ...rest, answer: { status, body } };
}

export const unreachable = (phase: string, code: string, status?: number): WireFacts => ({
  kind: 'unreachable',
  phase,
  code,
  ...(status === undefined ? {} : { status }),
});
