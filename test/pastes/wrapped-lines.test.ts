import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PastedError } from '../../src/pastes/paste.ts';
import { readPaste } from '../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 180 };
const folder = join(import.meta.dirname, 'corpus');
const pastes = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => [name, readFileSync(join(folder, name), 'utf8').split(/^#: ---\r?\n/m)[1] ?? ''] as const);

/** As `fold -w` does it: in the middle of words. */
function folded(text: string, width: number): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '').join('\n');
}

type Facts = Partial<PastedError>;
const names = ['requestId', 'code', 'type', 'status', 'model', 'endpoint', 'host', 'client', 'time'] as const;

function factsOf(text: string): readonly string[] {
  const { errors, loose } = readPaste(text, context);
  const all: readonly Facts[] = [...errors, loose];
  return all.flatMap((facts) =>
    names.flatMap((name) => {
      const found = facts[name];
      // A path without its method is still the path.
      return found === undefined ? [] : [`${name} ${String(found.value).replace(/^(?:GET|POST) /, '')}`];
    }),
  );
}

/** A program shows itself at the beginning of a line: there the fold has moved its words, and it is right. */
const shownByFold = new Set(['client Claude Code']);

describe('a fact of a paste that a terminal broke is right or missing', () => {
  // Each paste at another few widths, and all together at every one from 30 to 120: the whole product takes a minute.
  test.each(pastes.map(([name, text], index) => [name, text, index] as const))('%s', (_, text, index) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours and the addresses of links, which no terminal shows.
    const bare = text.replace(/\u001b\[[\d;]*m|\u001b\]8;[^\u0007\u001b]*(?:\u0007|\u001b\\)/g, '');
    const known = new Set(factsOf(bare));
    for (let turn = 0; turn < 4; turn += 1) {
      const width = 30 + ((index * 4 + turn * 23) % 91);
      const wrong = factsOf(folded(bare, width)).filter((fact) => !known.has(fact) && !shownByFold.has(fact));
      expect([width, ...wrong]).toEqual([width]);
    }
  });
});

describe('half of a name is none', () => {
  const valuesAt = (text: string, width: number) => factsOf(folded(text, width));

  test('of a model, of a path, of a model group', () => {
    const line = '2026-11-22T09:42:07Z ERROR call failed model=gpt-5.4-mini POST /v1/chat/completions 502';
    for (let width = 30; width < 85; width += 1) {
      const found = valuesAt(line, width).filter((fact) => /^(?:model|endpoint)/.test(fact));
      expect(['model gpt-5.4-mini', 'endpoint /v1/chat/completions']).toEqual(expect.arrayContaining(found));
    }
  });

  test('and what stands in the middle of a line stays', () => {
    const line = '2026-11-22T09:42:07Z ERROR call failed model=gpt-5.4-mini POST /v1/chat/completions 502';
    expect(valuesAt(line, 70)).toContain('model gpt-5.4-mini');
  });

  test('the longest line of a log that nobody broke keeps its facts', () => {
    const text = [
      '2026-11-22T09:42:06Z INFO start',
      '2026-11-22T09:42:07Z ERROR 502 request_id=req_0123456789abcdef model=gpt-5.4',
      '2026-11-22T09:42:08Z INFO end',
    ].join('\n');
    expect(factsOf(text)).toEqual(
      expect.arrayContaining(['requestId req_0123456789abcdef', 'model gpt-5.4', 'status 502']),
    );
  });
});
