import { expect, test } from 'vitest';
import { maxWholeBytes, readForeignText } from '../../src/pastes/foreign-text.ts';
import { builtInProfiles } from '../../src/providers/index.ts';
import { goodLine, logOf, piecesOf } from './logs.ts';

const read = (text: string | Uint8Array, size = 65_536) =>
  readForeignText(piecesOf(Buffer.from(text), [size]), builtInProfiles);

test('a paste is given as it is', async () => {
  const paste = 'Ошибка 🚫 {"error":{"code":"invalid_key"}}\nsecond line';
  const { text, bytes, search, lineNumberOf } = await read(paste, 1);
  expect(text).toBe(paste);
  expect({ bytes, search, line: lineNumberOf(2) }).toEqual({
    bytes: Buffer.byteLength(paste),
    search: undefined,
    line: 2,
  });
});

test('nothing at all is an empty text', async () => {
  expect(await read('')).toMatchObject({ text: '', bytes: 0 });
});

test('of a log beyond the limit only what stands around an anchor is given', async () => {
  const log = logOf(60_000, goodLine, { 30000: 'Error code: 429 - insufficient_quota' });
  expect(log.length).toBeGreaterThan(maxWholeBytes);
  const { text, bytes, search, lineNumberOf } = await read(log);
  const line = text.split('\n').findIndex((each) => each.startsWith('Error code: 429'));
  expect(lineNumberOf(line + 1)).toBe(30_001);
  expect({ bytes, windowsDropped: search?.windowsDropped }).toEqual({ bytes: log.length, windowsDropped: 0 });
  expect(text.length).toBeLessThan(20_000);
});

test.each([
  ['UTF-16, little end first', [0xff, 0xfe], (text: string) => Buffer.from(text, 'utf16le')],
  ['UTF-16, big end first', [0xfe, 0xff], (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ['UTF-8', [0xef, 0xbb, 0xbf], (text: string) => Buffer.from(text)],
])('%s with a byte order mark is read, in pieces of any size', async (_, mark, encode) => {
  const paste = 'Ошибка 🚫: Error code: 429\n';
  const bytes = Buffer.concat([Buffer.from(mark), encode(paste)]);
  expect(await Promise.all([1, 3, 5, 1000].map(async (size) => (await read(bytes, size)).text))).toEqual(
    Array(4).fill(paste),
  );
});

test('a long log in UTF-16 is searched as well', async () => {
  const log = logOf(60_000, goodLine, { 30000: 'Error code: 429' });
  const { text } = await read(
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(log, 'utf16le')]),
    65_537,
  );
  expect(text).toContain('\nError code: 429\n');
});

test('what the source fails with is passed on', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    throw Object.assign(new Error('read'), { code: 'EIO' });
  }
  await expect(readForeignText(broken(), builtInProfiles)).rejects.toMatchObject({ code: 'EIO' });
});
