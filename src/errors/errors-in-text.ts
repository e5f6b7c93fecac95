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
    /\b(?:HTTP\/[\d.]+|status(?:\s*code)?|error(?:\s*code)?|http)["']?\s*[:=]?\s*([45]\d\d)\b/i.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function* jsonObjectsIn(text: string): Generator<Record<string, unknown>> {
  for (let at = text.indexOf('{'); at !== -1; at = text.indexOf('{', at + 1)) {
    const end = endOfObject(text, at);
    if (end === undefined) continue;
    const parsed = parseObject(text.slice(at, end));
    if (parsed === undefined) continue;
    yield parsed;
    at = end - 1;
  }
}

/** Longer objects are answers or logs, not errors; the bound also keeps the search linear. */
const longestObject = 20_000;

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length && at - start < longestObject; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
