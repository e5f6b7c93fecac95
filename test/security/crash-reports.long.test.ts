import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Loopback, listen } from '../support/loopback.ts';
import { ended, startBin } from '../support/run-bin.ts';
import { canary, tracesIn } from './canary.ts';

let folder: string;
let silent: Loopback;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-crash-'));
  silent = await listen(() => {});
});
afterEach(async () => {
  await silent.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts doctor at a gateway that never answers, and ends it when it has asked. */
async function whileWaiting(env: Readonly<Record<string, string>>, signals: readonly NodeJS.Signals[]) {
  const person = { HOME: folder, NEXUS_API_KEY: canary, NEXUS_BASE_URL: `http://127.0.0.1:${silent.port}` };
  const child = startBin(['doctor', '--json'], { env: { ...person, ...env }, cwd: folder });
  const run = ended(child);
  await expect.poll(() => silent.received(), { timeout: 12_000 }).toContain('GET ');
  for (const signal of signals) {
    child.kill(signal);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return run;
}

test.each(['undici,fetch', 'http,net,tls,module', '*'])('NODE_DEBUG=%s shows no key', async (names) => {
  const { stderr } = await whileWaiting({ NODE_DEBUG: names }, ['SIGINT']);
  expect(tracesIn(stderr)).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('a diagnostic report of Node.js', () => {
  const options = { NODE_OPTIONS: '--report-on-signal' };

  test('is written, so that the next test means something', async () => {
    await whileWaiting(options, ['SIGUSR2', 'SIGINT']);
    const [report = ''] = readdirSync(folder).filter((name) => name.startsWith('report'));
    expect(JSON.parse(readFileSync(join(folder, report), 'utf8')).environmentVariables.HOME).toBe(folder);
  });

  test('does not hold the key of the environment', async () => {
    await whileWaiting(options, ['SIGUSR2', 'SIGINT']);
    const [report = ''] = readdirSync(folder).filter((name) => name.startsWith('report'));
    expect(tracesIn(readFileSync(join(folder, report), 'utf8'))).toEqual([]);
  });
});
