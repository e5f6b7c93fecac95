import type { Generation } from './generation.ts';
import type { Serves, SimulatedError } from './simulated-provider.ts';
import type { StreamErrorEvent, StreamParts } from './stream-parts.ts';
import {
  message,
  messageStream,
  messageStreamError,
  overloadedOnMessages,
  tokenCount,
} from './wire/anthropic.ts';
import {
  chatCompletion,
  chatStream,
  chunkStreamError,
  compaction,
  completion,
  completionStream,
  overloadedOnOpenai,
  response,
  responseStream,
  responseStreamError,
  responseStreamFailure,
} from './wire/openai.ts';

/** The wire formats of routes that call a model. */
export type Called = Exclude<Serves, 'model-list' | 'balance' | 'key-status'>;
export type Body = Readonly<Record<string, unknown>>;

export interface ModelFormat {
  /** The field that holds the prompt; a request without it is refused. */
  readonly prompt: 'messages' | 'prompt' | 'input';
  /** Names of the output limit, the newer one first. */
  readonly limits: readonly string[];
  readonly limitIsRequired?: true;
  readonly plain: (generation: Generation) => unknown;
  readonly stream?: StreamFormat;
}

export interface StreamFormat {
  readonly parts: (generation: Generation, body: Body) => StreamParts;
  readonly error: StreamErrorEvent;
  /** The end of a stream whose response failed, where the format has one. */
  readonly failure?: (generation: Generation, error: SimulatedError, sent: readonly string[]) => string;
  /** What this format says when the supplier is overloaded. */
  readonly overloaded: SimulatedError;
}

const responses: StreamFormat = {
  parts: responseStream,
  error: responseStreamError,
  failure: responseStreamFailure,
  overloaded: overloadedOnOpenai,
};

export const modelFormats: Readonly<Record<Called, ModelFormat>> = {
  chat: {
    prompt: 'messages',
    limits: ['max_completion_tokens', 'max_tokens'],
    plain: chatCompletion,
    stream: {
      parts: (generation, body) => chatStream(generation, { includeUsage: asksForUsage(body) }),
      error: chunkStreamError,
      overloaded: overloadedOnOpenai,
    },
  },
  completions: {
    prompt: 'prompt',
    limits: ['max_tokens'],
    plain: completion,
    stream: { parts: completionStream, error: chunkStreamError, overloaded: overloadedOnOpenai },
  },
  responses: {
    prompt: 'input',
    limits: ['max_output_tokens', 'max_tokens'],
    plain: response,
    stream: responses,
  },
  compact: { prompt: 'input', limits: ['max_output_tokens'], plain: compaction, stream: responses },
  messages: {
    prompt: 'messages',
    limits: ['max_tokens'],
    limitIsRequired: true,
    plain: message,
    stream: { parts: messageStream, error: messageStreamError, overloaded: overloadedOnMessages },
  },
  'count-tokens': {
    prompt: 'messages',
    limits: [],
    plain: ({ inputTokens }) => tokenCount(inputTokens),
  },
};

function asksForUsage(body: Body): boolean {
  const options = body.stream_options;
  return (
    typeof options === 'object' &&
    options !== null &&
    'include_usage' in options &&
    options.include_usage === true
  );
}
