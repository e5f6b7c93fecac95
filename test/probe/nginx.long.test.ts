import { describe, expect, test } from 'vitest';
import { scenarios, startSandbox } from '../../src/sandbox/index.ts';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import { nginxVersion, startNginx } from '../support/nginx.ts';
import { closing, gatewayWith, posts, probeAt } from './probe-sandbox.ts';

const version = nginxVersion();
const name = `a real ${version ?? 'nginx (NOT INSTALLED, SO NOTHING IS TESTED: apt-get install nginx-light)'}`;

/** nginx 1.22 asks the gateway in HTTP/1.0 unless it is told otherwise, and collects the answer. */
const byDefault: readonly string[] = [];
const unbuffered = ['proxy_buffering off;'];
const compressing = ['gzip on;', 'gzip_proxied any;', 'gzip_types text/event-stream;', 'gzip_min_length 1;'];
const newerUpstream = ['proxy_http_version 1.1;', 'proxy_set_header Connection "";'];

const oneStream = ['--yes', '--route', '/v1/messages', '--mode', 'stream', '--timeout', '2'];

async function probed(stream: StreamFault, location: readonly string[]) {
  const sandbox = await gatewayWith({ stream }, { streamGapMs: 60 });
  const nginx = closing(await startNginx(sandbox.baseUrl, location));
  const { json, exitCode } = await probeAt({ ...sandbox, baseUrl: nginx.url }, oneStream);
  const { verdict, attempt, timings, findings } = json.rows[0];
  expect(posts(sandbox)).toHaveLength(attempt);
  return { verdict, attempt, exitCode, timings, findings };
}

describe.skipIf(version === undefined)(name, () => {
  test('holds a stream to its end with its defaults, and probe names it', async () => {
    const { findings, timings, ...seen } = await probed({ kind: 'sound' }, byDefault);
    expect(seen).toEqual({ verdict: 'buffered', attempt: 2, exitCode: 1 });
    expect(findings[0].summary).toContain(`server: ${version}`);
    // That it is true: the words left the gateway over half a second, and came at one moment.
    expect(timings.firstTokenMs).toBeGreaterThan(400);
    expect(timings.lastEventMs - timings.firstTokenMs).toBeLessThan(50);
  });

  test('lets a stream through with proxy_buffering off', async () => {
    const { findings, timings, ...seen } = await probed({ kind: 'sound' }, unbuffered);
    expect(seen).toEqual({ verdict: 'streams', attempt: 1, exitCode: 0 });
    expect(findings).toEqual([]);
    expect(timings.lastEventMs - timings.firstTokenMs).toBeGreaterThan(200);
  });

  test.each([
    ['compressed and collected', compressing, 'buffered'],
    ['compressed piece by piece', [...compressing, ...unbuffered], 'streams'],
    // This nginx passes a chunked answer on as it comes, and its gzip filter is what holds it back.
    ['compressed, with a newer upstream protocol', [...compressing, ...newerUpstream], 'unproven'],
  ])('%s', async (_, location, verdict) => {
    expect(await probed({ kind: 'sound' }, location)).toMatchObject({ verdict });
  });

  describe.each([
    ['by default', byDefault, 'timed-out'],
    ['unbuffered', unbuffered, 'stalled'],
  ])('%s', (_, location, silent) => {
    test.each([
      [{ kind: 'cut' }, 'truncated'],
      [{ kind: 'ends-early' }, 'truncated'],
      [{ kind: 'without-terminal' }, 'truncated'],
      [{ kind: 'empty' }, 'truncated'],
      [{ kind: 'error', after: 'half-the-text' }, 'error-in-stream'],
      [{ kind: 'plain-json' }, 'ignored-stream'],
      [{ kind: 'web-page' }, 'not-sse'],
      // Behind a proxy that collects, silence comes before the first byte.
      [{ kind: 'stall' }, silent],
    ] as const)('a broken stream stays what it is, and is sent once: %j', async (fault, verdict) => {
      expect(await probed(fault, location)).toMatchObject({ verdict, attempt: 1 });
    });
  });

  const sound = scenarios.filter(
    ({ id, provider, probe }) =>
      id.startsWith('stream/') &&
      provider === 'nexus' &&
      Object.values(probe?.rows ?? {}).every((verdict) => verdict === 'streams'),
  );

  test.each(sound.map((scenario) => [scenario.id, scenario] as const))(
    '%s keeps its verdict',
    async (_, scenario) => {
      const sandbox = closing(await startSandbox(scenario));
      const nginx = closing(await startNginx(sandbox.baseUrl, unbuffered));
      const flags = [...(scenario.client?.flags ?? []), ...(scenario.probe?.flags ?? []), '--yes'];
      const { json, exitCode } = await probeAt({ ...sandbox, baseUrl: nginx.url }, flags);
      const rows = json.rows.map(({ path, verdict }: Record<string, string>) => [
        `POST ${path} stream`,
        verdict,
      ]);
      expect(Object.fromEntries(rows)).toEqual(scenario.probe?.rows);
      expect(exitCode).toBe(scenario.probe?.exitCode);
    },
  );
});
