import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { start } from '../../src/cli/start.ts';
import { fakeSystem } from '../support/fake-system.ts';

type World = Parameters<typeof fakeSystem>[0];

async function outcome(line: typeof run, argv: readonly string[], world: World) {
  const system = fakeSystem(world);
  const exitCode = await line(argv, system);
  return { exitCode, stdout: system.stdout.text(), stderr: system.stderr.text() };
}

const lines: readonly (readonly string[])[] = [
  ['explain', 'invalid_key'],
  ['explain', 'Service Request Error'],
  ['explain', 'Service', 'Request', 'Error'],
  ['explain', '401'],
  ['explain', 'invalid_kay'],
  ['explain', 'help'],
  ['explain', ' invalid_key ', ''],
  ['explain', '{"error":{"code":"invalid_key"}}'],
  ['explain', 'nsk_0123456789abcdef0123'],
  ['explain', 'a=b', '@file', '/path', '#', '%'],
  ['explain', 'invalid_key', '--json'],
  ['explain', 'invalid_key', '-'],
  ['explain', '--', 'invalid_key'],
  ['explain', '-k'],
  ['explain', '--help'],
  ['explain', ''],
  ['explain'],
  ['--version'],
  ['doctr'],
];

const worlds: Readonly<Record<string, World>> = {
  'a pipe': {},
  'forced colours': { env: { FORCE_COLOR: '1' } },
  'an ASCII locale': { env: { LC_ALL: 'C' } },
  'a key in the environment': { env: { NEXUS_API_KEY: 'invalid_key' } },
};

describe.each(Object.entries(worlds))('with %s', (_, world) => {
  test.each(lines.map((argv) => ({ argv })))(
    '$argv ends as commander would end it, to the byte',
    async ({ argv }) => {
      expect(await outcome(start, argv, world)).toEqual(await outcome(run, argv, world));
    },
  );
});

test('plain words are explained without commander, and a failure to print them ends as with it', async () => {
  const broken = () => {
    const system = fakeSystem();
    const write = () =>
      Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }));
    return { ...system, stdout: { ...system.stdout, write } };
  };
  const ends = [];
  for (const line of [start, run]) {
    const system = broken();
    ends.push({ exitCode: await line(['explain', 'invalid_key'], system), stderr: system.stderr.text() });
  }
  expect(ends[0]).toEqual(ends[1]);
  expect(ends[0]).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('ENOSPC') });
});
