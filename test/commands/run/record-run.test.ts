import { describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/program.ts';
import type { CallRecord, JournalRecord, RunSummaryRecord } from '../../../src/journal/journal-record.ts';
import { createNetwork } from '../../../src/system/node-network.ts';
import { place, textOf } from '../../journal/records.ts';
import { type FakeWorld, fakeSystem } from '../../support/fake-system.ts';
import { listen, says } from '../../support/loopback.ts';

/** What a command line adds to the journal. */
async function recordedBy(argv: readonly string[], world: FakeWorld = {}) {
  const system = fakeSystem(world);
  const network = createNetwork();
  try {
    const exitCode = await run([...argv, '--json'], { ...system, network });
    const text = system.fakeFiles.written.get(place) ?? '';
    const records: JournalRecord[] = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    return {
      exitCode,
      text,
      document: JSON.parse(system.stdout.text()),
      calls: records.filter((record): record is CallRecord => record.kind === 'call'),
      runs: records.filter((record): record is RunSummaryRecord => record.kind === 'run'),
    };
  } finally {
    network.close();
  }
}
const inSandbox = (scenario: string, ...command: readonly string[]) =>
  recordedBy([...command, '--sandbox', scenario]);

describe('doctor', () => {
  test('a healthy run leaves only how it ended', async () => {
    const { calls, runs, document } = await inSandbox('healthy', 'doctor');
    expect(calls).toEqual([]);
    expect(runs).toMatchObject([
      { runId: document.runId, verdict: 'healthy', proof: 'accepts-key', firstCause: null, live: false },
    ]);
  });

  test('a refused key is recorded with the request id, and the refusals of the contrast are not', async () => {
    const { calls, runs, document } = await inSandbox('key/revoked', 'doctor');
    expect(calls.map(({ path }) => path)).toEqual(['/v1/models', '/v1/balance']);
    expect(calls[0]).toMatchObject({
      runId: document.runId,
      command: 'doctor',
      provider: 'nexus',
      method: 'GET',
      status: 401,
      code: 'invalid_key',
      type: 'authentication_error',
      finding: 'nexus/invalid_key',
      verdict: 'rejected',
      sandbox: 'key/revoked',
    });
    expect(calls[0]?.requestId).toBe(document.firstCause.finding.requestId);
    expect(calls[0]?.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    // Origin and base URL are the same where it has no path.
    expect([calls[0]?.baseUrl, runs[0]?.baseUrl]).toEqual([calls[0]?.origin, calls[0]?.origin]);
    expect(runs[0]?.firstCause).toEqual({ check: 'key.is-accepted', finding: 'nexus/invalid_key' });
  });

  test.each([
    ['network/refused', { code: 'ECONNREFUSED', status: null, verdict: 'unreachable', requestId: null }],
    ['network/answer-cut', { verdict: 'cut', finding: 'network/answer-cut' }],
    ['edge/web-page', { status: 200, verdict: 'not-api', finding: 'edge/html-instead-of-api' }],
    ['edge/redirect', { status: 308, verdict: 'redirect', finding: 'edge/redirect' }],
    ['edge/another-api', { status: 200, verdict: 'wrong-answer', finding: 'edge/not-this-api' }],
  ])(
    'where %s ends the run before the key is sent, the first contact is what failed',
    async (scenario, seen) => {
      const { calls } = await inSandbox(scenario, 'doctor');
      expect(calls).toHaveLength(1);
      expect(calls[0]).toMatchObject({ method: 'GET', path: '/v1/models', ...seen });
    },
  );

  test('without a key the refusal is asked for, so only the cause is recorded', async () => {
    const { calls, runs } = await inSandbox('key/missing', 'doctor');
    expect(calls).toEqual([]);
    expect(runs[0]?.firstCause).toEqual({ check: 'key.is-present', finding: 'local/key-missing' });
  });

  test('a live call that fails is recorded with what only it can tell: model, stream and route', async () => {
    const { calls, runs } = await inSandbox('live/supplier-quota', 'doctor', '--live', '--yes');
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/v1/messages',
      stream: true,
      model: 'claude-sonnet-4-6',
      status: 429,
      code: 'insufficient_quota',
      type: 'insufficient_quota',
      finding: 'openai/insufficient_quota',
      verdict: 'rejected',
    });
    expect(calls[0]?.requestId).toMatch(/\w{8}/);
    expect(calls[0]?.timings.totalMs).toBeTypeOf('number');
    expect(runs[0]).toMatchObject({ live: true, model: 'claude-sonnet-4-6', proof: 'model-allowed' });
  });
});

test('the path of a base URL is kept with the call, and nobody’s password', async () => {
  const closed = await listen(() => undefined);
  await closed.close();
  const { calls, text } = await recordedBy(['doctor', '--base-url', `http://127.0.0.1:${closed.port}/mna`]);
  expect(calls[0]).toMatchObject({
    origin: `http://127.0.0.1:${closed.port}`,
    baseUrl: `http://127.0.0.1:${closed.port}/mna`,
    path: '/v1/models',
  });
  const named = await recordedBy(['doctor', '--base-url', `http://ana:canary99@127.0.0.1:${closed.port}`]);
  expect(text + named.text).not.toContain('canary99');
});

test('models records what kept the list away', async () => {
  const { calls, runs } = await inSandbox('key/revoked', 'models');
  expect(calls.map(({ command, status, path }) => [command, status, path])).toContainEqual([
    'models',
    401,
    '/v1/models',
  ]);
  expect(runs).toEqual([]);
});

describe('probe', () => {
  test('records the cells that are not proven, those that work and those that were not sent not', async () => {
    const { calls, document } = await inSandbox('healthy', 'probe', '--yes');
    const unproven = document.rows.filter(
      ({ verdict }: { verdict: string }) => !['streams', 'answers', 'skipped'].includes(verdict),
    );
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.map(({ requestId }) => requestId).toSorted()).toEqual(
      unproven.map(({ requestId }: { requestId: string }) => requestId).toSorted(),
    );
    for (const call of calls) {
      expect(call).toMatchObject({
        runId: document.runId,
        stream: true,
        status: 400,
        verdict: 'not-supported',
      });
      expect(call.type).toBe('invalid_request_error');
    }
  });

  test('a dry run sends no call and records none', async () => {
    const { calls } = await inSandbox('healthy', 'probe', '--dry-run');
    expect(calls).toEqual([]);
  });
});

describe('against a gateway of the person', () => {
  const key = 'sk-nx-CANARY-7f3a0Zq09b2c4d6e8f';
  const env = { NEXUS_API_KEY: key };

  test('a gateway that writes the key everywhere gets none of it into the journal', async () => {
    const body = JSON.stringify({
      error: { code: `c ${key}`, type: `t ${Buffer.from(key).toString('base64')}`, message: key },
      request_id: `r ${encodeURIComponent(key)}`,
    });
    const head = `HTTP/1.1 401 No\r\ncontent-type: application/json\r\nx-request-id: ${key}\r\n`;
    const gateway = await listen(says(`${head}content-length: ${body.length}\r\n\r\n${body}`));
    try {
      const baseUrl = `http://127.0.0.1:${gateway.port}`;
      const { calls, text } = await recordedBy(['doctor', '--base-url', baseUrl], { env });
      expect(calls).not.toEqual([]);
      expect(calls[0]?.sandbox).toBeNull();
      expect(text).not.toMatch(/CANARY|Q0FOQVJZ/);
    } finally {
      await gateway.close();
    }
  });

  test.each<[string, FakeWorld]>([
    ['NEXUS_NO_JOURNAL=1', { env: { ...env, NEXUS_NO_JOURNAL: '1' } }],
    ['a read-only home', { env, readOnly: true }],
    ['no home', { env, home: null }],
    ['a link at the place', { env, files: { [place]: { linkTo: '/etc/passwd' } } }],
  ])('%s changes neither the verdict nor the exit code', async (_, world) => {
    const argv = ['doctor', '--base-url', 'http://127.0.0.1:1'];
    const [usual, unusual] = [await recordedBy(argv, { env }), await recordedBy(argv, world)];
    expect(usual.calls).toHaveLength(1);
    expect(unusual.text).toBe('');
    expect(unusual.exitCode).toBe(usual.exitCode);
    expect(unusual.document.firstCause).toEqual(usual.document.firstCause);
  });

  test('what was there already stays', async () => {
    const before = textOf({ note: 'of another version' });
    const files = { [place]: before };
    const { text } = await recordedBy(['doctor', '--base-url', 'http://127.0.0.1:1'], { env, files });
    expect(text.startsWith(before)).toBe(true);
  });
});
