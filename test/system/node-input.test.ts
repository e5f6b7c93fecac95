import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createInput, type InputStream } from '../../src/system/node-input.ts';
import type { Output } from '../../src/system/system.ts';

/** A terminal whose raw mode can be watched. */
function terminal() {
  const modes: boolean[] = [];
  const shown: string[] = [];
  const stop = new AbortController();
  const keys: InputStream = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => void modes.push(raw),
  });
  const prompt: Output = { isTerminal: true, columns: 80, write: async (text) => void shown.push(text) };
  const input = createInput(() => keys, {
    prompt,
    interrupt: stop.signal,
    interrupted: () => stop.abort('SIGINT'),
  });
  return { input, modes, shown, stop, keys: keys as unknown as PassThrough };
}

function piped(...pieces: (string | Buffer)[]) {
  const stream: InputStream = PassThrough.from(pieces.map((piece) => Buffer.from(piece)));
  const prompt: Output = { isTerminal: false, columns: 80, write: async () => {} };
  return createInput(() => stream, {
    prompt,
    interrupt: new AbortController().signal,
    interrupted: () => {},
  });
}

test('everything that is piped in is read, with characters that were split', async () => {
  const bytes = Buffer.from('ключ\n');
  expect(await piped(bytes.subarray(0, 3), bytes.subarray(3)).readAll(100)).toBe('ключ\n');
});

test('no more is read than asked for', async () => {
  expect(await piped('abc', 'def', 'ghi').readAll(5)).toBe('abcde');
});

test.each([
  ['sk-secret\r', 'sk-secret'],
  ['sk-secreX\u007ft\n', 'sk-secret'],
  ['wrong\u0015sk-right\r', 'sk-right'],
  ['\u001b[200~sk-pasted\u001b[201~\r', 'sk-pasted'],
  ['a\u001b[Db\u001bOPc\r', 'abc'],
  ['first\r\nsecond\r', 'first'],
  ['typed\u0004', 'typed'],
  ['\u0004', undefined],
  ['half\u0003', undefined],
])('typing %j gives %j, and raw mode ends', async (typed, expected) => {
  const { input, keys, modes, shown } = terminal();
  const asking = input.askHidden('Key: ');
  setTimeout(() => keys.write(typed), 5);
  expect(await asking).toBe(expected);
  expect(modes).toEqual([true, false]);
  expect(shown).toEqual(['Key: ', '\n']);
});

test('Ctrl-C in raw mode is passed on as an interrupt', async () => {
  const { input, keys, stop } = terminal();
  const asking = input.askHidden('Key: ');
  setTimeout(() => keys.write('\u0003'), 5);
  await asking;
  expect(stop.signal.reason).toBe('SIGINT');
});

test('an interrupt from outside and the end of input end the question, and raw mode', async () => {
  const interrupted = terminal();
  setTimeout(() => interrupted.stop.abort('SIGTERM'), 5);
  expect(await interrupted.input.askHidden('Key: ')).toBeUndefined();
  expect(interrupted.modes).toEqual([true, false]);

  const ended = terminal();
  setTimeout(() => ended.keys.end(), 5);
  expect(await ended.input.askHidden('Key: ')).toBeUndefined();
  expect(ended.modes).toEqual([true, false]);
});

test('nobody is asked where there is no terminal', async () => {
  expect(await piped('sk-x\n').askHidden('Key: ')).toBeUndefined();
});
