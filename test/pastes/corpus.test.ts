import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PastedError, PasteReading } from '../../src/pastes/paste.ts';
import { readPaste } from '../../src/pastes/read-paste.ts';

/*
 * Each file of corpus/ is a paste with what must be read out of it. It begins with lines `#: name: value`:
 *   source   where the form comes from; values and prose are ours
 *   story    one sentence
 *   now      ISO time at which it is read, for times without a year (2026-11-23T02:00:00Z)
 *   offset   minutes that local time is ahead of UTC (0)
 *   expects  one line of JSON: {"errors": [...], "loose"?, "dropped"?, "absent"?}
 * and `#: ---`; the rest is the paste. Errors stand newest first, and their number must match. A given field must be
 * equal, `null` says that it must be absent, `messageHas` is a part of the message; what is not given is free. `dropped` lists
 * kinds that must be counted, `absent` texts that may stand nowhere in the reading.
 */
interface Expected {
  readonly errors: readonly Record<string, unknown>[];
  readonly loose?: Record<string, unknown>;
  readonly dropped?: readonly string[];
  readonly absent?: readonly string[];
}

const folder = join(import.meta.dirname, 'corpus');
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

function load(name: string) {
  const [head = '', ...paste] = readFileSync(join(folder, name), 'utf8').split(/^#: ---\r?\n/m);
  const fields = new Map(
    [...head.matchAll(/^#: (\w+): (.*?)\r?$/gm)].map(([, key = '', value = '']) => [key, value]),
  );
  return {
    expected: JSON.parse(fields.get('expects') ?? '') as Expected,
    source: fields.get('source') ?? '',
    text: paste.join('#: ---\n'),
    nowMs: Date.parse(fields.get('now') ?? '2026-11-23T02:00:00Z'),
    offset: Number(fields.get('offset') ?? 0),
  };
}

function seen(error: PastedError | PasteReading['loose'], name: string): unknown {
  if (name === 'speaker') return (error as PastedError).speaker;
  if (name === 'zone') return error.time?.zone ?? null;
  const found = (error as Record<string, unknown>)[name === 'messageHas' ? 'message' : name];
  return (found as { readonly value: unknown } | undefined)?.value ?? null;
}

function shownLike(wanted: Record<string, unknown>, error: PastedError | PasteReading['loose']) {
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => {
      const found = seen(error, name);
      const has = name === 'messageHas' && String(found).includes(String(value));
      return [name, has ? value : found];
    }),
  );
}

describe('what a paste tells is found', () => {
  test.each(names)('%s', (name) => {
    const { expected, source, text, nowMs, offset } = load(name);
    const reading = readPaste(text, { nowMs, offsetMinutes: () => offset });
    expect(source).not.toBe('');
    expect(reading.errors.map((error, index) => shownLike(expected.errors[index] ?? {}, error))).toEqual(
      expected.errors,
    );
    if (expected.loose !== undefined)
      expect(shownLike(expected.loose, reading.loose)).toEqual(expected.loose);
    const kinds = reading.dropped.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining([...(expected.dropped ?? [])]));
    const whole = JSON.stringify(reading);
    expect((expected.absent ?? []).filter((part) => whole.includes(part))).toEqual([]);
  });
});
