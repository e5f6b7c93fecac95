import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { bin, runInShell } from '../support/run-bin.ts';

const folder = mkdtempSync(join(tmpdir(), 'nexus-unplugged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mayUnshare = (() => {
  try {
    execFileSync('unshare', ['-rnm', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(mayUnshare)('a machine without a network needs unshare', ({ skip }) =>
  skip('it is not here, or not allowed'),
);

/** Runs a line of the shell in a network of its own, with nothing in it, and mounts of its own. */
function unplugged(line: string, args: readonly string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, NEXUS_API_KEY: 'zq7Kd0P4xVb81LmNfT5sWcYh' };
  const words = ['-rnm', '/bin/sh', '-c', line, 'sh', process.execPath, bin, ...args];
  return new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
    execFile('unshare', words, { env, cwd: folder }, (error, stdout, stderr) =>
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe.skipIf(!mayUnshare)('a machine without a network', () => {
  test('cannot look up names, and that is said with the name that was asked for', async () => {
    const { exitCode, stdout } = await unplugged('exec "$@"', [
      'doctor',
      '--json',
      '--base-url',
      'https://gateway.test',
    ]);
    const { firstCause, verdict } = JSON.parse(stdout);
    expect(firstCause.finding.id).toMatch(/^network\/(dns-unavailable|(documented-)?host-not-found)$/);
    expect(JSON.stringify(firstCause)).toContain('gateway.test');
    expect(verdict).toBe('inconclusive');
    expect(exitCode).toBe(3);
  });

  test('has no way to an address either, which is another finding', async () => {
    const { stdout } = await unplugged('exec "$@"', [
      'doctor',
      '--json',
      '--base-url',
      'https://203.0.113.7',
    ]);
    expect(JSON.parse(stdout).firstCause.finding.id).toMatch(/^network\/(?!dns)/);
  });

  test.each([['explain', 'invalid_key'], ['explain', '--list'], ['doctor', '--list'], ['--help']])(
    'is enough for %s %s',
    async (...args) => {
      expect(await unplugged('exec "$@"', args)).toMatchObject({ exitCode: 0, stderr: '' });
    },
  );
});

describe.skipIf(!mayUnshare)('a disk of 64 KiB that is full', () => {
  const line = (then: string) =>
    `mount -t tmpfs -o size=64k none "$HOME" && head -c 70000 /dev/zero > "$HOME/full" 2>/dev/null; ${then}`;

  test('costs the record and not the verdict', async () => {
    const { stdout, stderr } = await unplugged(line('exec "$@"'), [
      'doctor',
      '--json',
      '--base-url',
      'https://203.0.113.7',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'doctor', schemaVersion: 1 });
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('is said where a file was asked for, and nothing is left half', async () => {
    const args = ['doctor', '--base-url', 'https://203.0.113.7', '--save-evidence', 'facts.json'];
    const { exitCode, stderr, stdout } = await unplugged(
      line('cd "$HOME"; "$@"; code=$?; ls -A; exit $code'),
      args,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/the file could not be written/);
    expect(stdout.trim().split('\n').at(-1)).toBe('full');
  });
});

/** What one run under a limit came to: below some limit Node itself does not start. */
async function withHandles(limit: number, args: readonly string[], env: Readonly<Record<string, string>>) {
  const run = await runInShell(`ulimit -n ${limit}; exec "$@"`, [...args, '--json'], { env, cwd: folder });
  if (run.stdout === '') return 'nothing';
  expect(run.stderr, `limit ${limit}`).toBe('');
  const { error, verdict, firstCause } = JSON.parse(run.stdout);
  if (error === undefined) return { verdict, cause: firstCause?.finding.id, exitCode: run.exitCode };
  expect(error.message).toBe(tooFew);
  expect(error.hint).toContain('ulimit -n');
  expect(run.exitCode).toBe(3);
  return 'too few';
}
const tooFew =
  'too few file handles are free: nexus may not open as many files and connections as it needs (EMFILE)';

/** Where Node itself just starts each one counts; from there on they differ by the handles of a connection. */
const handleLimits = [...Array.from({ length: 14 }, (_, more) => 16 + more), 32, 36, 40, 44, 48, 52, 56, 64];

/** What each limit leads to, without the repetitions. */
async function overAllLimits(args: readonly string[], env: Readonly<Record<string, string>>) {
  const seen: unknown[] = [];
  for (const limit of handleLimits) {
    const one = await withHandles(limit, args, env);
    if (JSON.stringify(one) !== JSON.stringify(seen.at(-1))) seen.push(one);
  }
  return seen;
}

describe.skipIf(process.platform === 'win32')('few file descriptors are no crash', () => {
  test.each([
    { args: ['doctor', '--sandbox'], verdict: 'healthy', cause: undefined, exitCode: 0 },
    { args: ['models', '--sandbox'], verdict: 'healthy', cause: undefined, exitCode: 0 },
    { args: ['probe', '--sandbox', '--yes'], verdict: 'healthy', cause: undefined, exitCode: 0 },
    {
      args: ['doctor', '--sandbox', 'key/revoked'],
      verdict: 'broken',
      cause: 'nexus/invalid_key',
      exitCode: 4,
    },
    {
      args: ['doctor', '--sandbox', 'edge/blocked'],
      verdict: 'broken',
      cause: 'edge/blocked',
      exitCode: 1,
    },
  ])('and $args comes to its own verdict, or says that they are few', async ({ args, ...told }) => {
    expect(await overAllLimits(args, { HOME: folder })).toEqual(['nothing', 'too few', told]);
  });

  test.each([{ args: ['doctor'] }, { args: ['models'] }, { args: ['probe', '--yes'] }])(
    'nor a verdict about another process: $args',
    async ({ args }) => {
      const gateway = await startSandbox(findScenario('healthy'));
      // The key and the address stand in a file: one that can't be opened must not read as one without a key.
      const home = mkdtempSync(join(folder, 'home-'));
      mkdirSync(join(home, '.config/nexus'), { recursive: true, mode: 0o700 });
      const settings = JSON.stringify({ apiKey: gateway.key, baseUrl: gateway.baseUrl });
      writeFileSync(join(home, '.config/nexus/config.json'), settings, { mode: 0o600 });
      try {
        const seen = await overAllLimits(args, { HOME: home });
        expect(seen).toEqual(['nothing', 'too few', { verdict: 'healthy', cause: undefined, exitCode: 0 }]);
      } finally {
        await gateway.close();
      }
    },
  );

  test('as many as a run expects are enough for it', async () => {
    const args = ['probe', '--sandbox', '--yes', '--all-models', '--concurrency', '64'];
    const needed = 16 + 2 * 64;
    const few = await withHandles(needed, args, { HOME: folder });
    expect(few).toBe('too few');
    // Node itself has fewer than forty open, whatever its version.
    const enough = await withHandles(needed + 40, args, { HOME: folder });
    expect(enough).toMatchObject({ verdict: 'healthy', exitCode: 0 });
  });
});
