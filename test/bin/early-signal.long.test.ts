import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { ended, runBin, startBin } from '../support/run-bin.ts';

const preload = fileURLToPath(new URL('../support/signal-at-load.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nexus-early-signal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const preloading = { HOME: folder, NODE_OPTIONS: `--require ${preload}` };

async function filesLoaded(args: readonly string[]): Promise<number> {
  return Number((await runBin(args, { env: preloading })).stderr);
}

/** The status is that of a shell: who is ended by a signal has 128 and its number. */
async function signalled(args: readonly string[], signal: Signal, nthFile: number) {
  const env = { ...preloading, SIGNAL_NAME: signal, SIGNAL_AT: `${nthFile}` };
  const child = startBin(args, { env });
  child.stdin?.end();
  const { exitCode, stdout, stderr } = await ended(child);
  const status = child.signalCode === null ? exitCode : 128 + constants.signals[child.signalCode];
  return { status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('a signal while the program starts and works', () => {
  test.each<{ args: readonly string[]; signal: Signal; status: number; step: number }>([
    { args: ['doctor', '--sandbox', '--json'], signal: 'SIGINT', status: 130, step: 1 },
    { args: ['doctor', '--sandbox', '--json'], signal: 'SIGTERM', status: 143, step: 4 },
    { args: ['doctor', '--sandbox', '--json'], signal: 'SIGHUP', status: 129, step: 4 },
    { args: ['models', '--sandbox', '--json'], signal: 'SIGINT', status: 130, step: 3 },
    { args: ['probe', '--sandbox', '--yes', '--json'], signal: 'SIGTERM', status: 143, step: 3 },
    { args: ['explain', 'invalid_key', '--json'], signal: 'SIGINT', status: 130, step: 1 },
  ])('$signal at any file that $args loads: one document or nothing', async (row) => {
    const printed: string[] = [];
    const files = await filesLoaded(row.args);
    for (let nthFile = 0; nthFile < files; nthFile += row.step) {
      const { status, stdout, stderr } = await signalled(row.args, row.signal, nthFile);
      const document = stdout === '' ? undefined : JSON.parse(stdout);
      if (document !== undefined) expect(document).toMatchObject({ schemaVersion: 1 });
      // Its work was done, and it ended before Node told it of the signal: then it says what it found.
      const isDone = status === 0 && document !== undefined && document.interrupted !== true;
      const expected = { nthFile, status: isDone ? 0 : row.status, stderr: '' };
      expect({ nthFile, status, stderr }).toEqual(expected);
      printed.push(stdout);
    }
    // Nobody can listen while the first file of ours is read. From the fourth on somebody does.
    expect(printed[0]).toBe('');
    expect(printed.length).toBeGreaterThan(5);
    if (row.args[0] === 'explain') return;
    expect(printed.slice(Math.ceil(4 / row.step))).not.toContain('');
    expect(printed).toContainEqual(expect.stringContaining('"inconclusive"'));
  });
});
