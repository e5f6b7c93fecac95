import { estimatedTokens } from '../dialects/estimated-tokens.ts';
import { overrunFactor } from '../dialects/output-limit.ts';
import { type Finding, own } from '../errors/finding.ts';
import type { CallResult } from '../gateway/call-result.ts';
import type { CallFacts } from '../gateway/model-call.ts';

/**
 * The finding for an answer beyond its limit: in tokens as the gateway counted them, or as we estimate where it did
 * not. A gateway that chose the field itself has to keep to it exactly; elsewhere thinking may come on top.
 */
export function overrun(
  { result, limitTokens, correctedField }: CallFacts,
  route: string,
): readonly Finding[] {
  const answer = answerOf(result);
  if (answer === undefined) return [];
  const { counted, estimated, hungUp } = answer;
  const most =
    correctedField !== undefined && counted !== undefined ? limitTokens : limitTokens * overrunFactor;
  const tokens = counted ?? estimated;
  if (tokens <= most && !hungUp) return [];
  const field = correctedField === undefined ? {} : { field: correctedField };
  return [own('stream/limit-ignored', { route, limit: limitTokens, tokens, ...field, hungUp })];
}

interface AnswerLength {
  /** By the gateway; undefined where it did not come to that. */
  readonly counted: number | undefined;
  readonly estimated: number;
  readonly hungUp: boolean;
}

function answerOf(result: CallResult): AnswerLength | undefined {
  if (result.kind === 'stream') {
    const { end, transport } = result;
    const hungUp = transport === 'hung-up';
    // What Anthropic's format counts in its first event is the beginning only.
    const counted = hungUp ? undefined : end.usage?.outputTokens;
    return { counted, estimated: end.estimatedTokens, hungUp };
  }
  if (result.kind !== 'plain' || result.answer.kind !== 'answer') return undefined;
  const { usage, textLength = 0 } = result.answer;
  const estimated = Math.round(estimatedTokens(textLength, false));
  return { counted: usage?.outputTokens, estimated, hungUp: false };
}
