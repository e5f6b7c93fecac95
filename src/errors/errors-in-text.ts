import type { AnswerFacts } from './answer.ts';
import { errorIn, isRecord } from './read-answer.ts';

const mostErrors = 20;

/** Error answers found in a pasted text: JSON objects anywhere in it, in any of the known body shapes. */
export function errorsInText(text: string): readonly AnswerFacts[] {
  const found: AnswerFacts[] = [];
  for (const candidate of jsonObjectsIn(text)) {
    found.push(...errorsWithin(candidate, deepest));
    if (found.length >= mostErrors) break;
  }
  return found.slice(0, mostErrors);
}

/** Clients and logs wrap the gateway's answer: `{"message":…,"response":{"data":{"error":…}}}`. */
const deepest = 6;

/** The error of an object itself where it has a code or a type, else those of the objects in it. */
function errorsWithin(json: Record<string, unknown>, depth: number): readonly AnswerFacts[] {
  const own = errorIn(json, undefined);
  if (own !== undefined && isNamed(own)) return [own];
  const parts = depth === 0 ? [] : Object.values(json).flat().filter(isRecord);
  const inner = parts.flatMap((part) => errorsWithin(part, depth - 1)).filter(isNamed);
  if (inner.length > 0) return inner;
  return own?.message === undefined ? [] : [own];
}

function isNamed({ code, type }: AnswerFacts): boolean {
  return (code ?? type) !== undefined;
}

/** The HTTP status that a text names: `HTTP/1.1 401`, `status 401`, `status code: 401`, `Error code: 401`. */
export function statusInText(text: string): number | undefined {
  const match =
    // The spaces are bounded: two open runs of them beside each other take quadratic time.
    /\b(?:HTTP\/[\d.]+|status(?:\s*code)?|error(?:\s*code)?|http)["']?\s{0,9}[:=]?\s{0,9}([45]\d\d)\b/i.exec(
      text,
    );
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function* jsonObjectsIn(text: string): Generator<Record<string, unknown>> {
  let work = 0;
  for (let at = text.indexOf('{'); at !== -1 && work < mostWork; at = text.indexOf('{', at + 1)) {
    const { end, closed } = endOfObject(text, at);
    const parsed = closed ? parseObject(text.slice(at, end)) : undefined;
    if (parsed === undefined) {
      work += end - at + (closed ? failedParse : 0);
      continue;
    }
    yield parsed;
    at = end - 1;
  }
}

/** Longer objects are answers or logs, not errors. */
const longestObject = 20_000;

/** Characters that may be read in vain: each brace that begins nothing is looked behind once more. About 0.2 s. */
const mostWork = 20_000_000;
/** What a parser's exception costs, counted in such characters. */
const failedParse = 200;

function endOfObject(text: string, start: number): { readonly end: number; readonly closed: boolean } {
  const last = Math.min(text.length, start + longestObject);
  let depth = 0;
  let inString = false;
  for (let at = start; at < last; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return { end: at + 1, closed: true };
    }
  }
  return { end: last, closed: false };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
