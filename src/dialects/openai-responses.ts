import { type Dialect, wrong } from './dialect.ts';
import { isFields, lengthOf, objectsOf } from './json.ts';
import { openReading } from './open-reading.ts';
import { cap } from './output-limit.ts';
import { responseStream, stoppedByIncomplete } from './response-stream.ts';
import { smallConversation, smallPrompt } from './small-prompt.ts';
import { usageFrom, wholeUsage } from './usage.ts';

/**
 * Responses: https://platform.openai.com/docs/api-reference/responses/create and
 * https://platform.openai.com/docs/api-reference/responses/compact
 */
export const openaiResponses: Dialect = {
  id: 'responses',
  // The second is an alias that some gateways document as deprecated.
  outputLimitFields: ['max_output_tokens', 'max_tokens'],
  request: ({ model, path, mode, limit, bare }) => ({
    model,
    // OpenAI documents neither `store` nor a limit for compact; Nexus documents the limit there.
    input: isCompact(path) ? smallConversation(mode) : smallPrompt(mode),
    ...(isCompact(path) || bare ? {} : { store: false }),
    ...(mode === 'stream' ? { stream: true } : {}),
    ...cap(limit),
  }),
  readAnswer(json) {
    if (!isFields(json)) return wrong('the answer is not a JSON object');
    const { object, status, output } = json;
    if (object !== 'response' && object !== 'response.compaction') return wrong('"object" is not "response"');
    if (!Array.isArray(output)) return wrong('"output" is not a list');
    if (object === 'response' && status !== 'completed' && status !== 'incomplete') {
      return wrong('"status" is neither "completed" nor "incomplete"');
    }
    return {
      kind: 'answer',
      ...(object === 'response' ? { textLength: textLengthOf(output) } : {}),
      stoppedBy: status === 'incomplete' ? stoppedByIncomplete(json) : 'end',
      ...wholeUsage(usageFrom(json.usage, 'input_tokens', 'output_tokens')),
    };
  },
  openStream: () => openReading(responseStream()),
};

function isCompact(path: string): boolean {
  return path.endsWith('/compact');
}

function textLengthOf(output: unknown): number {
  return objectsOf(output)
    .flatMap(({ content }) => objectsOf(content))
    .reduce((sum, { text }) => sum + lengthOf(text), 0);
}
