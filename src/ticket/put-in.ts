import type { RequiredFact } from '../report/ticket-document.ts';
import type { CallFacts, FiveFacts, Remarks } from './call-facts.ts';

/** The call with stronger facts in place of its own; a remark goes with the fact that it was about. */
export function putIn(
  call: CallFacts,
  { facts, remarks }: { readonly facts: Partial<FiveFacts>; readonly remarks: Remarks },
): CallFacts {
  const isKept = (fact: string) => facts[fact as RequiredFact] == null;
  const kept = Object.fromEntries(Object.entries(call.remarks).filter(([fact]) => isKept(fact)));
  return {
    ...call,
    facts: { ...call.facts, ...facts },
    remarks: { ...kept, ...remarks },
    impossible: call.impossible.filter(isKept),
  };
}
