import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
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

/** Resolves once the question stands there. */
const put = (shown: readonly string[]) => vi.waitFor(() => expect(shown.length).toBeGreaterThan(0));

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
  await put(shown);
  keys.write(typed);
  expect(await asking).toBe(expected);
  expect(modes).toEqual([true, false]);
  expect(shown).toEqual(['Key: ', '\n']);
});

test('Ctrl-C in raw mode is passed on as an interrupt', async () => {
  const { input, keys, shown, stop } = terminal();
  const asking = input.askHidden('Key: ');
  await put(shown);
  keys.write('\u0003');
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

test.each(['ask', 'askHidden'] as const)('what was typed before %s is no answer to it', async (how) => {
  const { input, keys, shown } = terminal();
  keys.write('y\n');
  const asking = input[how]('Continue? ');
  keys.write('yes\n');
  await put(shown);
  keys.write('n\n');
  expect(await asking).toBe('n');
});

test('somebody who leans on a key is asked all the same', async () => {
  const { input, keys, shown } = terminal();
  const leaning = setInterval(() => keys.write('y\n'), 5);
  const asking = input.ask('Continue? ');
  await put(shown);
  clearInterval(leaning);
  keys.write('n\n');
  await asking;
  expect(shown).toEqual(['Continue? ']);
});

test('Ctrl-C that was typed before a question ends the program, and nothing is asked', async () => {
  const { input, keys, shown, stop, modes } = terminal();
  keys.write('\u0003');
  expect(await input.ask('Continue? ')).toBeUndefined();
  expect(stop.signal.reason).toBe('SIGINT');
  expect(shown).toEqual([]);
  expect(modes.at(-1)).toBe(false);
});

test('the echo is off before a hidden question is shown, and on again for an open one', async () => {
  const hidden = terminal();
  const asking = hidden.input.askHidden('Key: ');
  await put(hidden.shown);
  expect(hidden.modes).toEqual([true]);
  hidden.keys.write('sk-x\r');
  await asking;

  const open = terminal();
  const answering = open.input.ask('Continue? ');
  await put(open.shown);
  expect(open.modes).toEqual([true, false]);
  open.keys.write('n\n');
  await answering;
});

test('a terminal that is gone is not asked', async () => {
  const { input, keys, shown } = terminal();
  Object.assign(keys, {
    setRawMode: () => {
      throw new Error('EIO');
    },
  });
  expect(await input.askHidden('Key: ')).toBeUndefined();
  expect(shown.filter((text) => text !== '\n')).toEqual([]);
});

test('a stdin that is open for writing only holds nothing', async () => {
  const stream: InputStream = new PassThrough();
  stream.destroy(Object.assign(new Error('bad file descriptor'), { code: 'EBADF' }));
  const prompt: Output = { isTerminal: false, columns: 80, write: async () => {} };
  const interrupt = new AbortController().signal;
  const input = createInput(() => stream, { prompt, interrupt, interrupted: () => {} });
  expect(await input.readAll(10)).toBe('');
});
