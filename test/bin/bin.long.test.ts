import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { listen } from '../support/loopback.ts';
import { type BinRun, type BinWorld, ended, runBin, runInShell, startBin } from '../support/run-bin.ts';

const stack = /^\s+at .+:\d+:\d+|node:internal|triggerUncaught/m;
const folder = mkdtempSync(join(tmpdir(), 'nexus-bin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An empty folder of its own for every run that could leave something behind. */
const emptyFolder = () => mkdtempSync(join(folder, 'cwd-'));

function expectNoStack({ stdout, stderr }: BinRun): void {
  expect(stdout).not.toMatch(stack);
  expect(stderr).not.toMatch(stack);
}

describe('the built program', () => {
  test('says its version and its help', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const [short, help] = await Promise.all([runBin(['--version']), runBin(['--help'])]);
    expect(short).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    for (const command of ['doctor', 'models', 'explain', 'sandbox']) expect(help.stdout).toContain(command);
  });

  test('finds its own sandbox healthy, with a clean standard error', async () => {
    const run = await runBin(['doctor', '--sandbox']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('Healthy: the gateway accepts this key.');
  });

  test.each([
    { args: ['doctor', '--sandbox', '--json'], exitCode: 0 },
    { args: ['doctor', '--sandbox', 'key/revoked', '--json'], exitCode: 4 },
    { args: ['doctor', '--json', '--nope'], exitCode: 2 },
    { args: ['models', '--sandbox', '--format', 'json'], exitCode: 0 },
    { args: ['explain', 'invalid_key', '--json'], exitCode: 0 },
  ])('prints one document and nothing else: $args', async ({ args, exitCode }) => {
    const run = await runBin(args);
    expect(run).toMatchObject({ exitCode, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 1 });
  });
});

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  // The code of the program itself goes to descriptor 2, because a pipeline has the code of its last command.
  const firstLine = '{ "$@"; echo "exit $?" >&2; } | head -n 1';

  test.each([
    { args: ['doctor', '--sandbox', 'key/revoked'], code: 4 },
    { args: ['doctor', '--sandbox', 'edge/blocked', '--json'], code: 1 },
    { args: ['explain', '--list', '--json'], code: 0 },
  ])('whose reader leaves after one line keeps the code: $args', async ({ args, code }) => {
    const run = await runInShell(firstLine, args);
    expect(run.stderr).toBe(`exit ${code}\n`);
  });

  test('whose reader never looks is quiet', async () => {
    const run = await runInShell('{ "$@"; echo "exit $?" >&2; } | true', ['doctor', '--sandbox']);
    expect(run.stderr).toBe('exit 0\n');
  });
});

describe.skipIf(process.platform === 'win32')('an output that cannot be written', () => {
  test
    .skipIf(process.platform !== 'linux')
    .each([
      { args: ['doctor', '--sandbox'] },
      { args: ['doctor', '--sandbox', '--json'] },
      { args: ['explain', '--list'] },
      { args: ['--version'] },
      { args: ['--help'] },
      { args: ['sandbox'] },
    ])('ends with an error on a full disk: $args', async ({ args }) => {
    const run = await runInShell('"$@" > /dev/full', args);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('the output could not be written (ENOSPC)');
    expectNoStack(run);
  });

  test('keeps the verdict when standard output is closed', async () => {
    const run = await runInShell('"$@" >&-', ['doctor', '--sandbox', 'key/revoked']);
    expect(run.exitCode).toBe(4);
    expectNoStack(run);
  });

  test('keeps the code when standard error is closed', async () => {
    const run = await runInShell('"$@" 2>&-', ['doctor', '--nope']);
    expect(run).toEqual({ exitCode: 2, stdout: '', stderr: '' });
  });
});

describe('an interrupt while the gateway is silent', () => {
  const signals = [
    { args: ['doctor'], signal: 'SIGINT', exitCode: 130 },
    { args: ['doctor', '--json'], signal: 'SIGTERM', exitCode: 143 },
    { args: ['doctor'], signal: 'SIGHUP', exitCode: 129 },
    { args: ['models'], signal: 'SIGINT', exitCode: 130 },
    { args: ['models', '--json'], signal: 'SIGTERM', exitCode: 143 },
  ] as const;

  test.skipIf(process.platform === 'win32').each(signals)(
    '$args and $signal: what is known, and $exitCode',
    async (row) => {
      const run = await interrupted(row.args, row.signal);
      expect(run).toMatchObject({ exitCode: row.exitCode, stderr: '' });
      if (row.args.length > 1) expect(JSON.parse(run.stdout)).toMatchObject({ verdict: 'inconclusive' });
      else expect(run.stdout).toContain('Interrupted');
      // An empty list and an interrupted one are different things.
      expect(run.stdout).not.toContain('0 models');
    },
  );

  test.skipIf(process.platform === 'win32')('ends the wait for a paste that never comes', async () => {
    const child = startBin(['explain', '-', '--json']);
    const run = ended(child);
    // Blank, and more than a pipe holds: when all of it is gone, the program is there and reads.
    await new Promise((resolve) => child.stdin?.write(' '.repeat(1_000_000), resolve));
    child.kill('SIGINT');
    expect(await run).toEqual({ exitCode: 130, stdout: '', stderr: '' });
  });

  test.skipIf(process.platform === 'win32')('is the usual end of the sandbox', async () => {
    const child = startBin(['sandbox']);
    const run = ended(child);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    expect(await run).toMatchObject({ exitCode: 0, stderr: '' });
  });

  /** Sends the signal when the program waits for an answer, which it would do for longer than the test lasts. */
  async function interrupted(args: readonly string[], signal: NodeJS.Signals): Promise<BinRun> {
    let asked: () => void = () => {};
    const waiting = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const server = await listen(() => asked());
    try {
      const child = startBin([...args, '--timeout', '60'], {
        env: { HOME: folder, NEXUS_API_KEY: madeUpKey, NEXUS_BASE_URL: `http://127.0.0.1:${server.port}` },
      });
      const end = ended(child);
      await waiting;
      child.kill(signal);
      return await end;
    } finally {
      await server.close();
    }
  }
});

const madeUpKey = 'nexus-0123456789abcdef0123456789abcdef';

describe('a strange machine', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(findScenario('healthy'));
  });
  afterAll(() => sandbox.close());

  const aimed = (env: Readonly<Record<string, string>> = {}): BinWorld => ({
    env: { NEXUS_API_KEY: sandbox.key, NEXUS_BASE_URL: sandbox.baseUrl, ...env },
    cwd: emptyFolder(),
  });

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['no HOME', {}],
    ['an empty HOME', { HOME: '' }],
    [
      'a relative HOME and relative XDG folders',
      { HOME: 'home', XDG_STATE_HOME: 'state', XDG_CONFIG_HOME: 'config' },
    ],
    ['empty XDG folders', { HOME: folder, XDG_STATE_HOME: '', XDG_CONFIG_HOME: '' }],
    ['a HOME that is a file', { HOME: '/dev/null' }],
    ['a HOME that nobody can write to', { HOME: '/proc' }],
  ])('%s: the verdict stands, and the current folder stays empty', async (_, env) => {
    const world = aimed(env);
    const run = await runBin(['doctor'], world);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('Healthy: the gateway accepts this key.');
    expect(readdirSync(world.cwd ?? '')).toEqual([]);
  });

  test
    .skipIf(process.platform === 'win32')
    .each([{ args: ['doctor'] }, { args: ['explain', 'invalid_key'] }, { args: ['models', '--json'] }])(
    'a current folder that was deleted: $args',
    async ({ args }) => {
      const run = await runInShell('rmdir "$PWD" && exec "$@"', args, aimed());
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    },
  );

  test.skipIf(process.platform === 'win32')(
    'a closed standard input asks nobody and waits for nobody',
    async () => {
      const [doctor, explain] = await Promise.all([
        runInShell('"$@" <&-', ['doctor'], aimed()),
        runInShell('"$@" <&-', ['explain']),
      ]);
      expect(doctor).toMatchObject({ exitCode: 0, stderr: '' });
      expect(explain.exitCode).toBe(2);
      expect(explain.stderr).toContain('nothing to explain');
    },
  );

  test('without a key and without a terminal, the missing key is the answer', async () => {
    const run = await runBin(['doctor'], { env: { NEXUS_BASE_URL: sandbox.baseUrl } });
    expect(run).toMatchObject({ exitCode: 4, stderr: '' });
    expect(run.stdout).toContain('There is no API key');
  });
});

describe('the look', () => {
  const colour = '\u001b[';
  const look = (env: Readonly<Record<string, string>>, ...flags: string[]) =>
    runBin(['doctor', '--sandbox', 'key/revoked', ...flags], { env });

  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[], boolean]>([
    ['a pipe has no colours', {}, [], false],
    ['FORCE_COLOR brings them', { FORCE_COLOR: '1' }, [], true],
    ['an empty FORCE_COLOR does not count', { FORCE_COLOR: '' }, [], false],
    ['NO_COLOR beats FORCE_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    ['an empty NO_COLOR does not count', { FORCE_COLOR: '1', NO_COLOR: '' }, [], true],
    ['--no-color beats FORCE_COLOR', { FORCE_COLOR: '1' }, ['--no-color'], false],
    ['--color beats NO_COLOR', { NO_COLOR: '1' }, ['--color'], true],
    ['a machine format has none', { FORCE_COLOR: '1' }, ['--json', '--color'], false],
    ['TERM=dumb has none', { TERM: 'dumb' }, [], false],
  ])('%s', async (_, env, flags, colours) => {
    const run = await look(env, ...flags);
    expect(run).toMatchObject({ exitCode: 4, stderr: '' });
    expect(run.stdout.includes(colour)).toBe(colours);
  });

  test.each(['C', 'POSIX'])('LC_ALL=%s gets ASCII only', async (locale) => {
    const { stdout } = await look({ LC_ALL: locale });
    expect([...stdout].filter((sign) => sign > '\u007f')).toEqual([]);
  });
});

describe('a wrong command line', () => {
  test('exits with 2 and the nearest name', async () => {
    const run = await runBin(['doctor', '--only', 'key.is-acepted']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('did you mean key.is-accepted?');
  });

  const key = 'abcdefghijklmnopqrstuvwxyz';
  test.each([{ args: [`--api-key=${key}`] }, { args: [`-k${key}`] }, { args: ['--key', key, '--json'] }])(
    'never repeats a key: $args',
    async ({ args }) => {
      const run = await runBin(['doctor', ...args]);
      expect(run.exitCode).toBe(2);
      expect(run.stdout + run.stderr).not.toContain(key.slice(0, 12));
      expectNoStack(run);
    },
  );
});

test('explain reads a paste from standard input, with a dash or without', async () => {
  const stdin =
    'ERROR 401 {"error":{"code":"invalid_key","message":"Invalid API key.","request_id":"r-1"}}\n';
  for (const args of [['explain'], ['explain', '-']]) {
    const run = await runBin([...args, '--json'], { stdin });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(run.stdout).matches[0]).toMatchObject({ id: 'nexus/invalid_key', requestId: 'r-1' });
  }
});
