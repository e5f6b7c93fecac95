import type { WireFacts } from '../../errors/answer.ts';
import { type Diagnosis, diagnose, type Where } from '../../errors/diagnose.ts';
import { type Judgement, own, pass, problem, unknown } from '../../errors/finding.ts';
import { findApiElsewhere } from '../../gateway/find-api.ts';
import { variantOf } from '../../gateway/gateway-client.ts';
import { redirectLoops } from '../../gateway/redirect-loop.ts';
import { wireFactsOf } from '../../gateway/wire-facts.ts';
import { defineCheck } from '../check.ts';
import { firstContact, firstPath } from '../network/first-contact.ts';
import { certificateIsTrusted } from '../tls/certificate-is-trusted.ts';
import { whereOf } from '../where.ts';

export const speaksThisApi = defineCheck({
  id: 'gateway.speaks-this-api',
  title: 'The route speaks this API',
  spine: true,
  needs: { certificate: certificateIsTrusted },
  observe: async (context) => {
    const profile = context.settings.profile.value;
    const exchange = await firstContact(context);
    const path = firstPath(context.gateway);
    const facts = wireFactsOf(exchange, profile);
    const loops = facts.kind === 'redirect' && (await redirectLoops(exchange, context.gateway));
    const used = context.settings.baseUrl.value.used ?? '';
    // Below a documented path the list may be missing: that does not make the path wrong.
    const mayBeWrong = isMissing(facts) && variantOf(used, profile) === undefined;
    const elsewhere = mayBeWrong ? await findApiElsewhere(used, path, profile, context.gateway) : undefined;
    return {
      where: whereOf(context, path, exchange.connection.proxy),
      facts: loops ? { ...facts, loops } : facts,
      used,
      elsewhere: elsewhere ?? null,
      totalMs: exchange.timings.totalMs,
    };
  },
  judge: ({ where, facts, used, elsewhere }) => {
    if (elsewhere !== null) {
      return problem(own('local/base-url-wrong-path', { used, status: statusOf(facts) ?? 404, works: elsewhere }));
    }
    return judgeFacts(facts, where);
  },
  fact: ({ where, facts, totalMs }) => {
    const status = statusOf(facts);
    return status === undefined ? undefined : `${where.route} answered ${status}, ${Math.round(totalMs)} ms`;
  },
  proves: () => 'speaks-api',
});

function judgeFacts(facts: WireFacts, where: Where): Judgement {
  if (facts.kind === 'success') {
    if (facts.isModelList) return pass;
    return problem(own('edge/not-this-api', { route: where.route, status: facts.status, what: 'JSON of another kind' }));
  }
  const diagnosis = diagnose(facts, where);
  if (diagnosis === undefined) return pass;
  if (facts.kind !== 'api-error' || facts.answer.status === 407) return judgementOf(diagnosis);
  if (!isMissing(facts)) return pass;
  // The gateway itself says that it does not have the route; elsewhere in this file its other paths were tried.
  if (facts.documented) return problem(diagnosis.finding);
  return unknown('the route is missing', own('edge/no-model-list', { route: where.route, status: statusOf(facts) ?? 404 }));
}

function judgementOf({ certainty, finding }: Diagnosis): Judgement {
  return certainty === 'fail' ? problem(finding) : unknown('no answer of the API came', finding);
}

/** 404 and 405 mean that the path is not there, whoever says it. */
function isMissing(facts: WireFacts): boolean {
  const status = statusOf(facts);
  if (status === 404 || status === 405) return true;
  return facts.kind === 'api-error' && facts.answer.code === 'unsupported_endpoint';
}

function statusOf(facts: WireFacts): number | undefined {
  if (facts.kind === 'api-error' || facts.kind === 'not-api') return facts.answer.status;
  return facts.kind === 'success' || facts.kind === 'redirect' ? facts.status : undefined;
}
