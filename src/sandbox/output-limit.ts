import type { Body, ModelFormat } from './model-formats.ts';
import type { OutputLimitRule } from './stream-fault.ts';

/** The output limit that a request carries: the first field of its format that is set. */
export function limitIn(format: Pick<ModelFormat, 'limits'>, body: Body): number | undefined {
  return format.limits.map((name) => body[name]).find((value): value is number => typeof value === 'number');
}

/** What is wrong with the limit field for any model of this gateway; undefined when nothing is. */
export function limitProblem(format: ModelFormat, body: Body): string | undefined {
  const name = limitName(format, body);
  if (name === undefined) return format.limitIsRequired ? `${format.limits[0]}: field required` : undefined;
  const limit = body[name];
  return Number.isSafeInteger(limit) && Number(limit) > 0 ? undefined : `${name}: must be a positive integer`;
}

/**
 * The error body of a model that wants its limit otherwise, in the words of the official OpenAI API, which gateways
 * pass on; undefined when the request suits it.
 */
export function limitRefusal(
  rule: OutputLimitRule | undefined,
  format: ModelFormat,
  body: Body,
): unknown | undefined {
  const name = limitName(format, body);
  if (rule === undefined || name === undefined) return undefined;
  if (rule.field !== undefined && rule.field !== name) {
    return refused(
      name,
      'unsupported_parameter',
      `Unsupported parameter: '${name}' is not supported with this model. Use '${rule.field}' instead.`,
    );
  }
  const limit = Number(body[name]);
  if (rule.minimum === undefined || limit >= rule.minimum) return undefined;
  return refused(
    name,
    'integer_below_min_value',
    `Invalid '${name}': integer below minimum value. Expected a value >= ${rule.minimum}, but got ${limit} instead.`,
  );
}

function limitName(format: Pick<ModelFormat, 'limits'>, body: Body): string | undefined {
  return format.limits.find((limit) => body[limit] !== undefined && body[limit] !== null);
}

function refused(param: string, code: string, message: string): unknown {
  return { error: { message, type: 'invalid_request_error', param, code } };
}
