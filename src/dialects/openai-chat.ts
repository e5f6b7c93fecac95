import { choiceStream, stoppedByReason } from './choice-stream.ts';
import { type Dialect, wrong } from './dialect.ts';
import { failureOf } from './finish-reasons.ts';
import { type Fields, fieldsOf, isFields, lengthOf, objectsOf } from './json.ts';
import { openReading } from './open-reading.ts';
import { cap } from './output-limit.ts';
import { smallConversation } from './small-prompt.ts';
import { usageFrom, wholeUsage } from './usage.ts';

/**
 * Chat Completions: https://platform.openai.com/docs/api-reference/chat/create,
 * its chunks: https://platform.openai.com/docs/api-reference/chat-streaming
 */
export const openaiChat: Dialect = {
  id: 'chat',
  outputLimitFields: ['max_completion_tokens', 'max_tokens'],
  request: ({ model, mode, limit, bare }) => ({
    model,
    messages: smallConversation(mode),
    ...(mode === 'stream' ? { stream: true } : {}),
    ...(mode === 'stream' && !bare ? { stream_options: { include_usage: true } } : {}),
    ...cap(limit),
  }),
  readAnswer(json) {
    if (!isFields(json)) return wrong('the answer is not a JSON object');
    const { object = 'chat.completion', choices, usage } = json;
    if (object !== 'chat.completion') return wrong('"object" is not "chat.completion"');
    const choice = objectsOf(choices)[0];
    if (choice === undefined) return wrong('there is no choice in "choices"');
    if (!isFields(choice.message)) return wrong('the first choice has no message');
    const reason = choice.finish_reason;
    if (lengthOf(reason) === 0) return wrong('the first choice has no finish_reason');
    const failed = failureOf(reason);
    if (failed !== undefined) return wrong(failed);
    return {
      kind: 'answer',
      textLength: contentLength(choice.message.content),
      stoppedBy: stoppedByReason(reason),
      ...wholeUsage(usageFrom(usage, 'prompt_tokens', 'completion_tokens')),
    };
  },
  openStream: () =>
    openReading(
      choiceStream((choice) => {
        const delta = fieldsOf(choice.delta);
        const textLength = contentLength(delta.content);
        return {
          textLength,
          hasToken: textLength > 0 || hasOtherToken(delta),
          opens: lengthOf(delta.role) > 0,
        };
      }),
    ),
};

/** Some gateways send a list of parts, as OpenAI takes it in requests: `[{"type": "text", "text": "…"}]`. */
function contentLength(content: unknown): number {
  if (!Array.isArray(content)) return lengthOf(content);
  return objectsOf(content).reduce((sum, { text }) => sum + lengthOf(text), 0);
}

/**
 * `reasoning` and `reasoning_content` are not OpenAI's own; gateways send the thinking of other models there. Mistral has parts
 * of it: https://docs.mistral.ai/capabilities/reasoning
 */
const otherTexts = ['reasoning_content', 'reasoning', 'refusal'];

function hasOtherToken(delta: Fields): boolean {
  return (
    otherTexts.some((name) => lengthOf(delta[name]) > 0) ||
    objectsOf(delta.tool_calls).length > 0 ||
    objectsOf(delta.content).some(({ thinking }) => objectsOf(thinking).length > 0) ||
    isFields(delta.function_call)
  );
}
