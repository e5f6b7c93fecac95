import { notApplicable, pass, problem, unknown } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { keyIsAccepted } from '../key/key-is-accepted.ts';
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
  observe: async ({ live }) => {
    const ended = await live?.outcome();
    // We hung up ourselves: that says nothing, and the check ends as cancelled.
    const { facts, judgement } = ended === 'called-off' ? {} : (ended ?? {});
    const end = facts?.result.kind === 'stream' ? facts.result.end : undefined;
    return {
      route: `POST ${live?.cell.path ?? ''}`,
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
  judge: ({ mode, verdict, passes, findings, hasTokens, hasValidEnd }) => {
    if (verdict === null) return notApplicable('no call was allowed');
    // Of a stream, the check of its end says so.
    const overrun = mode === 'plain' && findings.find(({ id }) => id === 'stream/limit-ignored');
    if (overrun) return problem(overrun);
    if (verdict === 'answers' || verdict === 'ignored-stream' || hasTokens || hasValidEnd) return pass;
    const [first, ...rest] = findings;
    if (first === undefined) return pass;
    return passes ? unknown('the call brought no answer this time', first) : problem(first, ...rest);
  },
  fact: ({ route, model, totalMs }) => `${route}, ${model}, ${(totalMs / 1000).toFixed(1)} s`,
  proves: ({ verdict, hasValidEnd }) =>
    verdict === 'answers' || verdict === 'ignored-stream' || hasValidEnd ? 'answers' : undefined,
});
