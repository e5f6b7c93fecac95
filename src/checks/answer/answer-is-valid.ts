import { notApplicable, pass, problem, unknown } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { keyIsAccepted } from '../key/key-is-accepted.ts';
import { unreadHeader } from '../key/key-of-client.ts';
import { modelIsListed } from '../model/model-is-listed.ts';

/** One smallest real call: whether an answer comes. How its stream ends is a check of its own. */
export const answerIsValid = defineCheck({
  id: 'answer.is-valid',
  title: 'A small real call is answered',
  spine: true,
  needs: { key: keyIsAccepted, model: modelIsListed },
  doesNotApply: ({ live, callNotMade = 'only with --live' }) =>
    live === undefined ? callNotMade : undefined,
  goesOnAfterUnknown: true,
  observe: async ({ live }, { key }) => {
    const ended = await live?.outcome();
    // We hung up ourselves: that says nothing, and the check ends as cancelled.
    const { facts, judgement } = ended === 'called-off' ? {} : (ended ?? {});
    const end = facts?.result.kind === 'stream' ? facts.result.end : undefined;
    const route = `POST ${live?.cell.path ?? ''}`;
    return {
      route,
      unread: unreadHeader(key.client, key.inOtherHeader, route) ?? null,
      model: live?.cell.model ?? '',
      mode: live?.cell.mode ?? 'plain',
      verdict: judgement?.verdict ?? null,
      passes: judgement?.passes ?? false,
      findings: judgement?.findings ?? [],
      hasTokens: end !== undefined && end.tokenEvents > 0,
      hasValidEnd: end?.end === 'valid',
      firstTokenMs: facts?.timings.firstTokenMs ?? null,
      lastEventMs: facts?.timings.lastEventMs ?? null,
      totalMs: facts?.timings.totalMs ?? 0,
      events: end?.events ?? 0,
    };
  },
  judge: ({ mode, verdict, passes, findings, hasTokens, hasValidEnd, unread }) => {
    if (verdict === null) return notApplicable('no call was allowed');
    // Of a stream, the check of its end says so.
    const overrun = mode === 'plain' && findings.find(({ id }) => id === 'stream/limit-ignored');
    if (overrun) return problem(overrun);
    const header = mode === 'plain' && findings.find(({ id }) => id === 'local/route-needs-bearer');
    if (header && verdict === 'answers') return problem(header);
    const [first, ...rest] = findings;
    if (unread !== null && first !== undefined && 'answer' in first && first.answer.status === 401)
      return problem(unread);
    // Words before an error that is known by its name are no answer: the gateway says itself that the call failed.
    const isRefused = verdict === 'error-in-stream' && first !== undefined && 'answer' in first;
    const hasAnswer = verdict === 'answers' || verdict === 'ignored-stream' || hasTokens || hasValidEnd;
    if (first === undefined || (hasAnswer && !isRefused)) return pass;
    const why = hasAnswer ? 'the answer turned into an error' : 'the call brought no answer this time';
    return passes ? unknown(why, first) : problem(first, ...rest);
  },
  fact: ({ route, model, totalMs }) => `${route}, ${model}, ${(totalMs / 1000).toFixed(1)} s`,
  proves: ({ verdict, hasValidEnd }) =>
    verdict === 'answers' || verdict === 'ignored-stream' || hasValidEnd ? 'answers' : undefined,
});
