import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scenarioById, startSandbox } from '../../src/sandbox/index.ts';
import { runBin } from '../support/run-bin.ts';
import { type Prompt, secretServiceVersion, startSession } from '../support/secret-service.ts';

const version = secretServiceVersion();
const missing = 'keychain (NOT INSTALLED, SO NOTHING IS TESTED: apt-get install gnome-keyring dbus)';
const password = 'the password of the login';
const absent = { kind: 'failed', why: 'absent' };

/** Takes what is to be done when the test is over. */
type AtTheEnd = (close: () => Promise<void>) => void;

async function gateway(atTheEnd: AtTheEnd) {
  const healthy = scenarioById('healthy');
  if (healthy === undefined) throw new Error('there is no such scenario');
  const sandbox = await startSandbox(healthy);
  atTheEnd(sandbox.close);
  return { ...sandbox, origin: new URL(sandbox.baseUrl).origin, at: ['--base-url', sandbox.baseUrl] };
}

async function session(atTheEnd: AtTheEnd, prompt?: Prompt) {
  const started = await startSession(prompt);
  atTheEnd(started.close);
  const list = join(started.home, '.config/nexus/credentials.json');
  return {
    ...started,
    list,
    /** Which store the list names, key by key. */
    stores: () => JSON.parse(readFileSync(list, 'utf8')).keys.map(({ store }: { store: string }) => store),
    /** The texts of all files below the home, the keyring among them. */
    texts: () =>
      readdirSync(started.home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')),
    /** The built program in this session, and all that it said. */
    nexus: async (args: readonly string[], stdin = '', more: Readonly<Record<string, string>> = {}) => {
      const world = { env: { ...started.env, ...more }, stdin };
      const { exitCode, stdout, stderr } = await runBin([...args, '--no-color'], world);
      return { exitCode, said: (stdout + stderr).replace(/\s+/g, ' ') };
    },
  };
}

const saying = (exitCode: number, words: string) => ({ exitCode, said: expect.stringContaining(words) });

describe.skipIf(version === undefined)(`a real ${version ?? missing}`, () => {
  test('keeps the key that login was given, and no file of the home holds it', async ({ onTestFinished }) => {
    const { nexus, keychain, stores, startService, texts } = await session(onTestFinished);
    const { at, key, origin } = await gateway(onTestFinished);
    await startService(password);
    expect(await nexus(['login', ...at], key)).toEqual(
      saying(0, `Kept the keychain of this machine, for ${origin} only`),
    );
    expect(stores()).toEqual(['keychain']);
    expect(await keychain.read(origin)).toEqual({ kind: 'found', secret: key });
    expect(texts().length).toBeGreaterThan(3);
    expect(texts().filter((text) => text.includes(key.slice(8)))).toEqual([]);
    expect(await nexus(['auth', 'status', ...at])).toEqual(saying(0, 'Source the keychain of this machine'));
  });

  test('gives the key for its gateway, and for no other address', async ({ onTestFinished }) => {
    const { nexus, startService } = await session(onTestFinished);
    const mine = await gateway(onTestFinished);
    const other = await gateway(onTestFinished);
    await startService(password);
    await nexus(['login', ...mine.at], mine.key);
    const afterLogin = mine.requests.length;
    expect(await nexus(['doctor', ...mine.at])).toEqual(saying(0, 'key (keychain)'));
    expect(mine.requests.slice(afterLogin).map(({ credential }) => credential)).toContain('right');
    const afterDoctor = mine.requests.length;
    const otherName = mine.baseUrl.replace('127.0.0.1', 'localhost');
    for (const url of [other.baseUrl, otherName]) {
      const elsewhere = await nexus(['doctor', '--base-url', url]);
      expect(elsewhere).toEqual(saying(4, `keychain (kept for ${mine.origin})`));
    }
    const seen = [...mine.requests.slice(afterDoctor), ...other.requests];
    expect(new Set(seen.map(({ credential }) => credential))).toEqual(new Set(['none']));
  });

  test('holds one key for each gateway, the newest, until logout', async ({ onTestFinished }) => {
    const { nexus, keychain, list, stores, startService } = await session(onTestFinished);
    const first = await gateway(onTestFinished);
    const second = await gateway(onTestFinished);
    await startService(password);
    await nexus(['login', ...first.at], first.key);
    await nexus(['login', ...second.at], second.key);
    await keychain.keep(first.origin, 'an older key of this gateway');
    await nexus(['login', ...first.at], first.key);
    expect(stores()).toEqual(['keychain', 'keychain']);
    expect(await keychain.read(first.origin)).toEqual({ kind: 'found', secret: first.key });
    expect(await nexus(['logout', ...first.at])).toEqual(saying(0, 'The key is forgotten.'));
    expect(await keychain.read(first.origin)).toEqual(absent);
    expect(await keychain.read(second.origin)).toEqual({ kind: 'found', secret: second.key });
    expect(await nexus(['logout', '--all'])).toEqual(saying(0, 'The key is forgotten.'));
    expect(await keychain.read(second.origin)).toEqual(absent);
    expect(existsSync(list)).toBe(false);
  });

  test.concurrent('is called locked when it is, and forgets once it is unlocked', async ({
    onTestFinished,
    expect,
  }) => {
    const { nexus, keychain, list, stores, startService } = await session(onTestFinished);
    const { at, key, origin } = await gateway(onTestFinished);
    await startService(password);
    await nexus(['login', ...at], key);
    await startService();
    expect(await keychain.read(origin)).toEqual({ kind: 'failed', why: 'locked' });
    expect(await nexus(['auth', ...at])).toEqual(saying(3, 'the keychain gives no key: it is locked'));
    expect(await nexus(['doctor', ...at])).toEqual(saying(3, 'The kept key could not be read'));
    expect(await nexus(['login', ...at], key)).toEqual(saying(2, 'did not take the key: it is locked'));
    expect(await nexus(['logout', ...at])).toEqual(saying(3, 'Nothing was forgotten. Still kept'));
    expect(stores()).toEqual(['keychain']);
    expect((await nexus(['doctor', ...at], '', { NEXUS_API_KEY: key })).exitCode).toBe(0);

    const agreed = await nexus(['login', '--insecure-storage', ...at], key);
    expect(agreed).toEqual(saying(0, 'the key that was kept before is still in the keychain'));
    expect(stores()).toEqual(['file', 'keychain']);
    expect(await nexus(['logout', '--all'])).toEqual(saying(3, 'Still kept'));
    expect(readFileSync(list, 'utf8')).not.toContain(key);

    await startService(password);
    expect(await nexus(['doctor', ...at])).toEqual(saying(0, 'key (keychain)'));
    expect((await nexus(['logout', '--all'])).exitCode).toBe(0);
    expect(await keychain.read(origin)).toEqual(absent);
    expect(existsSync(list)).toBe(false);
  });

  test.concurrent.for([
    ['that asks for its password, and nobody answers', 'unanswered'],
    ['that is frozen', 'impossible'],
  ] as const)('%s is given up, and that is said', async ([, prompt], { onTestFinished, expect }) => {
    const { nexus, keychain, stores, startService, freezeService } = await session(onTestFinished, prompt);
    const { at, key, origin } = await gateway(onTestFinished);
    await startService(password);
    await nexus(['login', ...at], key);
    await (prompt === 'unanswered' ? startService() : freezeService());
    const [read, ...ran] = await Promise.all([
      keychain.read(origin),
      ...['auth', 'login', 'logout'].map((command) => nexus([command, ...at], key)),
    ]);
    expect(read).toEqual({ kind: 'failed', why: 'timed-out' });
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([3, 2, 3]);
    for (const { said } of ran) expect(said).toContain('it did not answer in time, it may be locked');
    expect(stores()).toEqual(['keychain']);
  });

  test('that has no keyring yet takes nothing, and does not count as missing', async ({ onTestFinished }) => {
    const { nexus, list, startService } = await session(onTestFinished);
    const { at, key } = await gateway(onTestFinished);
    await startService();
    expect(await nexus(['login', ...at], key)).toEqual(saying(2, 'it answers, and refuses'));
    expect(existsSync(list)).toBe(false);
  });

  test('that is not running takes nothing, and plain text waits for consent', async ({ onTestFinished }) => {
    const { nexus, list, stores, texts } = await session(onTestFinished);
    const { at, key } = await gateway(onTestFinished);
    expect(await nexus(['login', ...at], key)).toEqual(saying(2, 'none can be reached from here'));
    expect(existsSync(list)).toBe(false);
    expect(texts().filter((text) => text.includes(key.slice(8)))).toEqual([]);
    expect(await nexus(['login', '--insecure-storage', ...at], key)).toEqual(
      saying(0, '~/.config/nexus/credentials.json (plain text)'),
    );
    expect(stores()).toEqual(['file']);
    expect(statSync(list).mode & 0o777).toBe(0o600);
    expect((await nexus(['doctor', ...at])).exitCode).toBe(0);
  });
});
