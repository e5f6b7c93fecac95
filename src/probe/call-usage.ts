import type { Usage } from '../dialects/usage.ts';
import type { WireFacts } from '../errors/answer.ts';
import type { CallFacts } from '../gateway/model-call.ts';

/** Tokens that were counted. `usageUnknown`: there was a call that may have made more, uncounted. */
export interface CellUsage extends Usage {
  readonly usageUnknown?: true;
}

export const noUsage: CellUsage = { inputTokens: 0, outputTokens: 0 };

/** What some calls used together. */
export function usageOf(sent: readonly CallFacts[]): CellUsage {
  return sent.map(usageOfCall).reduce(addUsage, noUsage);
}

export function addUsage(one: CellUsage, other: CellUsage): CellUsage {
  const isUnknown = one.usageUnknown === true || other.usageUnknown === true;
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    ...(isUnknown ? { usageUnknown: true } : {}),
  };
}

function usageOfCall({ result }: CallFacts): CellUsage {
  const unknown: CellUsage = { ...noUsage, usageUnknown: true };
  switch (result.kind) {
    case 'plain':
      return (result.answer.kind === 'answer' ? result.answer.usage : undefined) ?? unknown;
    case 'stream':
      return usageOfStream(result);
    case 'no-stream':
      return unknown;
    case 'refused':
      return madeNothing(result.facts) ? noUsage : unknown;
  }
}

/** Anthropic's format counts a first token in its first event, so without its end a stream may have made more. */
function usageOfStream({ end }: Extract<CallFacts['result'], { kind: 'stream' }>): CellUsage {
  const { usage = noUsage } = end;
  return end.usage !== undefined && end.end === 'valid' ? usage : { ...usage, usageUnknown: true };
}

/** No answer was begun: the call never left, or it was turned away at the door. */
function madeNothing(facts: WireFacts): boolean {
  switch (facts.kind) {
    case 'unreachable':
      return ['dns', 'connect', 'proxy', 'tls'].includes(facts.phase);
    case 'redirect':
      return true;
    case 'api-error':
    case 'not-api': {
      const { status = 0 } = facts.answer;
      return status >= 400 && status < 500;
    }
    case 'broken':
    case 'success':
      return false;
  }
}
