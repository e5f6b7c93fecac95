import { PassThrough, Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { BodySource } from '../../src/system/arriving-body.ts';
import { codingOf, readBody } from '../../src/system/read-body.ts';

const text = '{"name":"Ünï 漢字 🙂"}'.repeat(20);
const never = new AbortController().signal;

/** A stream of Node in the place of undici's answer. */
function sourceOf(stream: Readable): BodySource {
  return {
    read(sink) {
      stream.on('data', sink.data).on('end', sink.end).on('error', sink.error);
    },
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    destroy: () => void stream.destroy(),
  };
}

function read(source: Readable, coding: string | undefined, maxBytes = 10_000) {
  return readBody(sourceOf(source), { coding, maxBytes, room: { left: 100_000 }, signal: never }, () => true);
}

/** One byte at a time, so that every character and every block is split. */
function dripping(bytes: Buffer): Readable {
  return Readable.from(Array.from(bytes, (byte) => Buffer.of(byte)));
}

test.each([
  [undefined, Buffer.from(text)],
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['br', brotliCompressSync(text)],
])('a body in %s is read whole, however it is split', async (coding, bytes) => {
  const expected = { body: text, bodyBytes: Buffer.byteLength(text), bodyEnd: 'complete' };
  expect(await read(dripping(bytes), coding)).toEqual(expected);
});

test.each([
  ['gzip', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['br', brotliCompressSync(text)],
])('a body in %s that ends early is cut', async (coding, bytes) => {
  expect(await read(dripping(bytes.subarray(0, -6)), coding)).toMatchObject({ bodyEnd: 'cut' });
});

test.each(['gzip', 'deflate', 'br', 'zstd', 'gzip, br'])('noise in %s is undecodable', async (coding) => {
  const noise = Buffer.from('<html>this was never compressed</html>');
  expect(await read(Readable.from([noise]), coding)).toEqual({
    body: '',
    bodyBytes: 0,
    bodyEnd: 'undecodable',
  });
});

test('an empty body is complete, whatever coding it claims', async () => {
  expect(await read(Readable.from([]), 'gzip')).toEqual({ body: '', bodyBytes: 0, bodyEnd: 'complete' });
});

test('bytes that are not UTF-8 become replacement characters', async () => {
  expect(await read(Readable.from([Buffer.from([0x61, 0xff, 0x62])]), undefined)).toMatchObject({
    body: 'a\ufffdb',
  });
});

test('a body of exactly the limit is complete, one byte more is too large', async () => {
  const limited = (length: number) => read(Readable.from([Buffer.alloc(length, 'a')]), undefined, 5);
  expect(await limited(5)).toEqual({ body: 'aaaaa', bodyBytes: 5, bodyEnd: 'complete' });
  expect(await limited(6)).toEqual({ body: '', bodyBytes: 5, bodyEnd: 'too-large' });
});

test('bodies that are read at once share what they may hold, and give it back', async () => {
  const room = { left: 8 };
  const from = (source: Readable) =>
    readBody(sourceOf(source), { coding: undefined, maxBytes: 5, room, signal: never }, () => true);
  const five = () => Readable.from([Buffer.alloc(5, 'a')]);
  const open = new PassThrough();
  open.write('aaaaa');
  const first = from(open);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await from(five())).toMatchObject({ body: '', bodyEnd: 'too-large' });
  open.end();
  expect(await first).toMatchObject({ body: 'aaaaa', bodyEnd: 'complete' });
  expect(await from(five())).toMatchObject({ bodyEnd: 'complete' });
  expect(room.left).toBe(8);
});

test('the source is left alone as soon as the limit is reached', async () => {
  const source = new PassThrough();
  source.write(Buffer.alloc(100));
  await read(source, undefined, 5);
  expect(source.destroyed).toBe(true);
});

test('a body that is stopped keeps what came', async () => {
  const stop = new AbortController();
  const source = new PassThrough();
  source.write('half');
  const reading = readBody(
    sourceOf(source),
    { coding: undefined, maxBytes: 100, room: { left: 100 }, signal: stop.signal },
    () => false,
  );
  setTimeout(() => stop.abort(), 20);
  expect(await reading).toEqual({ body: 'half', bodyBytes: 4, bodyEnd: 'stopped' });
});

test.each([
  [undefined, undefined],
  ['identity', undefined],
  [' GZip ', 'gzip'],
])('the header %j means the coding %j', (header, coding) => {
  expect(codingOf(header)).toBe(coding);
});
