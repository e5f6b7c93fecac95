import { afterEach, describe, expect, test } from 'vitest';
import {
  clientSetUp,
  type RunningSandbox,
  scenarioById,
  scenarios,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { nexus } from '../../src/sandbox/wire/nexus.ts';
import { nusantara } from '../../src/sandbox/wire/nusantara.ts';
import { send } from './wire-request.ts';

let running: RunningSandbox | undefined;
afterEach(() => running?.close());

test('every scenario has an id of its own', () => {
  const ids = scenarios.map(({ id }) => id);
  expect(ids.length).toBe(new Set(ids).size);
  expect(ids.length).toBeGreaterThan(80);
  expect(scenarioById('key/revoked')?.provider).toBe('nexus');
  expect(scenarioById('key/nothing')).toBeUndefined();
});

test('every id can be typed as it is on a command line', () => {
  for (const { id } of scenarios) expect(id).toMatch(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/);
});

test('a scenario names only errors that its provider has', () => {
  const providers = { nexus, nusantara };
  for (const { id, provider, gateway } of scenarios) {
    for (const { reply } of gateway.rules ?? []) {
      if (reply.kind === 'error') expect(providers[provider].errors, id).toHaveProperty([reply.error]);
    }
  }
});

test('every promise fits its exit code, and healthy promises no finding', () => {
  const codes = { healthy: [0], degraded: [0], broken: [1, 2, 4], inconclusive: [3] };
  for (const { id, expects } of scenarios) {
    expect(codes[expects.verdict], id).toContain(expects.exitCode);
    expect(expects.findings.length === 0, id).toBe(expects.verdict === 'healthy');
    for (const finding of expects.findings) expect(finding, id).toMatch(/^[a-z]+\/[\w-]+$/);
  }
});

test('every code that a free GET of nusantara or nexus can meet has a scenario', () => {
  const promised = new Set(scenarios.flatMap(({ expects }) => expects.findings));
  const billedOnly = /model|pricing|stream|billing|context|invalid_request/;
  for (const [provider, { errors }] of Object.entries({ nexus, nusantara })) {
    for (const name of Object.keys(errors).filter((error) => !billedOnly.test(error))) {
      expect(promised).toContain(`${provider}/${name}`);
    }
  }
});

test('no placeholder is left in the set-up of the client', () => {
  for (const scenario of scenarios) {
    const client = clientSetUp(scenario, { baseUrl: 'http://127.0.0.1:9999/api', key: 'the-key' });
    expect(JSON.stringify(client), scenario.id).not.toMatch(/\{(url|host|key)\}/);
    expect(client.flags.includes('nusantara'), scenario.id).toBe(scenario.provider === 'nusantara');
  }
});

describe('a story', () => {
  test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s is one sentence and starts',
    async (_, scenario) => {
      expect(scenario.story).toMatch(/^[A-Z][^.!?]{10,110}$/);
      running = await startSandbox(scenario);
      const { ca } = running;
      const expected = outcomes[scenario.id] ?? /^[1-5]\d\d$/;
      // Whoever should get no answer waits a moment only, and anybody else as long as a busy machine takes.
      const patienceMs = expected.test('stalled') ? 800 : 12_000;
      let timer: NodeJS.Timeout | undefined;
      const url = `${running.baseUrl}/v1/models`;
      const headers = { authorization: `Bearer ${running.key}` };
      const asked = send(url, { headers, ...(ca !== undefined && { ca }) });
      const outcome = await Promise.race([
        asked.then(
          ({ status }) => `${status}`,
          (error: NodeJS.ErrnoException) => error.code ?? error.message,
        ),
        new Promise<string>((resolve) => {
          timer = setTimeout(() => resolve('stalled'), patienceMs);
        }),
      ]);
      clearTimeout(timer);
      expect(outcome).toMatch(expected);
    },
  );
});

const outcomes: Readonly<Record<string, RegExp>> = {
  'network/refused': /^ECONNREFUSED$/,
  'network/reset': /^ECONNRESET$/,
  'network/no-answer': /^stalled$/,
  'network/answer-cut': /^ECONNRESET$/,
  'tls/expired': /^CERT_HAS_EXPIRED$/,
  'tls/not-yet-valid': /^CERT_NOT_YET_VALID$/,
  'tls/wrong-host': /^ERR_TLS_CERT_ALTNAME_INVALID$/,
  'tls/unknown-issuer': /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/,
  'tls/self-signed': /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
};
