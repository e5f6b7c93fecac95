import type { ApiError } from '../errors/answer.ts';
import { entryFor, type Where } from '../errors/diagnose.ts';
import { mayPass } from '../errors/diagnosis.ts';
import { type Finding, own } from '../errors/finding.ts';
import { barOf } from './bar-of.ts';
import type { CallJudgement } from './judge-call.ts';

/** What is known of a stream that ended with an error in place of its end. */
interface Broken {
  readonly route: string;
  readonly events: number;
  readonly seconds: number;
  readonly why: string;
}

/** Of an error that the catalogue knows nothing else is said: "wait and try again" may be the opposite of what it asks for. */
export function judgeErrorEvent(broken: Broken, error: ApiError | undefined, where: Where): CallJudgement {
  const broke = own('stream/error-event', broken);
  const verdict = 'error-in-stream';
  if (error === undefined) return { verdict, findings: [broke], passes: true };
  const named: Finding = { id: entryFor(error, where), answer: error.answer };
  // What stands in the way of every call is the news too, whoever documents it.
  if (error.access || barOf(error) === 'no-money') return { verdict, findings: [named], passes: false };
  if (!error.documented) return { verdict, findings: [broke, named], passes: true };
  const status = error.answer.status ?? error.likelyStatus;
  return { verdict, findings: [named], passes: status === undefined || mayPass(status) };
}
