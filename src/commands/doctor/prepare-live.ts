import type { WordingContext } from '../../errors/word-fix.ts';
import { callHeaders, headersOfClient } from '../../probe/call-headers.ts';
import { createLiveCall, type LiveCall, liveCell } from '../../probe/live-call.ts';
import { planSpending } from '../../probe/plan-spending.ts';
import { probedRow } from '../../probe/probe-row.ts';
import type { DoctorDocument, ProbePlan, ProbeRow, Spend } from '../../report/documents.ts';
import type { DoctorTalk } from '../doctor.ts';
import { answerWhere } from '../run/answer-patience.ts';
import { askConsent } from '../run/consent.ts';
import { freeChecks, isReached } from '../run/free-checks.ts';
import { knownBefore } from '../run/known-before.ts';
import { safeToTell } from '../run/safe-to-tell.ts';
import { secretsOf } from '../run/secrets.ts';
import type { Selection } from '../run/select-checks.ts';
import type { Target } from '../run/target.ts';
import { expectUse } from './expect-live.ts';
import { createLiveLog } from './live-log.ts';

export interface LiveRequest {
  readonly yes: boolean;
  readonly mayAsk: boolean;
  readonly dryRun: boolean;
  readonly budget?: number;
}

/** The one real call, agreed to but not yet sent; `call` is absent when it may not be made. */
export interface PreparedLive {
  readonly plan?: ProbePlan;
  readonly call?: LiveCall;
  /** Why there is no call. */
  readonly notMade?: string;
  spend(): Promise<Spend>;
  /** The call in the words of a report, none when it was not sent; to be asked once, when the checks are done. */
  ended(words: WordingContext): Promise<EndedLive>;
}

interface EndedLive extends Pick<DoctorDocument, 'call'> {
  readonly rows: readonly ProbeRow[];
}

const nothing: Spend = { calls: 0, inputTokens: 0, outputTokens: 0 };
function notSent(notMade: string): PreparedLive {
  return { notMade, spend: async () => nothing, ended: async () => ({ rows: [] }) };
}

/**
 * Runs the free checks first: nobody is asked to pay for a call that cannot work. What they asked is not asked
 * again by the checks that follow.
 */
export async function prepareLive(
  request: LiveRequest,
  target: Target,
  selection: Selection,
  talk: DoctorTalk,
  runId: string,
): Promise<PreparedLive> {
  const { context } = target;
  const { settings, gateway, system } = context;
  const { results, list, keyHeader } = await freeChecks(target, talk.onEvent);
  if (results.some(({ status }) => status === 'fail')) return notSent('a free check failed');
  if (!isReached(results)) return notSent('the API was not reached');
  if (!gateway.carriesKey) return notSent('the key may not be sent here');
  // One request here carries one key, so an answer would tell nothing about the request of the client.
  if (gateway.besideIn !== undefined) return notSent('the client sends two keys at once');
  const profile = settings.profile.value;
  const cell = liveCell({
    profile,
    baseUrl: settings.baseUrl.value.used ?? '',
    listed: list?.models,
    model: settings.model?.value,
    route: settings.route?.value,
  });
  if (cell === undefined) {
    return notSent(
      settings.model === undefined
        ? 'no model is known here: name one with --model <id>'
        : 'no route was found for the model',
    );
  }
  expectUse(cell, selection);
  const plan = planSpending([cell], profile);
  if (request.dryRun) return { plan, ...notSent('--dry-run shows the plan only') };
  const places = safeToTell([{ path: cell.path, model: cell.model }], secretsOf(settings, target), system);
  const consentRequest = { ...request, planText: talk.planText(plan, places), tell: talk.tell };
  const permit = await askConsent(plan, consentRequest, system);
  if (permit === undefined) return { plan, ...notSent('you did not agree to it') };
  const where = { ...answerWhere(context, cell.path, 'doctor'), ...knownBefore(results) };
  const headers = context.client ? headersOfClient : callHeaders(gateway, profile, keyHeader);
  const log = createLiveLog(runId, cell, target);
  const { beforeSend } = log;
  const call = createLiveCall(cell, { gateway, profile, permit, where, headers, beforeSend });
  return {
    plan,
    call,
    spend: async () => {
      if (permit.used === 0) return nothing;
      const end = await call.outcome();
      const usage = end === 'called-off' ? ({ usageUnknown: true } as const) : end?.usage;
      return { ...nothing, ...usage, calls: permit.used };
    },
    ended: async (words) => {
      const end = permit.used === 0 ? undefined : await call.outcome();
      const row = end === undefined || end === 'called-off' ? undefined : probedRow(cell, end, words);
      return { rows: row === undefined ? [] : [row], ...(await log.end(row)) };
    },
  };
}
