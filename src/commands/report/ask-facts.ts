import type { RequiredFact } from '../../report/ticket-document.ts';
import type { System } from '../../system/system.ts';
import { type CallFacts, requiredFacts } from '../../ticket/call-facts.ts';
import { putIn } from '../../ticket/put-in.ts';
import { questions, type TypedContext, typedFact } from '../../ticket/typed-facts.ts';
import { isPersonThere } from '../run/person-there.ts';

const names: Readonly<Record<RequiredFact, string>> = {
  requestId: 'request_id of the failed call',
  model: 'Model that was asked for',
  endpoint: 'Endpoint that was called',
  time: 'When it failed, about, in local time',
  client: 'Program that you used, with its version',
};

/** Asks on a terminal for each fact that is missing, and once more where the answer was none. An empty answer leaves it missing. */
export async function askFacts(call: CallFacts, context: TypedContext, system: System): Promise<CallFacts> {
  if (!isPersonThere(system)) return call;
  let known = call;
  for (const fact of requiredFacts) {
    if (call.facts[fact] !== null || call.impossible.includes(fact)) continue;
    const such = `such as ${questions[fact].example}; Enter to leave it out`;
    const found = await answerTo(
      [`${names[fact]} (${such}): `, `That was not understood. ${names[fact]} (${such}): `],
      (answer) => typedFact(fact, answer, 'your answer', context),
      system,
    );
    if (found === 'ended') break;
    if (found === undefined) continue;
    const { remark, host } = found;
    known = putIn(known, {
      facts: { [fact]: found.fact },
      remarks: remark === undefined ? {} : { [fact]: remark },
      ...(host === undefined ? {} : { host }),
    });
  }
  return known;
}

/** `ended`: the end of input or an interrupt, nobody wants to be asked any more. */
async function answerTo<T>(
  asked: readonly string[],
  read: (answer: string) => T | undefined,
  { stdin }: System,
): Promise<T | undefined | 'ended'> {
  for (const question of asked) {
    const answer = await stdin.ask(question);
    if (answer === undefined) return 'ended';
    if (answer.trim() === '') return undefined;
    const found = read(answer);
    if (found !== undefined) return found;
  }
  return undefined;
}
