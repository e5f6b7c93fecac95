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

const salt = 'ab'.repeat(32);
const saltFile = '/home/ana/.local/state/nexus/salt';

/** The file after one run that kept `refusal`. */
async function keptText(kept = refusal, path = '/v1/models', url = baseUrl): Promise<string> {
  const { system, memory: one } = memory({ files: { [saltFile]: salt } }, url);
  await one.keep(path, kept);
  return system.fakeFiles.written.get(file) ?? '';
}

/** Such a file with its one entry changed. */
async function planted(change: (entry: Record<string, unknown>) => unknown): Promise<FakeWorld['files']> {
  const { version, refusals } = JSON.parse(await keptText());
  const [[name, entry] = ['', {}]] = Object.entries<Record<string, unknown>>(refusals);
  return { [saltFile]: salt, [file]: JSON.stringify({ version, refusals: { [name]: change(entry) } }) };
}

/** What a later run finds that starts with the files of an earlier one. */
async function later(afterMs: number, url = baseUrl) {
  const second = memory({ files: { [saltFile]: salt, [file]: await keptText() } }, url);
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

describe('a key that the server repeats, or that stands in the address, is not kept', () => {
  const key = 'sk-nx-CANARY-7f3a/+=Zq0.9b2c4d6e8f';

  test.each([
    ['code', { code: key }],
    ['type', { type: key }],
    ['message', { message: `The key ${key} is not known` }],
    ['id', { requestId: key }],
  ])('as the %s of the answer', async (_, answer) => {
    expect(await keptText(apiError('edge/http-401', 401, { answer }))).not.toContain('CANARY');
  });

  test('in the base URL or the path', async () => {
    expect(await keptText(refusal, '/v1/models', `http://127.0.0.1:1/${key}`)).not.toMatch(/CANARY|127\.0/);
    expect(await keptText(refusal, `/${key}/v1/models`)).not.toMatch(/CANARY|models/);
  });

  test('and a file of the former form goes, because it may hold one', async () => {
    const former = { [`${baseUrl}/${key}/v1/models`]: { at: 1, refusal: { answer: { code: key } } } };
    const { system, memory: one } = memory({ files: { [file]: JSON.stringify(former) } });
    expect(await one.recall('/v1/models')).toBeUndefined();
    expect(await system.files.exists(file)).toBe(false);
  });
});

test('only a refusal is worth remembering', async () => {
  const { system, memory: one } = memory();
  await one.keep('/v1/models', success);
  expect(system.fakeFiles.written.size).toBe(0);
});

describe('a file that is not its own work is as good as none', () => {
  test.each([
    ['nothing', ''],
    ['half a file', '{"version":2,"refu'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another version', '{"version":3,"refusals":{}}'],
    ['no list of refusals', '{"version":2,"refusals":"none"}'],
  ])('%s', async (_, text) => {
    const { memory: one } = memory({ files: { [file]: text } });
    expect(await one.recall('/v1/models')).toBeUndefined();
  });

  test.each<[string, (entry: Record<string, unknown>) => unknown]>([
    ['text', () => 'refused'],
    ['null', () => null],
    ['a time that is text', (entry) => ({ ...entry, at: 'yesterday' })],
    ['a time in quotes', (entry) => ({ ...entry, at: String(entry.at) })],
    ['no id', ({ at }) => ({ at })],
  ])('an entry with %s', async (_, change) => {
    const untouched = memory({ files: (await planted((entry) => entry)) ?? {} });
    expect(await untouched.memory.recall('/v1/models')).toBeDefined();
    const { memory: one } = memory({ files: (await planted(change)) ?? {} });
    expect(await one.recall('/v1/models')).toBeUndefined();
  });

  test.each(['too-large', 'a-link', 'unreadable', 'not-utf8', 'not-a-file'] as const)(
    'a file that is %s',
    async (why) => {
      const { memory: one } = memory({ files: { [file]: { refused: why } } });
      expect(await one.recall('/v1/models')).toBeUndefined();
    },
  );

  test('a file behind a link, which is left alone', async () => {
    const linked = { [file]: { linkTo: '/tmp/planted' }, '/tmp/planted': await keptText(), [saltFile]: salt };
    const { system, memory: one } = memory({ files: linked });
    expect(await one.recall('/v1/models')).toBeUndefined();
    expect(await system.files.exists('/tmp/planted')).toBe(true);
  });

  test('fields of a wrong kind are left out', async () => {
    const files = await planted(({ at }) => ({ at, entry: 'x/y', access: 'yes', status: '401' }));
    const { memory: one } = memory({ files: files ?? {} });
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
  expect([...system.fakeFiles.written.keys()]).toContain('C:\\Users\\ana\\Local\\nexus\\refused-keys.json');
});

test('the newest fifty stay, and what was seen again is new', async () => {
  const { system, memory: one } = memory();
  await one.keep('/first', refusal);
  for (let index = 0; index < 49; index += 1) await one.keep(`/${index}`, refusal);
  await one.keep('/first', refusal);
  await one.keep('/last', refusal);
  const { refusals } = JSON.parse(system.fakeFiles.written.get(file) ?? '{}');
  expect(Object.keys(refusals)).toHaveLength(50);
  expect(await one.recall('/first')).toBeDefined();
  expect(await one.recall('/last')).toBeDefined();
  expect(
    await memory({ files: Object.fromEntries(system.fakeFiles.written) }).memory.recall('/0'),
  ).toBeUndefined();
});

test('all of a refusal comes back but the server’s own text', async () => {
  const known = { ...refusal, documented: true, access: true, provesKey: true };
  const { memory: one } = memory({ files: { [saltFile]: salt, [file]: await keptText(known) } });
  expect(await one.recall('/v1/models')).toEqual({ ...known, answer: { status: 401, body: 'api-error' } });
});
