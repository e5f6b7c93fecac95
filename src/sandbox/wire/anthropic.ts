import { type Generation, partsOf, textOf } from '../generation.ts';
import type { SimulatedError } from '../simulated-provider.ts';
import type { StreamParts } from '../stream-parts.ts';

/** https://platform.claude.com/docs/en/api/messages */
export function message(generation: Generation): unknown {
  return {
    id: `msg_${generation.id}`,
    type: 'message',
    role: 'assistant',
    model: generation.model,
    content: [{ type: 'text', text: textOf(generation) }],
    stop_reason: stopReason(generation),
    stop_sequence: null,
    usage: usage(generation, generation.pieces.length),
  };
}

/** https://platform.claude.com/docs/en/build-with-claude/streaming */
export function messageStream(generation: Generation): StreamParts {
  const start = {
    id: `msg_${generation.id}`,
    type: 'message',
    role: 'assistant',
    model: generation.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: usage(generation, 1),
  };
  return {
    opening: [
      event('message_start', { message: start }) +
        event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }) +
        event('ping'),
    ],
    text: partsOf(generation).map((text) =>
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
    ),
    ending: [
      event('content_block_stop', { index: 0 }) +
        event('message_delta', {
          delta: { stop_reason: stopReason(generation), stop_sequence: null },
          usage: { output_tokens: generation.pieces.length },
        }),
    ],
    terminal: event('message_stop'),
  };
}

/** The error event of https://platform.claude.com/docs/en/build-with-claude/streaming; a code is a gateway's addition. */
export function messageStreamError({ type, code, message }: SimulatedError): string {
  return event('error', { error: { type, message, ...(code !== undefined && { code }) } });
}

/** The example of the same page. */
export const overloadedOnMessages: SimulatedError = {
  status: 529,
  type: 'overloaded_error',
  message: 'Overloaded',
};

/** https://platform.claude.com/docs/en/api/messages-count-tokens */
export function tokenCount(inputTokens: number): unknown {
  return { input_tokens: inputTokens };
}

// https://platform.claude.com/docs/en/api/errors
const errorTypes: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
};

/** The error wrapper of the official API. */
export function anthropicError(status: number, text: string, requestId: string): unknown {
  return {
    type: 'error',
    error: { type: errorTypes[status] ?? 'api_error', message: text },
    request_id: requestId,
  };
}

function stopReason(generation: Generation): string {
  return generation.endedAtLimit ? 'max_tokens' : 'end_turn';
}

function usage(generation: Generation, outputTokens: number): unknown {
  return {
    input_tokens: generation.inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: outputTokens,
  };
}

function event(type: string, fields: object = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}
