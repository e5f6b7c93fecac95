import { notApplicable, own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { firstContact } from '../network/first-contact.ts';
import { portConnects } from '../network/port-connects.ts';

/** `Date` has whole seconds and the answer takes time on its way; WSL2 clocks are off by minutes to hours. */
const toleratedSeconds = 120;

export const clockAgrees = defineCheck({
  id: 'clock.agrees',
  title: 'The clock agrees with the gateway’s',
  spine: false,
  needs: { port: portConnects },
  observe: async (context) => {
    const { outcome, sentAt } = await firstContact(context);
    const header = outcome.kind === 'response' ? outcome.headers.date : undefined;
    const theirs = Date.parse(header ?? '');
    return {
      differsBySeconds: Number.isNaN(theirs) ? null : Math.round((Date.parse(sentAt) - theirs) / 1000),
    };
  },
  judge: ({ differsBySeconds }) => {
    if (differsBySeconds === null) return notApplicable('no answer with a date came');
    return Math.abs(differsBySeconds) > toleratedSeconds
      ? problem(own('local/clock-differs', { differsBySeconds }))
      : pass;
  },
});
