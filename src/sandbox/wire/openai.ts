import { type Generation, partsOf, textOf } from '../generation.ts';
import type { SimulatedError } from '../simulated-provider.ts';
import type { StreamParts } from '../stream-parts.ts';

/** https://platform.openai.com/docs/api-reference/chat/object */
export function chatCompletion(generation: Generation): unknown {
  return {
    id: `chatcmpl-${generation.id}`,
    object: 'chat.completion',
    created: generation.createdAtSeconds,
    model: generation.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: textOf(generation), refusal: null },
        logprobs: null,
        finish_reason: finishReason(generation),
      },
    ],
    usage: chatUsage(generation),
  };
}

/** https://platform.openai.com/docs/api-reference/chat-streaming; the last chunk before the end is the usage, if asked. */
export function chatStream(
  generation: Generation,
  usageAsked: { readonly includeUsage: boolean },
): StreamParts {
  const chunk = (fields: object) =>
    data({
      id: `chatcmpl-${generation.id}`,
      object: 'chat.completion.chunk',
      created: generation.createdAtSeconds,
      model: generation.model,
      ...fields,
    });
  const choice = (delta: object, finish: string | null = null) =>
    chunk({ choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] });
  return {
    opening: [choice({ role: 'assistant', content: '' })],
    text: partsOf(generation).map((content) => choice({ content })),
    ending: [
      choice({}, finishReason(generation)) +
        (usageAsked.includeUsage ? chunk({ choices: [], usage: chatUsage(generation) }) : ''),
    ],
    terminal: done,
  };
}

/** The error chunk that the official clients look for in the streams of chat and completions. */
export function chunkStreamError({ type, code, message }: SimulatedError): string {
  return data({ error: { message, type, param: null, code: code ?? null } });
}

/** One of the error codes of https://developers.openai.com/api/docs/guides/error-codes */
export const overloadedOnOpenai: SimulatedError = {
  status: 503,
  type: 'service_unavailable_error',
  code: 'server_is_overloaded',
  message: 'The engine is currently overloaded, please try again later',
};

/** https://platform.openai.com/docs/api-reference/completions/object */
export function completion(generation: Generation): unknown {
  return {
    id: `cmpl-${generation.id}`,
    object: 'text_completion',
    created: generation.createdAtSeconds,
    model: generation.model,
    choices: [
      { index: 0, text: textOf(generation), logprobs: null, finish_reason: finishReason(generation) },
    ],
    usage: chatUsage(generation),
  };
}

/** https://platform.openai.com/docs/api-reference/completions with `stream`: chunks of the same object. */
export function completionStream(generation: Generation): StreamParts {
  const chunk = (text: string, finish: string | null = null) =>
    data({
      id: `cmpl-${generation.id}`,
      object: 'text_completion',
      created: generation.createdAtSeconds,
      model: generation.model,
      choices: [{ index: 0, text, logprobs: null, finish_reason: finish }],
    });
  return {
    opening: [],
    text: partsOf(generation).map((text) => chunk(text)),
    ending: [chunk('', finishReason(generation))],
    terminal: done,
  };
}

/** https://platform.openai.com/docs/api-reference/responses/object */
export function response(generation: Generation): unknown {
  return responseObject(generation, generation.endedAtLimit ? 'incomplete' : 'completed', [
    outputMessage(generation),
  ]);
}

/** https://platform.openai.com/docs/api-reference/responses/compact */
export function compaction(generation: Generation): unknown {
  return {
    id: `resp_${generation.id}`,
    object: 'response.compaction',
    created_at: generation.createdAtSeconds,
    output: [
      { id: `cmp_${generation.id}`, type: 'compaction', encrypted_content: `sandbox-${generation.id}` },
    ],
    usage: responseUsage(generation),
  };
}

/**
 * https://platform.openai.com/docs/api-reference/responses-streaming. Nexus documents that its compact route streams
 * and not with which events; it sends these too.
 */
export function responseStream(generation: Generation): StreamParts {
  let sequence = 0;
  const event = (type: string, fields: object) =>
    `event: ${type}\n${data({ type, sequence_number: sequence++, ...fields })}`;
  const place = { item_id: `msg_${generation.id}`, output_index: 0, content_index: 0 };
  const item = outputMessage(generation);
  const text = textOf(generation);
  const end = generation.endedAtLimit ? 'incomplete' : 'completed';
  return {
    opening: [
      event('response.created', { response: responseObject(generation, 'in_progress', []) }) +
        event('response.in_progress', { response: responseObject(generation, 'in_progress', []) }),
      event('response.output_item.added', {
        output_index: 0,
        item: { ...item, status: 'in_progress', content: [] },
      }) + event('response.content_part.added', { ...place, part: outputText('') }),
    ],
    text: partsOf(generation).map((delta) =>
      event('response.output_text.delta', { ...place, delta, logprobs: [] }),
    ),
    ending: [
      event('response.output_text.done', { ...place, text, logprobs: [] }) +
        event('response.content_part.done', { ...place, part: outputText(text) }) +
        event('response.output_item.done', { output_index: 0, item }),
    ],
    terminal: event(`response.${end}`, { response: responseObject(generation, end, [item]) }),
  };
}

/** The `error` event of https://platform.openai.com/docs/api-reference/responses-streaming/error */
export function responseStreamError(
  { type, code, message }: SimulatedError,
  sent: readonly string[],
): string {
  const fields = { type: 'error', code: code ?? type ?? null, message, param: null };
  return `event: error\n${data({ ...fields, sequence_number: eventsIn(sent) })}`;
}

/** https://platform.openai.com/docs/api-reference/responses-streaming/response/failed */
export function responseStreamFailure(
  generation: Generation,
  { code, message }: SimulatedError,
  sent: readonly string[],
): string {
  const response = { ...responseObject(generation, 'failed', []), error: { code: code ?? null, message } };
  const fields = { type: 'response.failed', response, sequence_number: eventsIn(sent) };
  return `event: response.failed\n${data(fields)}`;
}

function eventsIn(writes: readonly string[]): number {
  return writes.join('').split('\n\n').length - 1;
}

function responseObject(
  generation: Generation,
  status: 'in_progress' | 'completed' | 'incomplete' | 'failed',
  output: readonly object[],
): object {
  return {
    id: `resp_${generation.id}`,
    object: 'response',
    created_at: generation.createdAtSeconds,
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    max_output_tokens: generation.maxOutputTokens,
    model: generation.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    store: false,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: status === 'in_progress' || status === 'failed' ? null : responseUsage(generation),
    metadata: {},
  };
}

function outputMessage(generation: Generation): object {
  return {
    id: `msg_${generation.id}`,
    type: 'message',
    status: generation.endedAtLimit ? 'incomplete' : 'completed',
    role: 'assistant',
    content: [outputText(textOf(generation))],
  };
}

function outputText(text: string): object {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

function finishReason(generation: Generation): string {
  return generation.endedAtLimit ? 'length' : 'stop';
}

function chatUsage(generation: Generation): object {
  return {
    prompt_tokens: generation.inputTokens,
    completion_tokens: generation.pieces.length,
    total_tokens: generation.inputTokens + generation.pieces.length,
  };
}

function responseUsage(generation: Generation): object {
  return {
    input_tokens: generation.inputTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: generation.pieces.length,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: generation.inputTokens + generation.pieces.length,
  };
}

const done = 'data: [DONE]\n\n';

function data(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
