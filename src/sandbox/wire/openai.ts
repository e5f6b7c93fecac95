import { type Generation, partsOf, textOf } from '../generation.ts';

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
): readonly string[] {
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
  return [
    choice({ role: 'assistant', content: '' }),
    ...partsOf(generation).map((content) => choice({ content })),
    choice({}, finishReason(generation)),
    (usageAsked.includeUsage ? chunk({ choices: [], usage: chatUsage(generation) }) : '') +
      'data: [DONE]\n\n',
  ];
}

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
export function responseStream(generation: Generation): readonly string[] {
  let sequence = 0;
  const event = (type: string, fields: object) =>
    `event: ${type}\n${data({ type, sequence_number: sequence++, ...fields })}`;
  const place = { item_id: `msg_${generation.id}`, output_index: 0, content_index: 0 };
  const item = outputMessage(generation);
  const text = textOf(generation);
  const end = generation.endedAtLimit ? 'incomplete' : 'completed';
  return [
    event('response.created', { response: responseObject(generation, 'in_progress', []) }) +
      event('response.in_progress', { response: responseObject(generation, 'in_progress', []) }),
    event('response.output_item.added', {
      output_index: 0,
      item: { ...item, status: 'in_progress', content: [] },
    }) + event('response.content_part.added', { ...place, part: outputText('') }),
    ...partsOf(generation).map((delta) =>
      event('response.output_text.delta', { ...place, delta, logprobs: [] }),
    ),
    event('response.output_text.done', { ...place, text, logprobs: [] }) +
      event('response.content_part.done', { ...place, part: outputText(text) }) +
      event('response.output_item.done', { output_index: 0, item }),
    event(`response.${end}`, { response: responseObject(generation, end, [item]) }),
  ];
}

function responseObject(
  generation: Generation,
  status: 'in_progress' | 'completed' | 'incomplete',
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
    usage: status === 'in_progress' ? null : responseUsage(generation),
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

function data(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
