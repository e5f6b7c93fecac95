import { type Dialect, wrong } from './dialect.ts';
import { isFields, lengthOf, objectsOf } from './json.ts';
import { messageStream, stoppedByStopReason } from './message-stream.ts';
import { openReading } from './open-reading.ts';
import { cap } from './output-limit.ts';
import { smallConversation } from './small-prompt.ts';
import { usageFrom, wholeUsage } from './usage.ts';

/** Messages: https://platform.claude.com/docs/en/api/messages */
export const anthropicMessages: Dialect = {
  id: 'messages',
  outputLimitFields: ['max_tokens'],
  request: ({ model, mode, limit }) => ({
    model,
    messages: smallConversation(mode),
    ...(mode === 'stream' ? { stream: true } : {}),
    ...cap(limit),
  }),
  readAnswer(json) {
    if (!isFields(json)) return wrong('the answer is not a JSON object');
    const { type, content, stop_reason: reason, usage } = json;
    if (type !== 'message') return wrong('"type" is not "message"');
    if (!Array.isArray(content)) return wrong('"content" is not a list');
    if (lengthOf(reason) === 0) return wrong('there is no stop_reason');
    return {
      kind: 'answer',
      textLength: objectsOf(content).reduce((sum, { text }) => sum + lengthOf(text), 0),
      stoppedBy: stoppedByStopReason(reason),
      ...wholeUsage(usageFrom(usage, 'input_tokens', 'output_tokens')),
    };
  },
  openStream: () => openReading(messageStream()),
};
