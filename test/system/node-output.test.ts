import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { failure } from '../../src/system/failure.ts';
import { createOutput, type OutputStream } from '../../src/system/node-output.ts';

/** A real stream that takes its time, or fails. */
function stream(end: (text: string) => Error | undefined, delayMs = 0): OutputStream {
  return new Writable({
    decodeStrings: false,
    highWaterMark: 1,
    write: (text: string, _encoding, done) => void setTimeout(() => done(end(text)), delayMs),
  });
}

test('a write ends when the text was handed over', async () => {
  const taken: string[] = [];
  const slow = stream((text) => void taken.push(text), 20);
  await createOutput(() => slow).write('whole');
  expect(taken).toEqual(['whole']);
});

test('a reader that left is a quiet end, and nothing is written after it', async () => {
  let writes = 0;
  const output = createOutput(() =>
    stream(() => {
      writes += 1;
      return failure('EPIPE');
    }),
  );
  await output.write('first');
  await output.write('second');
  expect(writes).toBe(1);
});

test('a full disk is not quiet', async () => {
  await expect(createOutput(() => stream(() => failure('ENOSPC'))).write('x')).rejects.toMatchObject({
    code: 'ENOSPC',
  });
});

test('the stream is opened when it is first needed', () => {
  let opened = 0;
  const output = createOutput(() => {
    opened += 1;
    return stream(() => undefined);
  });
  expect(opened).toBe(0);
  expect([output.columns, output.isTerminal, opened]).toEqual([80, false, 1]);
});
