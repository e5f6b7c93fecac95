import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { textOf } from '../../src/settings/stored-key.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import type { FakeReply } from '../support/fake-network.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const origin = 'https://api.nexus-hub.ru';
const keptAt = '2026-01-02T03:04:05.000Z';
const place = '/home/ana/.config/nexus/credentials.json';
const list = { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] };
const refusal = { error: { message: 'No.', type: 'authentication_error', code: 'invalid_key' } };

const accepting: readonly FakeReply[] = [
  { path: '/v1/models', key, answer: { status: 200, json: list } },
  { answer: { status: 401, json: refusal } },
];
const refusing: readonly FakeReply[] = [{ answer: { status: 401, json: refusal } }];
const open: readonly FakeReply[] = [{ answer: { status: 200, json: list } }];
const silent: readonly FakeReply[] = [{ answer: { kind: 'unreachable', phase: 'headers', code: 'TIMEOUT' } }];
const closed: readonly FakeReply[] = [];

async function login(world: FakeWorld, ...flags: string[]) {
  const system = fakeSystem({ replies: accepting, stdin: `${key}\n`, keychain: {}, ...world });
  const exitCode = await run(['login', ...flags], system);
  const printed = system.stdout.text() + system.stderr.text();
  return { system, exitCode, printed, file: system.fakeFiles.written.get(place) };
}

const onTerminal = (said: string): FakeWorld => ({ terminal: { typed: key, said } });

test.each<[string, readonly FakeReply[]]>([
  ['nothing answers', [{ answer: { kind: 'unreachable', phase: 'connect', code: 'ECONNREFUSED' } }]],
  ['a portal answers', [{ answer: { status: 511, json: {} } }]],
])('where %s, nothing is said of the key but that it could not be verified', async (_, replies) => {
  const { exitCode, printed, system } = await login({ replies });
  expect(exitCode).not.toBe(0);
  expect(printed).toContain('The key could not be verified, so it is not kept.');
  expect(printed).not.toContain('does not work');
  expect(system.keychain.held.size).toBe(0);
});

describe('a key that the gateway accepts', () => {
  test('goes from a pipe into the keychain, and only its fingerprint into a file', async () => {
    const { exitCode, system, file = '', printed } = await login({});
    expect(exitCode).toBe(0);
    expect(system.keychain.held.get(origin)).toBe(key);
    expect(JSON.parse(file)).toMatchObject({ keys: [{ origin, provider: 'nexus', store: 'keychain' }] });
    expect(file + printed).not.toContain(key.slice(0, 12));
  });

  test('takes the place of what a login left that was killed', async () => {
    const draft = join(dirname(place), '.credentials.json.0f6f3c1e.tmp');
    const { system } = await login({ files: { [draft]: { text: key, modifiedMs: 0 } } });
    expect(await system.files.exists(draft)).toBe(false);
  });

  test('is typed without an echo on a terminal', async () => {
    const { exitCode, system, printed } = await login({ ...onTerminal(''), stdin: 'not read' });
    expect(exitCode).toBe(0);
    expect(system.questions).toEqual([`Key of Nexus for ${origin} (it is not shown): `]);
    expect(system.keychain.held.get(origin)).toBe(key);
    expect(printed).not.toContain(key.slice(0, 12));
  });

  test('comes from --key-file too, and the next command does not repeat that', async () => {
    const { system, printed } = await login(
      { files: { '/keys/mine': key }, stdin: '' },
      '--key-file',
      '/keys/mine',
    );
    expect(system.keychain.held.get(origin)).toBe(key);
    expect(printed).toContain('check the whole chain:  nexus doctor\n');
  });

  test('is checked like doctor does: without a key, with a random one, with this one', async () => {
    const { system } = await login({});
    const sent = system.fakeNetwork.sent.filter(({ url }) => url.endsWith('/v1/models'));
    expect(sent).toHaveLength(3);
    expect(sent.filter(({ headers }) => headers.authorization === `Bearer ${key}`)).toHaveLength(1);
    expect(system.fakeNetwork.sent.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('is used from then on, and doctor then knows it by its place', async () => {
    const { system } = await login({});
    const files = Object.fromEntries(system.fakeFiles.written);
    const next = fakeSystem({ replies: accepting, files, keychain: { [origin]: key } });
    expect(await run(['doctor', '--only', 'key.is-accepted', '--json'], next)).toBe(0);
    expect(JSON.parse(next.stdout.text()).endpoint.keySource).toBe('keychain');
  });

  test('takes the place of the one before it', async () => {
    const first = await login({ keychain: 'unavailable' }, '--insecure-storage');
    const files = Object.fromEntries(first.system.fakeFiles.written);
    const second = await login({ files });
    expect(JSON.parse(second.file ?? '').keys).toMatchObject([{ origin, store: 'keychain' }]);
    expect(second.file).not.toContain(key);
  });

  test('is said to stand behind a variable that is set', async () => {
    const { printed } = await login({ env: { NEXUS_API_KEY: 'k'.repeat(24) } });
    expect(printed).toContain('env NEXUS_API_KEY is set and wins over the kept key');
  });
});

describe('a key is not kept', () => {
  test.each<[string, FakeWorld, number, RegExp]>([
    ['that the gateway refuses', { replies: refusing }, 4, /refuses this key/],
    ['that holds a line break', { stdin: `${key}\n${key}` }, 4, /line break inside/],
    ['that is a placeholder', { stdin: '<your key>' }, 4, /placeholder/],
    ['of another vendor', { stdin: `sk-ant-${key}` }, 4, /another service/],
    ['while nothing listens', { replies: closed }, 1, /First cause/],
    ['while the gateway is silent', { replies: silent }, 3, /could not be verified, so it is not kept/],
    ['that a public list tells nothing about', { replies: open }, 3, /nexus login --keep-unverified/],
  ])('%s', async (_, world, code, words) => {
    const { exitCode, system, file, printed } = await login(world);
    expect(exitCode).toBe(code);
    expect(file).toBeUndefined();
    expect(system.keychain.asked).toEqual([]);
    expect(printed).toMatch(words);
    expect(printed).not.toContain(key.slice(0, 12));
  });

  test.each(['http://gateway.example', 'https://api.nexus-hob.ru'])(
    'for %s, and not one byte of it is sent',
    async (url) => {
      const { exitCode, system, file } = await login({ replies: open }, '--base-url', url);
      expect(exitCode).toBe(1);
      expect(file).toBeUndefined();
      expect(JSON.stringify(system.fakeNetwork.sent)).not.toContain(key);
    },
  );
});

describe('a key that could not be verified', () => {
  test('is kept with --keep-unverified, and the gap is said', async () => {
    const { exitCode, system, printed } = await login({ replies: open }, '--keep-unverified');
    expect(exitCode).toBe(0);
    expect(system.keychain.held.get(origin)).toBe(key);
    expect(printed).toContain('without a proof');
  });

  test('is never kept that way when it is refused', async () => {
    const { exitCode, system } = await login({ replies: refusing }, '--keep-unverified');
    expect({ exitCode, held: system.keychain.held.size }).toEqual({ exitCode: 4, held: 0 });
  });

  test.each([
    ['y', 0],
    ['yes', 0],
    ['n', 3],
    ['', 3],
    ['sure', 3],
  ])('is asked about on a terminal: %j', async (said, code) => {
    const { exitCode, system } = await login({ ...onTerminal(said), replies: open });
    expect(exitCode).toBe(code);
    expect(system.questions[1]).toContain('could not be verified');
    expect(system.keychain.held.has(origin)).toBe(code === 0);
  });

  test('is not kept after Ctrl-C, whatever the flags say', async () => {
    const { exitCode, file } = await login(
      { replies: open, interrupt: AbortSignal.abort('SIGINT') },
      '--keep-unverified',
    );
    expect(exitCode).toBe(130);
    expect(file).toBeUndefined();
  });
});

describe('where no keychain takes the key', () => {
  test.each(['unavailable', 'refused', 'locked', 'timed-out'] as const)(
    '%s: nobody there, so nothing is written',
    async (why) => {
      const { exitCode, file, printed } = await login({ keychain: why });
      expect(exitCode).toBe(2);
      expect(file).toBeUndefined();
      expect(printed).toContain('--insecure-storage');
    },
  );

  test('--insecure-storage keeps it in plain text, and says so', async () => {
    const { exitCode, file = '', printed } = await login({ keychain: 'unavailable' }, '--insecure-storage');
    expect(exitCode).toBe(0);
    expect(JSON.parse(file).keys).toMatchObject([{ origin, store: 'file', key }]);
    expect(printed).toContain('~/.config/nexus/credentials.json (plain text)');
  });

  test.each([
    ['y', 0],
    ['n', 1],
    ['', 1],
  ])('a person is asked first: %j', async (said, code) => {
    const { exitCode, system, file } = await login({ ...onTerminal(said), keychain: 'timed-out' });
    expect(system.questions[1]).toMatch(/did not answer in time.*\n.*plain text.*\[y\/N\]/);
    expect(exitCode).toBe(code);
    expect(file === undefined).toBe(code === 1);
  });

  test('a keychain is preferred although plain text would be fine', async () => {
    const { file = '' } = await login({}, '--insecure-storage');
    expect(JSON.parse(file).keys).toMatchObject([{ store: 'keychain' }]);
  });
});

describe('nothing is begun', () => {
  test.each<[string, FakeWorld, readonly string[]]>([
    ['with empty input', { stdin: '' }, []],
    ['with white space alone', { stdin: ' \n' }, []],
    ['with --no-input on a terminal', onTerminal('y'), ['--no-input']],
    ['with --json on a terminal', onTerminal('y'), ['--json']],
    ['after an empty answer', { terminal: { typed: '' } }, []],
    ['without a home', { home: null }, []],
    ['while the settings file is broken', { files: { '/home/ana/.config/nexus/config.json': '{' } }, []],
    ['while others can read the kept keys', { files: { [place]: { text: '{}', mode: 0o644 } } }, []],
  ])('%s', async (_, world, flags) => {
    const { exitCode, system } = await login(world, ...flags);
    expect(exitCode).toBe(2);
    expect(system.fakeNetwork.sent).toEqual([]);
    expect(system.keychain.asked).toEqual([]);
  });
});

test('a key that the keychain took before stays listed behind one in plain text, and that is said', async () => {
  const first = await login({});
  const files = Object.fromEntries(first.system.fakeFiles.written);
  const { file = '', printed } = await login({ files, keychain: 'locked' }, '--insecure-storage');
  expect(JSON.parse(file).keys).toMatchObject([
    { origin, store: 'file', key },
    { origin, store: 'keychain' },
  ]);
  expect(printed.replace(/\s+/g, ' ')).toContain('the key that was kept before is still in the keychain');
});

test('Ctrl-C while the keychain waits leaves no key in plain text, whatever the flags say', async () => {
  const pressed = new AbortController();
  const system = fakeSystem({ replies: accepting, stdin: key, interrupt: pressed.signal });
  const keychain = {
    ...system.keychain,
    keep: async () => {
      pressed.abort('SIGINT');
      return { kind: 'failed', why: 'unavailable' } as const;
    },
  };
  expect(await run(['login', '--insecure-storage'], { ...system, keychain })).toBe(130);
  expect(system.fakeFiles.written.get(place)).toBeUndefined();
  expect(system.stdout.text()).toContain('it is not kept');
});

test('a key that another login kept in the meantime stays in the list', async () => {
  const system = fakeSystem({ replies: accepting, stdin: key, keychain: {} });
  const { files } = system;
  const elsewhere = textOf([
    { origin: 'https://a.example', provider: 'custom', store: 'keychain', fingerprint: '1a2b3c4d', keptAt },
  ]);
  const keychain = {
    ...system.keychain,
    keep: async (account: string, secret: string) => {
      await files.writePrivate(place, elsewhere, { overwrite: true });
      return system.keychain.keep(account, secret);
    },
  };
  expect(await run(['login'], { ...system, keychain })).toBe(0);
  const { keys } = JSON.parse(system.fakeFiles.written.get(place) ?? '');
  expect(keys).toMatchObject([{ origin: 'https://a.example' }, { origin }]);
});

test('a list that cannot be written costs nobody the key that was kept before', async () => {
  const first = await login({});
  const files = Object.fromEntries(first.system.fakeFiles.written);
  const newer = `${key}-newer`;
  const replies = [{ path: '/v1/models', key: newer, answer: { status: 200, json: list } }, ...refusing];
  const keychain = { [origin]: key };
  const { exitCode, system } = await login({ files, keychain, replies, stdin: newer, readOnly: true });
  expect(exitCode).toBe(2);
  expect(system.keychain.held.get(origin)).toBe(key);
});

test('a list that cannot be written leaves no key behind in the keychain', async () => {
  const { exitCode, system, printed } = await login({ readOnly: true });
  expect(exitCode).toBe(2);
  expect(system.keychain.held.size).toBe(0);
  expect(printed).toContain('could not be written (EROFS)');
});

test.skipIf(process.platform === 'win32')(
  'on a real disk the file is for nobody else, and doctor takes the key from it',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'nexus-login-'));
    try {
      const world = { home, realFiles: nodeFiles };
      expect((await login({ ...world, keychain: 'unavailable' }, '--insecure-storage')).exitCode).toBe(0);
      const file = join(home, '.config/nexus/credentials.json');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
      const next = fakeSystem({ ...world, replies: accepting });
      expect(await run(['doctor', '--only', 'key.is-accepted'], next)).toBe(0);
      expect(await run(['logout'], next)).toBe(0);
      expect(existsSync(file)).toBe(false);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
);

test('--json has the whole answer and not the key', async () => {
  const { system } = await login({}, '--json');
  expect(JSON.parse(system.stdout.text())).toMatchObject({
    command: 'login',
    verdict: 'healthy',
    proof: 'accepts-key',
    kept: { origin, store: 'keychain', place: 'keychain', seen: { result: 'accepted' } },
  });
  expect(system.stdout.text()).not.toContain(key.slice(0, 12));
});

test('a key as a word behind login is refused and not repeated', async () => {
  const { exitCode, printed } = await login({}, key);
  expect(exitCode).toBe(2);
  expect(printed).not.toContain(key.slice(0, 12));
});

test('a folder that others can write to takes no key: the next command would not use it', async () => {
  const { exitCode, system, printed } = await login({
    files: { '/home/ana/.config/nexus': { folderMode: 0o777 } },
    ...onTerminal('y'),
  });
  expect(exitCode).toBe(2);
  expect(system.keychain.held.size).toBe(0);
  expect(system.questions).toEqual([]);
  expect(system.fakeNetwork.sent).toEqual([]);
  expect(printed).toContain('chmod 700');
});
