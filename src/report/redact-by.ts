import { hiddenMark, isMark, secretFinder } from './find-secrets.ts';

declare const redacted: unique symbol;

/** A value from which everything secret was taken. Only `redactBy` makes one, and renderers take nothing else. */
export type Redacted<T> = T & { readonly [redacted]: true };

export interface KnownSecrets {
  /** The keys known in this run, as they are. */
  readonly secrets: readonly string[];
  /** What stands in place of this secret; the same mark for all where nothing tells them apart. */
  readonly markOf?: (secret: string) => string;
}

/** A shape that is hidden whoever it belongs to. Every pattern must run in linear time. */
export interface RedactionRule {
  readonly rule: string;
  /** In lower case: one of them stands in every text that the pattern matches. Most texts need no pattern so. */
  readonly signs: readonly string[];
  /** One of these stands there too, where the signs alone are common words. */
  readonly also?: readonly string[];
  /** Its groups stay and stand in front of what is hidden. */
  readonly pattern: RegExp;
  readonly replacement: string;
  /** Whether what would be hidden is more than words. */
  readonly isSecret?: (found: string) => boolean;
}

/** What was hidden, by the rule that found it. */
export interface Redaction {
  readonly rule: string;
  readonly count: number;
}

/** Header names in lower case whose whole value is hidden when they are a key of the document. */
export const credentialNames: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'api-key',
  'x-api-key',
  'cookie',
  'set-cookie',
]);

// Deeper than any document of ours: a foreign value that nests further is not worth a stack overflow.
const deepest = 200;

/** Hides the known secrets and what the rules find, in this order, in every string, keys included. */
export function redactBy<T>(
  rules: readonly RedactionRule[],
  document: T,
  { secrets, markOf = () => hiddenMark }: KnownSecrets,
): { readonly value: Redacted<T>; readonly receipt: readonly Redaction[] } {
  const counts = new Map<string, number>();
  const count = (rule: string, times = 1) => counts.set(rule, (counts.get(rule) ?? 0) + times);
  const finder = secretFinder(secrets, markOf);

  // A list of models repeats the same few words a hundred thousand times.
  const harmless = new Set<string>();
  const clean = (text: string): string => {
    if (harmless.has(text)) return text;
    const hidden = hide(text);
    if (hidden === text && text.length < 100 && harmless.size < 10_000) harmless.add(text);
    return hidden;
  };

  const hide = (text: string): string => {
    const masked = finder.mask(text);
    if (masked.count > 0) count('known-key', masked.count);
    const lower = masked.text.toLowerCase();
    return rules.reduce((rest, rule) => {
      const holds = (sign: string) => lower.includes(sign);
      if (!rule.signs.some(holds) || rule.also?.some(holds) === false) return rest;
      const hidden = hideMatches(rest, rule, markOf);
      if (hidden.count > 0) count(rule.rule, hidden.count);
      return hidden.text;
    }, masked.text);
  };

  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return clean(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > deepest) return '[nested too deep]';
    if (Array.isArray(value)) return value.map((item) => walk(item, depth + 1));
    return walkFields(value, depth);
  };

  const walkFields = (value: object, depth: number): object => {
    const names = new Set<string>();
    let changed = false;
    const fields = Object.entries(value).map(([name, item]): [string, unknown] => {
      const secret = typeof item === 'string' && !isMark(item) ? item : undefined;
      const hide = secret !== undefined && credentialNames.has(name.toLowerCase());
      if (hide) count('credential-header');
      const field: [string, unknown] = [
        uniqueName(clean(name), names),
        hide ? markOf(secret) : walk(item, depth + 1),
      ];
      changed ||= field[0] !== name || field[1] !== item;
      return field;
    });
    // fromEntries also copies a key named __proto__ as plain data.
    return changed ? Object.fromEntries(fields) : value;
  };

  // The brand has no value of its own: this is the one place that may hand it out.
  const value = walk(document, 0) as Redacted<T>;
  return { value, receipt: [...counts].map(([rule, times]) => ({ rule, count: times })) };
}

/** Every match with the mark of just what it hides, which is the match without the groups that stay. */
function hideMatches(
  text: string,
  { pattern, replacement, isSecret = () => true }: RedactionRule,
  markOf: (secret: string) => string,
): { readonly text: string; readonly count: number } {
  let [hidden, from, count] = ['', 0, 0];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const kept = match.slice(1).map((group) => group ?? '');
    const length = kept.join('').length;
    const found = match[0].slice(length);
    if (isSecret(found)) {
      const shown = replacement.replace(/\$(\d)/g, (_, number: string) => kept[Number(number) - 1] ?? '');
      hidden += text.slice(from, match.index) + shown.replace(hiddenMark, () => markOf(found));
      from = match.index + match[0].length;
      count += 1;
    } else if (length > 0) {
      // What only looked like a value may be the next name.
      pattern.lastIndex = match.index + length;
    }
  }
  return { text: hidden + text.slice(from), count };
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number += 1) unique = `${name} ${number}`;
  taken.add(unique);
  return unique;
}
