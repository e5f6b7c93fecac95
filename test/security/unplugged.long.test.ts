import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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

test.skipIf(process.platform === 'win32')('few file descriptors are no crash', async () => {
  const env = {
    NEXUS_API_KEY: 'zq7Kd0P4xVb81LmNfT5sWcYh',
    NEXUS_BASE_URL: 'http://127.0.0.1:1',
    HOME: folder,
  };
  const run = await runInShell('ulimit -n 24; exec "$@"', ['doctor', '--json'], { env });
  expect(JSON.parse(run.stdout)).toMatchObject({ command: 'doctor' });
  expect(run.stderr).not.toMatch(/^\s+at /m);
});
