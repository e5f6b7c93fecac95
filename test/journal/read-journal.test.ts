import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJournal } from '../../src/journal/read-journal.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';
import { callOf, place, runOf, textOf } from './records.ts';

const read = (text: string, world: FakeWorld = {}) =>
  readJournal(fakeSystem({ ...world, files: { [place]: text } }));

test('the newest record comes first, and of one moment the one that was written last', async () => {
  const { at } = callOf(2);
  const { calls } = await read(textOf(callOf(3), callOf(1), callOf(2), callOf(9, { at })));
  expect(calls.map(({ requestId }) => requestId)).toEqual(['req_3', 'req_9', 'req_2', 'req_1']);
});

test('of the runs the last one and the last good one are left', async () => {
  const broken = {
    verdict: 'broken',
    firstCause: { check: 'key.is-accepted', finding: 'nexus/invalid_key' },
  } as const;
  const { runs } = await read(textOf(runOf(1), runOf(2), runOf(3, broken), runOf(4, broken)));
  expect(runs).toEqual([runOf(4, broken), runOf(2)]);
});

describe('a line that is not understood is counted and harms no other', () => {
  test.each<[string, unknown]>([
    ['a half one', '{"kind":"call","v":1,'],
    ['no record', '"hello"'],
    ['one of a newer version', { ...callOf(1), v: 2 }],
    ['a wrong type', { ...callOf(1), status: '429' }],
    ['a missing field', { ...callOf(1), verdict: undefined }],
    ['no time', { ...callOf(1), at: 'yesterday' }],
    ['timings of another kind', { ...callOf(1), timings: null }],
    ['an unknown verdict of a run', { ...runOf(1), verdict: 'fine' }],
    ['a prototype', '{"__proto__":{"kind":"call"}}'],
  ])('%s', async (_, line) => {
    const broken = typeof line === 'string' ? `${line}\n` : textOf(line);
    const journal = await read(textOf(callOf(1)) + broken + textOf(callOf(2)));
    expect(journal).toEqual({ calls: [callOf(2), callOf(1)], runs: [], brokenLines: 1 });
  });

  test('nor does a byte that is no text', async () => {
    const home = mkdtempSync(join(tmpdir(), 'nexus-journal-'));
    try {
      const text = Buffer.from(`${textOf(callOf(1))}\n\xff\xfe{\n${textOf(callOf(2))}`, 'latin1');
      const file = join(home, '.local/state/nexus/journal.jsonl');
      await nodeFiles.writePrivate(file, text, { overwrite: false });
      const journal = await readJournal(fakeSystem({ home, realFiles: nodeFiles }));
      expect(journal).toEqual({ calls: [callOf(2), callOf(1)], runs: [], brokenLines: 1 });
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  test('whatever the text, reading ends and gives records only', async () => {
    const line = fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify(callOf(1))));
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const { calls, brokenLines } = await read(lines.join('\n'));
        expect(calls.length + brokenLines).toBeLessThanOrEqual(lines.join('\n').split('\n').length);
        for (const call of calls) expect(call).toEqual(callOf(1));
      }),
    );
  });
});

describe('an older line is tidied like a new one', () => {
  test('a key of the environment in it is hidden', async () => {
    const key = 'my-private-word-0123456789';
    const { calls } = await read(textOf(callOf(1, { code: `bad key ${key}` })), {
      env: { NEXUS_API_KEY: key },
    });
    expect(calls[0]?.code).toBe('bad key [hidden]');
  });

  test('what looks like a key is hidden, a home folder too', async () => {
    const { calls } = await read(
      textOf(callOf(1, { code: 'nsk_abcdefghijklmnopqrst', type: '/home/ana/x' })),
    );
    expect(calls[0]).toMatchObject({ code: '[hidden]', type: '~/x' });
  });

  test('a great length goes, and control characters stay for the sink to escape', async () => {
    const { calls } = await read(textOf(callOf(1, { code: '\u001b]0;x\u0007', type: 'y'.repeat(999) })));
    expect(calls[0]?.code).toBe('\u001b]0;x\u0007');
    expect(calls[0]?.type).toHaveLength(200);
  });

  test.each(['\u001b', '\u200b', '\ud800', '\u2028'])(
    '%j in the middle of a key hides nothing of it',
    async (mark) => {
      const { calls } = await read(textOf(callOf(1, { code: `nsk_abcdef${mark}ghijklmnopqrst` })));
      expect(calls[0]?.code).toBe('[hidden]');
    },
  );

  test('a field that nobody knows is left out', async () => {
    const { calls } = await read(
      textOf({ ...callOf(1), prompt: 'secret plans', timings: { ...callOf(1).timings, x: 1 } }),
    );
    expect(calls).toEqual([callOf(1)]);
  });
});

describe('without a journal there is an empty one', () => {
  test.each<[string, FakeWorld]>([
    ['no file', {}],
    ['no home', { home: null }],
    ['a link', { files: { [place]: { linkTo: '/x' }, '/x': textOf(callOf(1)) } }],
    ['the file of somebody else', { files: { [place]: { text: textOf(callOf(1)), ownedByMe: false } } }],
    ['an unreadable file', { files: { [place]: { refused: 'unreadable' } } }],
  ])('%s', async (_, world) => {
    expect(await readJournal(fakeSystem(world))).toEqual({ calls: [], runs: [], brokenLines: 0 });
  });
});
