import type { JsonObject } from './json.ts';

/** The request fields that a known wire format limits the output with. */
export const limitFields = ['max_completion_tokens', 'max_tokens', 'max_output_tokens'] as const;
export type LimitField = (typeof limitFields)[number];

/** `plain`: one JSON answer; `stream`: server-sent events. */
export type AnswerMode = 'plain' | 'stream';

export interface OutputLimit {
  readonly field: LimitField;
  readonly tokens: number;
}

/** A request body with a limit in it. Without one it does not compile: such a call can cost anything. */
export type CappedBody = JsonObject & Cap;

type Cap = { [Field in LimitField]: { readonly [Name in Field]: number } }[LimitField];

/** 16 is the least that OpenAI's responses route takes; 64 is enough for a stream to show a rhythm. */
const smallest: Readonly<Record<AnswerMode, number>> = { plain: 16, stream: 64 };

/** No correction asks for more output tokens than this. */
export const mostOutputTokens = 256;

/** Thinking may be counted beside the limit, so only an answer several times as long goes past it for sure. */
export const overrunFactor = 4;

/** The limit to begin with: the first field of the route that the dialect knows, else the dialect's preferred one. */
export function smallLimit(
  dialect: { readonly outputLimitFields: readonly [LimitField, ...LimitField[]] },
  mode: AnswerMode,
  routeFields: readonly string[] = [],
): OutputLimit {
  const known: readonly LimitField[] = dialect.outputLimitFields;
  const field = routeFields
    .map((name) => known.find((limitField) => limitField === name))
    .find((limitField) => limitField !== undefined);
  return { field: field ?? dialect.outputLimitFields[0], tokens: smallest[mode] };
}

/** The limit as a part of a body: always a whole number from 1 to 256, whatever was asked. */
export function cap({ field, tokens }: OutputLimit): Cap {
  // NaN would become null in JSON, and null is no limit.
  const whole = Number.isFinite(tokens) ? Math.trunc(tokens) : smallest.plain;
  const bounded = Math.min(mostOutputTokens, Math.max(1, whole));
  switch (field) {
    case 'max_completion_tokens':
      return { max_completion_tokens: bounded };
    case 'max_output_tokens':
      return { max_output_tokens: bounded };
    case 'max_tokens':
      return { max_tokens: bounded };
  }
}
