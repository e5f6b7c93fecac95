import { createLiveCall, type LiveCall, liveCell } from '../probe/live-call.ts';
import { planSpending } from '../probe/plan-spending.ts';
import type { ProbePlan, Spend } from '../report/documents.ts';
import { proofOf } from '../report/verdict.ts';
import { answerWhere } from './answer-patience.ts';
import { askConsent } from './consent.ts';
import type { DoctorTalk } from './doctor.ts';
import { freeChecks } from './free-checks.ts';
import type { Target } from './target.ts';

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
  spend(): Promise<Spend>;
}

const nothing: Spend = { calls: 0, inputTokens: 0, outputTokens: 0 };

/**
 * Runs the free checks first: nobody is asked to pay for a call that cannot work. What they asked is not asked
 * again by the checks that follow.
 */
export async function prepareLive(
  request: LiveRequest,
  target: Target,
  talk: DoctorTalk,
): Promise<PreparedLive> {
  const { context } = target;
  const { settings, gateway, system } = context;
  const { results, list } = await freeChecks(target, talk.onEvent);
  const isReached = proofOf(results) !== 'configured' && proofOf(results) !== 'reachable';
  if (!isReached || !gateway.carriesKey || results.some(({ status }) => status === 'fail')) {
    return { spend: async () => nothing };
  }
  const profile = settings.profile.value;
  const cell = liveCell({
    profile,
    baseUrl: settings.baseUrl.value.used ?? '',
    listed: list?.models,
    model: settings.model?.value,
    route: settings.route?.value,
  });
  if (cell === undefined) return { spend: async () => nothing };
  const plan = planSpending([cell], profile);
  if (request.dryRun) return { plan, spend: async () => nothing };
  const consentRequest = { ...request, planText: talk.planText(plan, [cell]), tell: talk.tell };
  const permit = await askConsent(plan, consentRequest, system);
  if (permit === undefined) return { plan, spend: async () => nothing };
  const where = answerWhere(context, cell.path);
  const call = createLiveCall(cell, { gateway, profile, permit, where });
  return {
    plan,
    call,
    spend: async () => {
      if (permit.used === 0) return nothing;
      const end = await call.outcome();
      const usage = end === 'called-off' ? ({ usageUnknown: true } as const) : end?.usage;
      return { ...nothing, ...usage, calls: permit.used };
    },
  };
}
