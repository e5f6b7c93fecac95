import { type Finding, own } from '../errors/finding.ts';
import type { CallFacts } from '../gateway/model-call.ts';

/** Thinking may be counted beside the limit, so only an answer several times as long is held against the gateway. */
const overrunFactor = 4;

/** The finding for an answer far beyond its limit: tokens as the gateway counted them, or one for each piece of a stream. */
export function overrun({ result, limitTokens }: CallFacts, route: string): readonly Finding[] {
  const usage =
    result.kind === 'stream'
      ? result.end.usage
      : result.kind === 'plain' && result.answer.kind === 'answer'
        ? result.answer.usage
        : undefined;
  const pieces = result.kind === 'stream' ? result.end.tokenEvents : 0;
  const tokens = usage?.outputTokens ?? pieces;
  return tokens > limitTokens * overrunFactor
    ? [own('stream/limit-ignored', { route, limit: limitTokens, tokens })]
    : [];
}
