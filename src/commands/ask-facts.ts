import type { RequiredFact } from '../report/ticket-document.ts';
import type { System } from '../system/system.ts';
import { type CallFacts, requiredFacts } from '../ticket/call-facts.ts';
import { putIn } from '../ticket/put-in.ts';
import { questions, type TypedContext, typedFact } from '../ticket/typed-facts.ts';
import { isPersonThere } from './person-there.ts';

const names: Readonly<Record<RequiredFact, string>> = {
  requestId: 'request_id of the failed call',
  model: 'Model that was asked for',
  endpoint: 'Endpoint that was called',
  time: 'When it failed, about, in local time',
  client: 'Program that you used, with its version',
};

/** Asks on a terminal for each fact that is missing. An empty answer leaves it missing, and so does nonsense. */
export async function askFacts(call: CallFacts, context: TypedContext, system: System): Promise<CallFacts> {
  if (!isPersonThere(system)) return call;
  let known = call;
  for (const fact of requiredFacts) {
    if (call.facts[fact] !== null || call.impossible.includes(fact)) continue;
    const question = `${names[fact]} (such as ${questions[fact].example}; Enter to leave it out): `;
    const answer = await system.stdin.ask(question);
    // The end of input or an interrupt: nobody wants to be asked any more.
    if (answer === undefined) break;
    const found = typedFact(fact, answer, 'your answer', context);
    if (found === undefined) continue;
    const remarks = found.remark === undefined ? {} : { [fact]: found.remark };
    known = putIn(known, { facts: { [fact]: found.fact }, remarks });
  }
  return known;
}
