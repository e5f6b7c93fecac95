import type { Dialect } from './dialect.ts';
import { mostOutputTokens, type OutputLimit } from './output-limit.ts';

/** What an error answer says about a field. Foreign text; it is searched and not shown. */
export interface FieldComplaint {
  readonly message?: string | undefined;
  readonly param?: string | null | undefined;
  readonly code?: string | undefined;
}

const refused =
  /unsupported|not supported|unknown|unrecogni[sz]ed|unexpected|extra inputs|extra_forbidden|value_error\.extra|extra fields|not permitted|not allowed|deprecated|instead/;
const required = /required|missing/;
/** The field may be there, and what stands in it is not right. */
const aboutValue =
  /value|number|integer|must be|too \w+|at most|(?:less|greater|more) than|exceed|maximum|range/;
/** OpenAI's reasoning models answer so when thinking alone uses up the limit. */
const usedUp = /limit was reached|higher max_/;

/** Long enough for every known complaint; a whole page would only slow the search. */
const searchedLength = 4000;

/**
 * The one limit to try instead, when the gateway refused the one that was used: another field that it names or that
 * the dialect knows, or more tokens. At most 256 tokens and never no limit; undefined when the error is another one,
 * as when `param` blames a field that was not sent.
 */
export function correctionFor(
  error: FieldComplaint,
  dialect: Pick<Dialect, 'outputLimitFields'>,
  used: OutputLimit,
): OutputLimit | undefined {
  const text = searchedText(error);
  const others = dialect.outputLimitFields.filter((field) => field !== used.field);
  const blamed = blamedField(error);
  if (blamed !== undefined && blamed !== used.field) {
    const wanted = required.test(text) ? others.find((field) => field === blamed) : undefined;
    return wanted && { field: wanted, tokens: used.tokens };
  }
  const named = others.find((field) => names(text, field));
  const isBlamedOnly =
    blamed === used.field && !names(messageOf(error), used.field) && !aboutValue.test(text);
  const isRefused = refused.test(text) || isBlamedOnly;

  if (named !== undefined && (isRefused || (required.test(text) && !names(text, used.field)))) {
    return { field: named, tokens: used.tokens };
  }
  if (!names(text, used.field)) return undefined;
  const tokens = usedUp.test(text) ? mostOutputTokens : leastIn(text);
  if (tokens !== undefined) {
    return tokens > used.tokens && tokens <= mostOutputTokens ? { field: used.field, tokens } : undefined;
  }
  const next = others[0];
  return isRefused && next !== undefined ? { field: next, tokens: used.tokens } : undefined;
}

/** Whether the gateway refused a field that a small call can do without. */
export function refusesOption(error: FieldComplaint): boolean {
  const text = searchedText(error);
  return refused.test(text) && (names(text, 'stream_options') || names(text, 'store'));
}

/** The last word of `param`; some gateways put Python's word for nothing there. */
function blamedField({ param }: FieldComplaint): string | undefined {
  const [field] = /\w+$/.exec(param?.trim().toLowerCase() ?? '') ?? [];
  return field === 'none' || field === 'null' ? undefined : field;
}

function messageOf({ message }: FieldComplaint): string {
  return message?.slice(0, searchedLength).toLowerCase() ?? '';
}

function searchedText({ param, code, message }: FieldComplaint): string {
  return [param, code, message]
    .map((part) => part ?? '')
    .join(' ')
    .slice(0, searchedLength)
    .toLowerCase();
}

/** As a whole word: `max_tokens_to_sample` is another field. */
function names(text: string, field: string): boolean {
  return new RegExp(`(?<![a-z0-9_])${field}(?![a-z0-9_])`).test(text);
}

const least = /(?:>=|at least|greater than or equal to|minimum(?: value)?(?: is| of|:)?) ?(\d{1,5})(?!\d)/;
const moreThan = /(?:(?:greater|more|larger) than|>) ?(\d{1,5})(?!\d)/;

/** The smallest number of tokens that the message allows. */
function leastIn(text: string): number | undefined {
  const inclusive = least.exec(text)?.[1];
  if (inclusive !== undefined) return Number(inclusive);
  const exclusive = moreThan.exec(text)?.[1];
  return exclusive === undefined ? undefined : Number(exclusive) + 1;
}
