import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { Secret } from '../../src/settings/secret.ts';
import { type StoredKey, textOf } from '../../src/settings/stored-key.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeKeychain } from '../support/fake-keychain.ts';
import type { FakeReply } from '../support/fake-network.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { canary, tracesIn } from './canary.ts';

const place = '/home/ana/.config/nexus/credentials.json';
const origin = 'https://api.nexus-hub.ru';
const facts = { fingerprint: '1a2b3c4d', keptAt: '2026-01-02T03:04:05.000Z', provider: 'nexus' };
const inFile: StoredKey = { ...facts, origin, store: 'file', secret: new Secret(canary) };
const inKeychain: StoredKey = { ...facts, origin, store: 'keychain' };

/** A gateway that gives back whatever it is sent, and the kept key in any case. */
const echo: readonly FakeReply[] = [
  {
    answer: { status: 401, json: { error: { message: `no: ${canary}`, code: 'invalid_key', type: canary } } },
  },
];

const commands = [
  ['doctor'],
  ['models'],
  ['probe', '--yes', '--route', '/v1/messages'],
  ['report', '--status', '401'],
  ['auth', 'status'],
  ['logout'],
  ['login', '--insecure-storage'],
  ['explain', `the gateway said ${canary}`],
  ['explain', '--last'],
  ['doctor', '--provider', canary],
] as const;

describe('a key that was kept', () => {
  test.each([
    ['in plain text', inFile],
    ['in the keychain', inKeychain],
  ])('%s stays hidden in every answer and every other file', async (_, key) => {
    for (const argv of commands) {
      for (const format of ['human', 'json', 'markdown']) {
        // Only what a run knows of can be hidden: words about a key that nobody looked up are foreign words.
        if (key === inKeychain && argv.join(' ').includes(canary)) continue;
        const files = fakeFiles({ [place]: textOf([key]) });
        const world = { replies: echo, realFiles: files, keychain: { [origin]: canary }, stdin: canary };
        const system = fakeSystem(world);
        await run([...argv, '--format', format, '--verbose'], system);
        const printed = system.stdout.text() + system.stderr.text();
        expect(printed, `${argv[0]} ${format}`).not.toBe('');
        expect(tracesIn(printed), `${argv[0]} ${format}, printed`).toEqual([]);
        const others = [...files.written].filter(([path]) => path !== place);
        expect(tracesIn(others.flat().join('\n')), `${argv[0]} ${format}, written`).toEqual([]);
      }
    }
  });

  test('is not even looked at in a sandbox', async () => {
    for (const command of ['doctor', 'models', 'probe']) {
      const files = fakeFiles({ [place]: textOf([inKeychain]) });
      const system = fakeSystem({ realFiles: files, keychain: { [origin]: canary } });
      const network = (await import('../../src/system/node-network.ts')).createNetwork();
      try {
        const code = await run([command, '--sandbox', '--yes'].slice(0, command === 'models' ? 2 : 3), {
          ...system,
          network,
        });
        expect(code, command).toBe(0);
      } finally {
        network.close();
      }
      expect(system.keychain.asked, command).toEqual([]);
      expect(
        files.asked.filter((path) => path === place),
        command,
      ).toEqual([]);
    }
  });
});

describe('a list of kept keys that cannot be trusted', () => {
  test.each([
    ['doctor', 2],
    ['models', 2],
    ['auth', 2],
    ['login', 2],
  ])('%s says how to mend it, and sends no key of it', async (command, code) => {
    const files = fakeFiles({ [place]: { text: textOf([inFile]), mode: 0o644 } });
    const system = fakeSystem({ replies: echo, realFiles: files, stdin: canary });
    expect(await run([command], system)).toBe(code);
    const words = (system.stdout.text() + system.stderr.text()).replace(/\s+/g, ' ');
    expect(words).toContain('run: chmod 600 ~/.config/nexus/credentials.json');
    expect(JSON.stringify(system.fakeNetwork.sent)).not.toContain(canary);
  });
});

test('logout removes such a list with its key, and neither shows nor sends it', async () => {
  const files = fakeFiles({ [place]: { text: textOf([inFile]), mode: 0o644 } });
  const system = fakeSystem({ replies: echo, realFiles: files });
  expect(await run(['logout', '--json'], system)).toBe(0);
  expect(await files.exists(place)).toBe(false);
  expect(system.stdout.text() + system.stderr.text()).not.toContain(canary);
  expect(system.fakeNetwork.sent).toEqual([]);
});

test('a fake keychain tells what it was asked, and never a secret', async () => {
  const keychain = fakeKeychain({});
  await keychain.keep(origin, canary);
  expect(keychain.asked).toEqual([`keep ${origin}`]);
});
