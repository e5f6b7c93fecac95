import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, runBin, runInShell, startBin } from '../support/run-bin.ts';

const answer = '{"error":{"code":"invalid_key","message":"No."},"request_id":"req_0123456789"}\n';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-foreign-'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  writeFileSync(join(folder, 'error.txt'), answer);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(process.platform === 'linux').each(['explain', 'explain -', 'login', 'report --from -'])(
  'a stdin that nohup left open for writing only holds nothing: %s',
  async (args) => {
    const run = await runInShell(`"$@" 0>/dev/null`, args.split(' '), { env: { HOME: folder } });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).not.toContain('nternal');
  },
);

describe.runIf(process.platform === 'linux')('what --from names', () => {
  test.each([
    ['a named pipe that nobody writes to', 'pipe', 'named pipe'],
    ['a device without an end', '/dev/zero', 'device'],
    ['a folder', '.', 'folder'],
  ])('is refused where it is %s', async (_, place, word) => {
    const run = await runBin(['report', '--from', place], { cwd: folder });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(word);
  });

  test.each(['/dev/fd/5 5<error.txt', '/dev/stdin <error.txt', '- <error.txt'])(
    'is read: %s',
    async (place) => {
      const run = await runInShell(`"$@" ${place}`, ['report', '--json', '--from'], { cwd: folder });
      expect(run).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(run.stdout).ticket.requestId).toBe('req_0123456789');
    },
  );

  test('is read from a pipe that the shell opened', async () => {
    const line = 'cat error.txt | { exec 5<&0 </dev/null; "$@" /dev/fd/5; }';
    const run = await runInShell(line, ['report', '--json', '--from'], { cwd: folder });
    expect(JSON.parse(run.stdout).ticket.requestId).toBe('req_0123456789');
  });
});

test('Ctrl-C ends the wait for a paste', async () => {
  const child = startBin(['explain', '-']);
  const end = ended(child);
  setTimeout(() => child.kill('SIGINT'), 1500);
  expect((await end).exitCode).toBe(130);
});
