import { describe, expect, test } from 'vitest';
import { readPaste } from '../../src/pastes/read-paste.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 0 };
const echo = (words: string) =>
  `Error code: 400 - {'error': {'message': 'Refused: ${words}', 'code': 'refused_1'}}`;
const messageOf = (text: string) => readPaste(text, context).errors[0]?.message?.value;

describe('what coding agents show to be typed is hidden in the error that repeats it', () => {
  const words = 'write to my lawyer Anna';
  test.each([
    ['Codex, below its heading', `user\n${words}\n\n${echo(words)}`],
    ['Codex, further lines', `user\nplease do this:\n${words}\ncodex\nI can't.\n${echo(words)}`],
    ['an older Codex', `[2026-11-22T09:42:01] User instructions:\n${words}\n\n${echo(words)}`],
    ['the window of Codex', `› ${words}\n\n${echo(words)}`],
    ['Claude Code', `> ${words}\n\n${echo(words)}`],
    ['Claude Code, over two lines', `> please\n  ${words}\n\n${echo(words)}`],
    ['a box of Claude Code', `│ > ${words}   │\n${echo(words)}`],
    ['claude -p', `$ claude -p "${words}"\n${echo(words)}`],
    ['claude -p, over two lines', `$ claude -p "please\n${words}"\n${echo(words)}`],
    ['codex exec', `~ % codex exec --json '${words}'\n${echo(words)}`],
    ['opencode run', `opencode run ${words}\n${echo(words)}`],
    ['aider --message', `aider --message "${words}"\n${echo(words)}`],
    ['a chat', `User: ${words}\n${echo(words)}`],
    ['a body', `{"model":"gpt-5.4","input":[{"role":"user","content":"${words}"}]}\n${echo(words)}`],
    ['a dict', `{'messages': [{'role': 'user', 'content': '${words}'}]}\n${echo(words)}`],
  ])('%s', (_, text) => {
    expect(messageOf(text)).toBe('Refused: […]');
  });
});

describe('what nobody typed stays', () => {
  test.each([
    ['an error behind a quotation mark', `> ${echo('the balance is too low')}`],
    ['an error below a heading', `user\n${echo('the balance is too low')}`],
    [
      'an error over several quoted lines',
      `> Error code: 400\n> {"error":{"message":\n>  "Refused: the balance is too low"}}`,
    ],
    [
      'an attempt below a heading',
      `user\nhi\nstream error: the balance is too low; retrying 1/5\n${echo('the balance is too low')}`,
    ],
    [
      'lines below an apostrophe',
      `codex exec say it's fine\nnote: the balance is too low\n${echo('the balance is too low')}`,
    ],
    ['prose about an agent', `codex shows\n${echo('the balance is too low')}`],
  ])('%s', (_, text) => {
    expect(messageOf(text)).toBe('Refused: the balance is too low');
  });
});

test('a text full of such signs costs no more than its length', async () => {
  const text = (size: number) => `> a\n  b "c\nuser\nclaude -p "x\n`.repeat(size) + echo('the balance');
  expect(await growthOf(300, text, (paste) => readPaste(paste, context))).toBeLessThan(tooSteep);
});
