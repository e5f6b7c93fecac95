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
    const { date, age } = outcome.kind === 'response' ? outcome.headers : {};
    const theirs = Date.parse(date ?? '') + secondsOf(age) * 1000;
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

/** How long an answer lay in a cache: its `Date` is as old as that (RFC 9111, section 5.1). */
function secondsOf(age: string | undefined): number {
  return /^\d{1,9}$/.test(age ?? '') ? Number(age) : 0;
}
