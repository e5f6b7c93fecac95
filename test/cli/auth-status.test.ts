import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { Secret } from '../../src/settings/secret.ts';
import { type StoredKey, textOf } from '../../src/settings/stored-key.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const origin = 'https://api.nexus-hub.ru';
const place = '/home/ana/.config/nexus/credentials.json';
const refusal = { error: { message: 'No.', type: 'authentication_error', code: 'invalid_key' } };
const list = { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] };
const env = { NEXUS_API_KEY: key };

const facts = { origin, provider: 'nexus', fingerprint: '1a2b3c4d', keptAt: '2026-01-02T03:04:05.000Z' };
const inKeychain: StoredKey = { ...facts, store: 'keychain' };
const inFile: StoredKey = { ...facts, store: 'file', secret: new Secret(key) };

async function status(world: FakeWorld, ...flags: string[]) {
  const system = fakeSystem(world);
  const exitCode = await run(['auth', 'status', '--json', ...flags], system);
  return { system, exitCode, json: JSON.parse(system.stdout.text()) };
}

/** A day of use: doctor at each time, then what it left on the disk. */
async function afterDoctor(...answers: readonly { readonly at: string; readonly works: boolean }[]) {
  let files: Record<string, string> = {};
  for (const { at, works } of answers) {
    const accepted = { key, path: '/v1/models', answer: { status: 200, json: list } };
    const refused = { answer: { status: 401, json: refusal } };
    const system = fakeSystem({ env, files, now: at, replies: works ? [accepted, refused] : [refused] });
    await run(['doctor'], system);
    files = { ...files, ...Object.fromEntries(system.fakeFiles.written) };
  }
  return files;
}

test('without a key it says where to get one, with exit code 4', async () => {
  const { exitCode, json, system } = await status({});
  expect(exitCode).toBe(4);
  expect(json).toMatchObject({ endpoint: { keySource: null }, nextStep: { command: 'nexus login' } });
  expect(system.fakeNetwork.sent).toEqual([]);
});

test('a key that nobody looked at is neither good nor bad', async () => {
  const { exitCode, json } = await status({ env });
  expect(exitCode).toBe(0);
  expect(json).toMatchObject({
    endpoint: { keySource: 'env NEXUS_API_KEY', keyFingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) },
    seen: null,
    nextStep: { command: 'nexus doctor' },
  });
});

describe('what doctor saw is remembered', () => {
  test('since when it is the same, and when it was last seen', async () => {
    const files = await afterDoctor(
      { at: '2026-01-02T08:00:00.000Z', works: false },
      { at: '2026-01-03T08:00:00.000Z', works: true },
      { at: '2026-01-04T08:00:00.000Z', works: true },
    );
    const { exitCode, json } = await status({ env, files });
    expect(exitCode).toBe(0);
    expect(json.seen).toMatchObject({
      result: 'accepted',
      since: expect.stringContaining('2026-01-03T08:00'),
      seenAt: expect.stringContaining('2026-01-04T08:00'),
    });
  });

  test('a refused key is exit code 4', async () => {
    const files = await afterDoctor({ at: '2026-01-02T08:00:00.000Z', works: false });
    const { exitCode, json } = await status({ env, files });
    expect(exitCode).toBe(4);
    expect(json).toMatchObject({ seen: { result: 'refused' }, nextStep: { command: 'nexus login' } });
  });

  test('another key has no past, and neither has this one at another gateway', async () => {
    const files = await afterDoctor({ at: '2026-01-02T08:00:00.000Z', works: true });
    expect((await status({ env: { NEXUS_API_KEY: `${key}x` }, files })).json.seen).toBeNull();
    expect((await status({ env, files }, '--base-url', 'https://gateway.example')).json.seen).toBeNull();
  });

  test('no file of it holds the key', async () => {
    const files = await afterDoctor({ at: '2026-01-02T08:00:00.000Z', works: true });
    const status = Object.entries(files).filter(([path]) => path.endsWith('key-status.json'));
    expect(status).toHaveLength(1);
    expect(JSON.stringify(files)).not.toContain(key.slice(0, 12));
  });

  test('not with NEXUS_NO_JOURNAL=1, and not in a sandbox', async () => {
    const replies = [{ answer: { status: 401, json: refusal } }];
    for (const world of [{ env: { ...env, NEXUS_NO_JOURNAL: '1' } }, { env, sandbox: 'healthy' }]) {
      const system = fakeSystem({ ...world, replies });
      await run(['doctor'], system);
      expect([...system.fakeFiles.written.keys()].filter((path) => /key-status/.test(path))).toEqual([]);
    }
  });
});

describe('a kept key', () => {
  test('of a file is shown as plain text, with its last four characters on a terminal alone', async () => {
    const files = { [place]: textOf([inFile]) };
    const onTerminal = fakeSystem({ files, terminal: {} });
    await run(['auth', 'status', '--no-color'], onTerminal);
    expect(onTerminal.stdout.text()).toContain('~/.config/nexus/credentials.json (plain text)');
    expect(onTerminal.stdout.text()).toContain('WcYh');
    expect((await status({ files })).system.stdout.text()).not.toContain('WcYh');
  });

  test.each([
    ['timed-out', 'it did not answer in time, it may be locked', 'unlock the keychain'],
    ['locked', 'it is locked', 'unlock the keychain'],
    ['refused', 'it answers, and refuses', 'ask again when the keychain gives its keys'],
    ['unavailable', 'none can be reached from here', 'ask again where the keychain can be reached'],
  ] as const)('of a keychain that gives none (%s) is exit code 3, and said', async (keychain, why, todo) => {
    const world = { files: { [place]: textOf([inKeychain]) }, keychain };
    const { exitCode, json } = await status(world);
    expect(exitCode).toBe(3);
    expect(json.notes).toEqual([`the keychain gives no key: ${why}`]);
    expect(json.keys).toMatchObject([{ origin, store: 'keychain' }]);
    expect(json.nextStep).toEqual({ command: 'nexus auth status', text: todo });
    const human = fakeSystem(world);
    await run(['auth', 'status'], human);
    expect(human.stdout.text()).toContain('A key is kept for this gateway, and could not be read.');
    expect(human.stdout.text()).not.toContain('There is no key');
  });

  test('that the keychain does not hold any more is no key', async () => {
    const { exitCode, json } = await status({ files: { [place]: textOf([inKeychain]) }, keychain: {} });
    expect(exitCode).toBe(4);
    expect(json.nextStep).toMatchObject({ command: 'nexus login' });
  });

  test('that others can read is refused with the command that mends it', async () => {
    const { exitCode, json } = await status({ files: { [place]: { text: textOf([inFile]), mode: 0o644 } } });
    expect(exitCode).toBe(2);
    expect(json.error).toMatchObject({ kind: 'settings', message: expect.stringContaining('chmod 600') });
  });
});

test('auth alone means auth status, and another word is told what there is', async () => {
  const system = fakeSystem({ env });
  expect(await run(['auth'], system)).toBe(0);
  const other = fakeSystem({ env });
  expect(await run(['auth', key], other)).toBe(2);
  expect(other.stderr.text()).not.toContain(key.slice(0, 12));
});
