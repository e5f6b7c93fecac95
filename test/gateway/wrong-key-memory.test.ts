import { describe, expect, test } from 'vitest';
import { createWrongKeyMemory } from '../../src/gateway/wrong-key-memory.ts';
import { apiError, success } from '../support/check-context.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const baseUrl = 'https://api.nexus-hub.ru';
const file = '/home/ana/.local/state/nexus/refused-keys.json';
const hourMs = 3_600_000;
const refusal = apiError('nexus/invalid_key', 401, {
  answer: { code: 'invalid_key', message: 'The key nexus-abc is not known', requestId: 'req_1' },
});

function memory(world: FakeWorld = {}, url = baseUrl) {
  const system = fakeSystem(world);
  return { system, memory: createWrongKeyMemory(url, system) };
}

/** What a later run finds that starts with the files of an earlier one. */
async function later(afterMs: number, url = baseUrl) {
  const first = memory();
  await first.memory.keep('/v1/models', refusal);
  const text = first.system.fakeFiles.written.get(file) ?? '';
  const second = memory({ files: { [file]: text } }, url);
  second.system.passMs(afterMs);
  return second.memory.recall('/v1/models');
}

test('a refusal is remembered for the next run', async () => {
  expect(await later(hourMs)).toMatchObject({ kind: 'api-error', entry: 'nexus/invalid_key', access: true });
});

test('for a day and not longer, and never from the future', async () => {
  expect(await later(24 * hourMs - 1)).toBeDefined();
  expect(await later(24 * hourMs)).toBeUndefined();
  expect(await later(-1)).toBeUndefined();
});

test('for this base URL and this path only', async () => {
  expect(await later(hourMs, 'https://gateway.example')).toBeUndefined();
  const { memory: one } = memory();
  await one.keep('/v1/models', refusal);
  expect(await one.recall('/v1/models')).toBeDefined();
  expect(await one.recall('/v1/balance')).toBeUndefined();
});

test('neither the server’s words nor an id are kept', async () => {
  const { system, memory: one } = memory();
  await one.keep('/v1/models', refusal);
  const text = system.fakeFiles.written.get(file) ?? '';
  expect(text).toContain('invalid_key');
  expect(text).not.toMatch(/nexus-abc|req_1/);
});

test('only a refusal is worth remembering', async () => {
  const { system, memory: one } = memory();
  await one.keep('/v1/models', success);
  expect(system.fakeFiles.written.size).toBe(0);
});

describe('a file that is not its own work is as good as none', () => {
  const entry = (refused: unknown, at: unknown = Date.parse('2026-01-02T03:00:00Z')) =>
    JSON.stringify({ [`${baseUrl}/v1/models`]: { at, refusal: refused } });

  test.each([
    ['nothing', ''],
    ['half a file', '{"https://api'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an entry that is text', JSON.stringify({ [`${baseUrl}/v1/models`]: 'refused' })],
    ['a time that is text', entry(refusal, 'yesterday')],
    ['another kind of fact', entry({ kind: 'success', status: 200 })],
    ['an entry without an id', entry({ kind: 'api-error', answer: {} })],
  ])('%s', async (_, text) => {
    const { memory: one } = memory({ files: { [file]: text } });
    expect(await one.recall('/v1/models')).toBeUndefined();
  });

  test.each(['too-large', 'a-link', 'unreadable', 'not-utf8', 'not-a-file'] as const)(
    'a file that is %s',
    async (why) => {
      const { memory: one } = memory({ files: { [file]: { refused: why } } });
      expect(await one.recall('/v1/models')).toBeUndefined();
    },
  );

  test('fields of a wrong kind are left out', async () => {
    const planted = { kind: 'api-error', entry: 'x/y', access: 'yes', answer: { status: '401', code: 7 } };
    const { memory: one } = memory({ files: { [file]: entry(planted) } });
    expect(await one.recall('/v1/models')).toEqual({
      kind: 'api-error',
      entry: 'x/y',
      documented: false,
      access: false,
      provesKey: false,
      answer: { body: 'api-error' },
    });
  });
});

test('a state folder that can not be written is no fault', async () => {
  const { memory: one } = memory({ readOnly: true });
  await expect(one.keep('/v1/models', refusal)).resolves.toBeUndefined();
});

test.each<[string, FakeWorld]>([
  ['no home', { home: null }],
  ['NEXUS_NO_JOURNAL=1', { env: { NEXUS_NO_JOURNAL: '1' } }],
  ['NEXUS_NO_JOURNAL=true', { env: { NEXUS_NO_JOURNAL: 'true' } }],
])('with %s nothing is read or written', async (_, world) => {
  const { system, memory: one } = memory(world);
  await one.keep('/v1/models', refusal);
  expect(await one.recall('/v1/models')).toBeUndefined();
  expect(system.fakeFiles.asked).toEqual([]);
  expect(system.fakeFiles.written.size).toBe(0);
});

test('on Windows it lies where Windows programs keep their state', async () => {
  const { system, memory: one } = memory({
    platform: 'win32',
    env: { LOCALAPPDATA: 'C:\\Users\\ana\\Local' },
  });
  await one.keep('/v1/models', refusal);
  expect([...system.fakeFiles.written.keys()]).toEqual(['C:\\Users\\ana\\Local\\nexus\\refused-keys.json']);
});

test('the newest fifty stay, and what was seen again is new', async () => {
  const { system, memory: one } = memory();
  await one.keep('/first', refusal);
  for (let index = 0; index < 49; index += 1) await one.keep(`/${index}`, refusal);
  await one.keep('/first', refusal);
  await one.keep('/last', refusal);
  const kept = Object.keys(JSON.parse(system.fakeFiles.written.get(file) ?? '{}'));
  expect(kept).toHaveLength(50);
  expect(kept).toEqual(expect.arrayContaining([`${baseUrl}/first`, `${baseUrl}/last`]));
  expect(kept).not.toContain(`${baseUrl}/0`);
});

test('all of a refusal comes back but its words and its id', async () => {
  const known = { ...refusal, documented: true, access: true, provesKey: true };
  const first = memory();
  await first.memory.keep('/v1/models', known);
  const text = first.system.fakeFiles.written.get(file) ?? '';
  const kept = { ...known, answer: { status: 401, code: 'invalid_key', body: 'api-error' } };
  expect(JSON.parse(text)[`${baseUrl}/v1/models`].refusal).toEqual(kept);
  expect(await memory({ files: { [file]: text } }).memory.recall('/v1/models')).toEqual(kept);
});

test.each([
  ['nothing', null],
  ['text', 'refused'],
  ['another kind of fact with an id', { kind: 'success', entry: 'x/y', answer: {} }],
])('an entry that holds %s is as good as none', async (_, planted) => {
  const text = JSON.stringify({
    [`${baseUrl}/v1/models`]: { at: Date.parse('2026-01-02T03:00:00Z'), refusal: planted },
  });
  expect(await memory({ files: { [file]: text } }).memory.recall('/v1/models')).toBeUndefined();
});

test('neither is a time in quotes, nor a file behind a link', async () => {
  const at = Date.parse('2026-01-02T03:00:00Z');
  const entries = (time: unknown) => JSON.stringify({ [`${baseUrl}/v1/models`]: { at: time, refusal } });
  const recalled = (files: FakeWorld['files']) =>
    memory({ ...(files && { files }) }).memory.recall('/v1/models');
  expect(await recalled({ [file]: entries(at) })).toBeDefined();
  expect(await recalled({ [file]: entries(String(at)) })).toBeUndefined();
  expect(await recalled({ [file]: { linkTo: '/tmp/planted' }, '/tmp/planted': entries(at) })).toBeUndefined();
});
