import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asCode, fenced, inCell, inMarkdown } from '../../src/render/escape-markdown.ts';
import { render } from '../../src/render/index.ts';
import { broken, clean, explained, modelList, plainStyle } from './documents.ts';

/** What is left of a line when its code spans, read as CommonMark reads them, are taken out. */
function outsideCode(line: string): string {
  let rest = '';
  let at = 0;
  while (at < line.length) {
    const run = /^`+/.exec(line.slice(at))?.[0];
    if (run === undefined) {
      rest += line[at];
      at += 1;
      continue;
    }
    const close = new RegExp(`(?<!\`)\`{${run.length}}(?!\`)`).exec(line.slice(at + run.length));
    if (close === null) return `${rest}an open code span: ${line}`;
    at += run.length + close.index + run.length;
  }
  return rest;
}

const inert = /^(?:[\p{L}\p{N} .,;:!?()"'’/·-])*$/u;
const nasty = fc.string({
  unit: fc.constantFrom(
    '`',
    '``',
    '~~~',
    '|',
    '\\',
    '<',
    '>',
    '[',
    ']',
    '(',
    ')',
    '!',
    '@user',
    '#1',
    '*',
    '_',
    '-',
    '+',
    '1.',
    ' ',
    'www.',
    'http://x.y',
    '&copy;',
    '<!--',
    '</details>',
    '\n',
    ':smile:',
    'a',
    'GH-1',
    '"',
    'deadbeef',
  ),
});

test('whatever a gateway says is text or code in Markdown, and nothing else', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const rest = outsideCode(inMarkdown(text));
      expect(rest).toMatch(inert);
      expect(rest).not.toMatch(
        /https?:|www\.\w|@\w|#\d|GH-\d|\bdeadbeef\b|:\w+:|\]\(|^\s*(?:[-+]|\d+[.)])(?: |$)|--|\/\//i,
      );
    }),
  );
});

test('a word that says something in Markdown goes into code, the rest stays readable', () => {
  expect(inMarkdown('see https://evil.example, or ask @admin about #1.')).toBe(
    'see `https://evil.example`, or ask `@admin` about `#1`.',
  );
  expect(inMarkdown('![x](http://e/p.png)')).toBe('`![x](http://e/p.png`)');
  expect(inMarkdown('a`b``c')).toBe('```a`b``c```');
  expect(inMarkdown('a|b')).toBe('`a|b`');
  expect(inMarkdown('')).toBe('');
});

test('a bar can be copied, and never ends a cell', () => {
  expect(asCode("nexus doctor --model 'a|b'")).toBe("`nexus doctor --model 'a|b'`");
  expect(asCode('nexus doctor --model `a`')).toBe('`` nexus doctor --model `a` ``');
  expect(inCell('use a|b here')).toBe('use `a\\|b` here');
  expect(inCell('a\\|b')).toBe('`a\\\\u007cb`');
});

test('a fence is longer than any run of backticks inside', () => {
  expect(fenced('a\n````\nb\n')).toBe('`````text\na\n````\nb\n`````\n');
});

test('a report is a table of checks behind the first cause', async () => {
  const text = await render(clean(broken), 'markdown', plainStyle);
  expect(text).toContain('- **First cause**: The gateway refuses this key\n');
  expect(text).toContain('- **Command**: `nexus doctor --only key.is-accepted`\n');
  expect(text).toContain('| fail | The gateway accepts the key | 401 `invalid_key` |\n');
});

test('a hostile model id stays in its cell', async () => {
  const [first] = modelList.models;
  const models = [{ ...first, id: 'a|b\n| c | <img src=x> `', routes: [] }];
  const text = await render(clean({ ...modelList, models }), 'markdown', plainStyle);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  expect(rows).toHaveLength(3);
  expect(rows[2]?.match(/(?<!\\)\|/g)).toHaveLength(5);
  expect(outsideCode(rows[2] ?? '')).not.toContain('<img');
});

test('what is no table stands behind a fence as on the screen', async () => {
  const text = await render(clean(explained), 'markdown', plainStyle);
  expect(text).toMatch(/^```text\nbilling_finalization_failed · Nexus\n[\s\S]*\n```\n$/);
});
