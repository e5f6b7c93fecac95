import type { WireFacts } from '../errors/answer.ts';
import { type Diagnosis, diagnose, type Where } from '../errors/diagnose.ts';
import { statusOf } from '../gateway/wire-facts.ts';

/** What a request with another key or without one met, in words that do not pass it off as the answer to the key. */
export function diagnoseStranger(
  facts: WireFacts,
  asked: 'without a key' | 'with a random key',
  real: WireFacts,
  where: Where,
): Diagnosis | undefined {
  const route = `${where.route} ${asked} (your key got ${statusOf(real)})`;
  const told =
    facts.kind === 'api-error' || facts.kind === 'not-api'
      ? { ...facts, answer: { ...facts.answer, route } }
      : facts;
  return diagnose(told, { ...where, route });
}
