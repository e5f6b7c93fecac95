import type { RequiredFact } from '../report/ticket-document.ts';
import type { CallFacts } from './call-facts.ts';
import type { ToldFacts } from './typed-facts.ts';

/** The call with stronger facts in place of its own; a remark goes with the fact that it was about. */
export function putIn(
  call: CallFacts,
  { facts, remarks, host = call.host ?? undefined }: ToldFacts,
): CallFacts {
  const isKept = (fact: string) => facts[fact as RequiredFact] == null;
  const kept = Object.fromEntries(Object.entries(call.remarks).filter(([fact]) => isKept(fact)));
  return {
    ...call,
    // Of another host nobody knows the profile or the base URL.
    ...(host === undefined || host === call.host ? {} : { host, provider: null, aim: null }),
    facts: { ...call.facts, ...facts },
    remarks: { ...kept, ...remarks },
    impossible: call.impossible.filter(isKept),
  };
}
