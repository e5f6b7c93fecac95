import { notApplicable, pass, problem, unknown } from '../../errors/finding.ts';
import { answerIsValid } from '../answer/answer-is-valid.ts';
import { defineCheck } from '../check.ts';

export const streamIsComplete = defineCheck({
  id: 'stream.is-complete',
  title: 'The stream comes to its end',
  spine: true,
  needs: { answer: answerIsValid },
  doesNotApply: ({ live, callNotMade = 'only with --live' }) => {
    if (live === undefined) return callNotMade;
    return live.cell.mode === 'stream' ? undefined : 'streaming is not documented for this route';
  },
  observe: async (_, { answer }) => answer,
  judge: ({ verdict, passes, findings }) => {
    if (verdict === null) return notApplicable('no call was allowed');
    const [first, ...rest] = findings;
    if (first === undefined) return pass;
    if (verdict === 'streams') return problem(first, ...rest);
    // Too fast to tell is no fault: the stream is complete, only its rhythm is not known. What stands beside it is one.
    if (findings.some(({ id }) => id === 'stream/too-fast-to-tell')) {
      const [fault, ...others] = findings.filter(({ id }) => id !== 'stream/too-fast-to-tell');
      return fault === undefined ? { kind: 'pass', hints: findings } : problem(fault, ...others);
    }
    if (first.id === 'stream/held-back-by-compression') return problem(first, ...rest);
    return passes ? unknown('the stream did not come to its end this time', first) : problem(first, ...rest);
  },
  fact: ({ events, firstTokenMs }) =>
    firstTokenMs === null
      ? undefined
      : `${events} events, first token after ${(firstTokenMs / 1000).toFixed(1)} s`,
  proves: ({ verdict }) => (verdict === 'streams' ? 'streams' : undefined),
});
