import type { WireFacts } from '../errors/answer.ts';
import { type Diagnosis, diagnose, type Where } from '../errors/diagnose.ts';
import { mayPass, unclear } from '../errors/diagnosis.ts';
import { own } from '../errors/finding.ts';
import { statusOf } from '../gateway/wire-facts.ts';

/** What a request with another key or without one met, in words that do not pass it off as the answer to the key. */
export function diagnoseStranger(
  facts: WireFacts,
  asked: 'without a key' | 'with a random key',
  real: WireFacts,
  where: Where,
): Diagnosis | undefined {
  const route = `${where.route} ${asked} (your key got ${statusOf(real)})`;
  const seen = faultIn(facts);
  if (seen !== undefined) return unclear(own('edge/stranger-unanswered', { route, seen }));
  const told =
    facts.kind === 'api-error' || facts.kind === 'not-api'
      ? { ...facts, answer: { ...facts.answer, route } }
      : facts;
  return diagnose(told, { ...where, route });
}

/** A fault in words. As one of the gateway or of the network it would be false: the key was answered the same moment. */
function faultIn(facts: WireFacts): string | undefined {
  if (facts.kind === 'unreachable' && facts.phase === 'headers' && !facts.stale) {
    return facts.code === 'TIMEOUT'
      ? 'got no answer in time'
      : `found the connection closed without an answer (${facts.code})`;
  }
  const status = statusOf(facts) ?? 0;
  return facts.kind === 'not-api' && status !== 429 && mayPass(status) ? `answered ${status}` : undefined;
}
