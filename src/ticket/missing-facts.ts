import type { ProviderProfile } from '../providers/profile.ts';
import type { MissingFact, RequiredFact } from '../report/ticket-document.ts';
import { type CallFacts, requiredFacts } from './call-facts.ts';

/** How to get a fact that nothing told. */
const ways: Readonly<Record<RequiredFact, (profile: ProviderProfile) => string>> = {
  requestId: ({ requestId: { headers, body } }) =>
    `look into the answer for ${[...body, ...headers.map((name) => `the header ${name}`)].join(', ')}, then: --request-id <id>`,
  model: () => 'the model id as your client sends it: --model <id>',
  endpoint: () => 'method and path that your client called: --endpoint "POST /v1/responses"',
  time: () => 'when it failed, about, in your local time: --time "2026-11-22 09:42"',
  client: () => 'name and version of the program that you used: --client "codex 0.169"',
};

/** The facts that nobody told, of those that this call can have. */
export function missingFacts(
  { facts, impossible, remarks }: CallFacts,
  profile: ProviderProfile,
): readonly MissingFact[] {
  return requiredFacts
    .filter((fact) => facts[fact] === null && !impossible.includes(fact))
    .map((fact) => {
      const [remark, way] = [remarks[fact], ways[fact](profile)];
      return { fact, how: remark === undefined ? way : `${remark}; ${way}` };
    });
}
