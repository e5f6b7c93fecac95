import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeychain } from '../../src/system/node-keychain.ts';

const account = 'https://api.nexus-hub.ru';
const secret = 'zq7Kd0P4xVb81LmNfT5sWcYh';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-keychain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program in the place of the one that asks the real store. */
function program(code: string): string {
  const file = join(folder, `${Math.random()}.cjs`);
  writeFileSync(file, code);
  return file;
}

const says = (answer: unknown) => program(`process.stdout.write(${JSON.stringify(JSON.stringify(answer))})`);

test('an answer is passed on', async () => {
  expect(await createKeychain(says({ kind: 'found', secret }), {}).read(account)).toEqual({
    kind: 'found',
    secret,
  });
  expect(await createKeychain(says({ kind: 'kept' }), {}).keep(account, secret)).toEqual({ kind: 'kept' });
  expect(await createKeychain(says({ kind: 'forgotten' }), {}).forget(account)).toEqual({
    kind: 'forgotten',
  });
  const absent = { kind: 'failed', why: 'absent' };
  expect(await createKeychain(says(absent), {}).read(account)).toEqual(absent);
});

test('an answer to another question is no success', async () => {
  const keychain = createKeychain(says({ kind: 'kept' }), {});
  expect(await keychain.read(account)).toEqual({ kind: 'failed', why: 'refused' });
  expect(await keychain.forget(account)).toEqual({ kind: 'failed', why: 'refused' });
});

test.each([
  ['that is not there', () => join(folder, 'nowhere.cjs')],
  ['that falls over', () => program('throw new Error()')],
  ['that is torn down', () => program('process.kill(process.pid, "SIGSEGV")')],
  ['that says something else', () => program('console.log("hello")')],
])('a program %s counts as no keychain', async (_, file) => {
  expect(await createKeychain(file(), {}).keep(account, secret)).toEqual({
    kind: 'failed',
    why: 'unavailable',
  });
});

test('the secret travels in the pipe: neither the command line nor the environment has a key', async () => {
  const seen = join(folder, 'seen.json');
  const file = program(
    `require('node:fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify({
      argv: process.argv, execArgv: process.execArgv, env: process.env,
      stdin: require('node:fs').readFileSync(0, 'utf8'),
    }));`,
  );
  const env = {
    HOME: folder,
    NEXUS_API_KEY: secret,
    NODE_OPTIONS: '--no-warnings',
    HTTPS_PROXY: `http://u:${secret}@p`,
  };
  await createKeychain(file, env).keep(account, secret);
  const { stdin, ...rest } = JSON.parse(readFileSync(seen, 'utf8'));
  expect(JSON.parse(stdin)).toEqual({ act: 'keep', account, secret });
  expect(JSON.stringify(rest)).not.toContain(secret.slice(0, 12));
  expect(rest.env).toMatchObject({ HOME: folder });
  expect(rest.env.NODE_OPTIONS).toBeUndefined();
});

// The package has binaries for the usual machines only, and npm leaves it out elsewhere.
const isInstalled = existsSync(join(import.meta.dirname, '../../node_modules/@napi-rs/keyring'));

describe.skipIf(process.platform !== 'linux' || !isInstalled)('the program that asks the real store', () => {
  let real = '';
  let bus: Server;
  const clients = new Set<Socket>();
  beforeAll(async () => {
    real = join(import.meta.dirname, `../../node_modules/.vitest/keychain-${process.pid}.cjs`);
    const output = { file: real, format: 'cjs' } as const;
    const input = join(import.meta.dirname, '../../src/system/keychain-program.ts');
    await build({ input, platform: 'node', external: ['@napi-rs/keyring'], logLevel: 'silent', output });
    // A secret service that is locked, seen from outside: it takes the call and never answers.
    bus = createServer((socket) => {
      clients.add(socket);
      socket.on('error', () => undefined);
    });
    bus.listen(join(folder, 'bus'));
    await once(bus, 'listening');
  });
  afterAll(() => {
    for (const client of clients) client.destroy();
    bus.close();
    rmSync(real, { force: true });
  });

  test('finds none without a session bus, and says so at once', async () => {
    const keychain = createKeychain(real, { HOME: folder });
    expect(await keychain.read(account)).toEqual({ kind: 'failed', why: 'unavailable' });
  });

  test('is given up after three seconds where the store never answers', async () => {
    const keychain = createKeychain(real, {
      HOME: folder,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}`,
    });
    const startedAt = performance.now();
    const answers = await Promise.all([
      keychain.read(account),
      keychain.keep(account, secret),
      keychain.forget(account),
    ]);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(clients.size).toBeGreaterThan(0);
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ kind: 'failed', why: 'timed-out' })));
  });
});
