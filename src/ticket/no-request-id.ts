import { clientErrorOf } from '../errors/clients/index.ts';
import type { RequiredFact } from '../report/ticket-document.ts';
import type { CallFacts } from './call-facts.ts';

const nobodySaw = 'no answer came, so there is none';
const wallSaw = 'the gateway did not see the request, so there is none';

/** Errors with which nothing was sent: the connection was not made. */
const unconnected =
  /^network\/(?:certificate-|tls-|proxy-|(?:documented-)?host-not-found$|dns-unavailable$|connection-refused$|connect-timeout$|unreachable$|public-address$|out-of-files$|not-tls$)/;

/** A client has words of its own only for what keeps it from calling anybody: everything else it repeats. */
const isUncalled = (entry: string) => (clientErrorOf(entry)?.names ?? []).length > 0;

interface Way {
  readonly is: (entry: string) => boolean;
  readonly why: string;
  readonly facts: readonly RequiredFact[];
}

/** Errors with which nothing can have been given an id: nothing was sent, or something before the gateway answered. */
const ways: readonly Way[] = [
  { is: isUncalled, why: 'no call was made', facts: ['requestId', 'model', 'endpoint'] },
  { is: (entry) => unconnected.test(entry), why: nobodySaw, facts: ['requestId'] },
  {
    is: (entry) => /^edge\/(?:blocked|captive-portal|login-page)$/.test(entry),
    why: wallSaw,
    facts: ['requestId'],
  },
];

/** The call without the question for a request id that can't exist; one that somebody has named stays. */
export function withoutImpossibleId(call: CallFacts, entry: string | undefined): CallFacts {
  const way = ways.find((one) => entry !== undefined && one.is(entry));
  const facts = way?.facts.filter((fact) => call.facts[fact] === null) ?? [];
  if (way === undefined || call.facts.requestId !== null) return call;
  return {
    ...call,
    remarks: { ...call.remarks, ...Object.fromEntries(facts.map((fact) => [fact, way.why])) },
    impossible: [...call.impossible, ...facts],
  };
}

/** The same for a call of ours: the id that was made for it never left this machine. */
export function withoutUnsentId(call: CallFacts): CallFacts {
  const { finding, error, facts } = call;
  if (error.status !== null || finding === null || !unconnected.test(finding)) return call;
  return withoutImpossibleId({ ...call, facts: { ...facts, requestId: null } }, finding);
}
