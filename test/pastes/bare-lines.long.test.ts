import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareLines } from '../../src/pastes/bare-lines.ts';
import { readPaste } from '../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 180 };
const folder = join(import.meta.dirname, 'corpus');
const pastes = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => {
    const [, paste = ''] = readFileSync(join(folder, name), 'utf8').split(/^#: ---\r?\n/m);
    return { name, lines: paste.split(/\r\n|\r|\n/) };
  });

/** What is read, with the lines as they would stand in a text that begins so many lines earlier. */
function reading(lines: readonly string[], linesAbove = 0): unknown {
  const { errors, loose } = readPaste(lines.join('\n'), context);
  const told = JSON.stringify({ errors, loose });
  return told
    .replace(/, line (\d+)/g, (_, line: string) => `, line ${Number(line) - linesAbove}`)
    .replace(/"line":(\d+)/g, (_, line: string) => `"line":${Number(line) - linesAbove}`);
}

describe('a paste says the same, with the same lines,', () => {
  test.each<[string, (lines: readonly string[]) => readonly string[], number]>([
    ['indented by four', (lines) => lines.map((line) => `    ${line}`), 0],
    ['indented by a tab', (lines) => lines.map((line) => `\t${line}`), 0],
    ['quoted', (lines) => lines.map((line) => `> ${line}`), 0],
    ['quoted in a quote', (lines) => lines.map((line) => `> > ${line}`), 0],
    ['quoted in a list', (lines) => lines.map((line) => `   > ${line}`), 0],
    ['in a box', (lines) => lines.map((line) => `| ${line}`), 0],
    ['as a block of code', (lines) => ['It fails:', '', '```', ...lines, '```'], 3],
    ['as a block below words', (lines) => ['It fails:', '', ...lines.map((line) => `    ${line}`)], 2],
  ])('%s', (_, wrapped, linesAbove) => {
    const changed = pastes.filter(({ lines }) => reading(wrapped(lines), linesAbove) !== reading(lines));
    expect(pastes.length).toBeGreaterThan(100);
    expect(changed.map(({ name }) => name)).toEqual([]);
  });
});

test('what curl shows as sent keeps its arrow, also in a quote', () => {
  const sent = '> POST /v1/messages HTTP/1.1\n> x-request-id: mine-0001\n>\n< HTTP/1.1 500 Oops\n';
  expect(bareLines(sent)).toBe(sent);
  expect(bareLines(sent.replace(/^/gm, '> '))).toBe(sent);
});

test('a traceback keeps the shape by which it is known', () => {
  const traceback = 'Traceback (most recent call last):\n  File "a.py", line 3\n    call()\nTypeError: no';
  expect(bareLines(traceback)).toBe(traceback);
});

test('lines are never made or lost', () => {
  const line = fc.string({
    unit: fc.constantFrom('>', '|', '│', ' ', '\t', '`', ':', 'a', '<', '\n'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(line, (text) => {
      expect(bareLines(text).split('\n').length).toBe(text.split('\n').length);
    }),
  );
});
