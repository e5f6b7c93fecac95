import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Portkey, startPortkey } from '../support/portkey.ts';
import { startReverseProxy } from '../support/reverse-proxy.ts';
import { runNexus } from '../support/run-nexus.ts';

// Portkey is a real gateway. It wants to be told by a header where to go, so a reverse proxy adds it, as people do;
// behind it aimock plays the supplier. This version of Portkey answers 500 to every GET that its supplier answers
// with 200, so its model list never arrives, while errors of the supplier and all POST requests do.

const key = 'nexus-0123456789abcdef0123456789abcdef';
const supplier = new LLMock({ port: 0, auth: { apiKeys: [key] } });
supplier.onMessage(/.*/, { content: '1 2 3 4 5 6 7 8 9 10' });
let portkey: Portkey;

beforeAll(async () => {
  portkey = await startPortkey();
  await supplier.start();
});
afterAll(async () => {
  await Promise.all([portkey?.close(), supplier.stop()]);
});

async function doctor(baseUrl: string, nexusKey: string, ...flags: readonly string[]) {
  const argv = ['doctor', '--base-url', baseUrl, '--timeout', '5', '--json', ...flags];
  const { exitCode, json } = await runNexus(argv, {
    env: { NEXUS_API_KEY: nexusKey },
    now: new Date().toISOString(),
  });
  return { exitCode, verdict: json.verdict, proof: json.proof, cause: json.firstCause?.finding, json };
}

async function throughPortkey<T>(url: string, ask: (baseUrl: string) => Promise<T>): Promise<T> {
  const route = { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${url}/v1` };
  const proxy = await startReverseProxy(portkey.url, { headers: (headers) => ({ ...headers, ...route }) });
  try {
    return await ask(proxy.url);
  } finally {
    await proxy.close();
  }
}

test('without its header Portkey refuses everybody, which says nothing about the key', async () => {
  const { cause, json, ...seen } = await doctor(portkey.url, key);
  expect(seen).toEqual({ exitCode: 3, verdict: 'inconclusive', proof: 'reachable' });
  expect(cause).toMatchObject({ id: 'edge/http-400' });
  // Its own words are the only hint at what is missing.
  expect(cause.summary).toContain('x-portkey-provider header is required');
  const asksForAKey = json.results.find(({ id }: { id: string }) => id === 'gateway.requires-a-key');
  expect(asksForAKey.status).toBe('unknown');
});

test('the refusal of a wrong key comes through in the words of the supplier', async () => {
  const {
    cause,
    json: _,
    ...seen
  } = await throughPortkey(supplier.url, (url) => doctor(url, key.replace('0', '1')));
  expect(seen).toEqual({ exitCode: 4, verdict: 'broken', proof: 'speaks-api' });
  expect(cause.id).toBe('openai/invalid_api_key');
});

test('the right key gets a fault of Portkey instead of the list, so nothing is decided', async () => {
  const { cause, json: _, ...seen } = await throughPortkey(supplier.url, (url) => doctor(url, key));
  expect(seen).toEqual({ exitCode: 3, verdict: 'inconclusive', proof: 'speaks-api' });
  expect(cause).toMatchObject({ id: 'edge/http-500', owner: 'gateway' });
});

test('one real call gets its answer all the same', async () => {
  const flags = ['--live', '--yes', '--model', 'gpt-4o', '--route', '/v1/chat/completions'];
  const { proof, json } = await throughPortkey(supplier.url, (url) => doctor(url, key, ...flags));
  expect(proof).toBe('answers');
  expect(json.spend.calls).toBeGreaterThan(0);
});

test('a supplier that is down is the move of the gateway', async () => {
  const { cause, json: _, ...seen } = await throughPortkey('http://127.0.0.1:9', (url) => doctor(url, key));
  expect(seen).toEqual({ exitCode: 3, verdict: 'inconclusive', proof: 'reachable' });
  expect(cause).toMatchObject({ id: 'edge/server-error-page', owner: 'gateway' });
});
