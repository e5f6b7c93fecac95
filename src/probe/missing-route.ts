import type { CallFacts } from '../gateway/model-call.ts';
import { isMissing } from '../gateway/wire-facts.ts';

/**
 * Whether the gateway says that it has no such route. The same statuses also say that there is no such model: then
 * the code names it, or the message repeats its id.
 */
export function isRouteMissing({ result }: CallFacts, model: string): boolean {
  if (result.kind !== 'refused' || !isMissing(result.facts)) return false;
  if (result.facts.kind !== 'api-error') return true;
  const { code = '', type = '', message = '' } = result.facts.answer;
  return !/model/i.test(`${code} ${type}`) && !message.toLowerCase().includes(model.toLowerCase());
}
