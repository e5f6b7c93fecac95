import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/sandbox/scenario.ts';
import { gatewayWith, posts, probeAt } from '../probe/probe-sandbox.ts';
import { runNexus } from '../support/run-nexus.ts';

const call = ['--yes', '--route', '/v1/messages', '--mode', 'plain'];
const coaxing = { 'x-should-retry': 'true', 'retry-after': '0', 'retry-after-ms': '1' };
const error = (status: number, body: unknown): Reply => ({ kind: 'json', status, body, headers: coaxing });
const plain = { error: { type: 'api_error', code: 'overloaded', message: 'Please try again.' } };

describe('a call that may have been charged is sent once, however the gateway coaxes', () => {
  test.each([408, 409, 425, 500, 502, 503, 504, 529])('status %i', async (status) => {
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: error(status, plain) }] });
    const { json } = await probeAt(sandbox, call);
    expect(posts(sandbox)).toHaveLength(1);
    expect(json.spend.calls).toBe(1);
    const [{ clientRequestId }] = json.rows;
    expect(clientRequestId).toBe(posts(sandbox)[0]?.requestId);
  });

  test.each<[string, Reply]>([
    ['an empty body', { kind: 'raw', status: 200, contentType: 'application/json', body: '' }],
    ['half a body', { kind: 'cut' }],
    [
      'a web page',
      { kind: 'raw', status: 503, contentType: 'text/html', body: '<h1>busy</h1>', headers: coaxing },
    ],
  ])('%s', async (_, reply) => {
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply }] });
    await probeAt(sandbox, [...call, '--timeout', '3']);
    expect(posts(sandbox)).toHaveLength(1);
  });

  test('silence until the time-out, from doctor --live too', async () => {
    for (const argv of [
      ['probe', ...call],
      ['doctor', '--live', '--yes', '--route', '/v1/messages'],
    ]) {
      const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: { kind: 'stall' } }] });
      const env = { NEXUS_API_KEY: sandbox.key, NEXUS_BASE_URL: sandbox.baseUrl };
      const { json } = await runNexus([...argv, '--timeout', '1', '--json'], { env });
      expect(posts(sandbox), `${argv}`).toHaveLength(1);
      expect(json.spend.calls).toBe(1);
    }
  });

  test('a connection that is reset behind the request', async () => {
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: { kind: 'reset' } }] });
    await probeAt(sandbox, call);
    expect(posts(sandbox)).toHaveLength(1);
  });
});

describe('a bill that could not be closed is never repeated', () => {
  const code = 'billing_finalization_failed';
  const message = 'max_tokens is not supported; use max_completion_tokens instead. Retry now.';
  const nested = { error: { type: 'api_error', code, message }, request_id: 'bill-1' };
  const ofAnthropic = { type: 'error', error: { type: code, code, message }, request_id: 'bill-1' };
  const flat = { type: 'api_error', code, message, request_id: 'bill-1' };

  test.each([
    [200, 'nested', nested],
    [402, 'nested', nested],
    [500, 'nested', nested],
    [400, 'in the form of Anthropic', ofAnthropic],
    [500, 'in the form of Anthropic', ofAnthropic],
    [500, 'flat', flat],
  ])('status %i, %s', async (status, _, body) => {
    for (const mode of ['plain', 'stream']) {
      const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: error(status, body) }] });
      const args = ['--yes', '--route', '/v1/messages', '--mode', mode];
      const { json, exitCode } = await probeAt(sandbox, args);
      expect(posts(sandbox), mode).toHaveLength(1);
      expect(exitCode, mode).not.toBe(0);
      const [finding] = json.rows[0].findings;
      expect(finding, mode).toMatchObject({ id: `nexus/${code}`, retry: 'never', requestId: 'bill-1' });
      expect(JSON.stringify(finding.fixes)).toMatch(/support/i);
    }
  });
});
