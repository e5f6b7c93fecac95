import type { CallFacts } from './call-facts.ts';

const nobodySaw = 'no answer came, so there is none';
const wallSaw = 'the gateway did not see the request, so there is none';

/** Errors with which nothing was sent: the connection was not made. */
const unconnected =
  /^network\/(?:certificate-|tls-|proxy-|(?:documented-)?host-not-found$|dns-unavailable$|connection-refused$|connect-timeout$|unreachable$|public-address$|out-of-files$|not-tls$)/;

/** Errors with which nothing can have been given an id: nothing was sent, or something before the gateway answered. */
const ways: readonly (readonly [RegExp, string])[] = [
  [unconnected, nobodySaw],
  [/^edge\/(?:blocked|captive-portal|login-page)$/, wallSaw],
];

/** The call without the question for a request id that can't exist; one that somebody has named stays. */
export function withoutImpossibleId(call: CallFacts, entry: string | undefined): CallFacts {
  const why = ways.find(([pattern]) => entry !== undefined && pattern.test(entry))?.[1];
  if (why === undefined || call.facts.requestId !== null) return call;
  return {
    ...call,
    remarks: { ...call.remarks, requestId: why },
    impossible: [...call.impossible, 'requestId'],
  };
}

/** The same for a call of ours: the id that was made for it never left this machine. */
export function withoutUnsentId(call: CallFacts): CallFacts {
  const { finding, error, facts } = call;
  if (error.status !== null || finding === null || !unconnected.test(finding)) return call;
  return withoutImpossibleId({ ...call, facts: { ...facts, requestId: null } }, finding);
}
