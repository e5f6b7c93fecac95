import { describe, expect, test } from 'vitest';
import { cap } from '../../src/dialects/output-limit.ts';
import { createGatewayClient } from '../../src/gateway/gateway-client.ts';
import { grantSpending } from '../../src/gateway/spending-permit.ts';
import { profiles } from '../../src/providers/index.ts';
import { Secret } from '../../src/settings/secret.ts';
import { fakeNetwork } from '../support/fake-network.ts';
import { fakeSystem } from '../support/fake-system.ts';

const realKey = 'nsk_0123456789abcdef0123456789abcdef';

function client(baseUrl = 'https://api.neosantara.xyz', key: string | undefined = realKey) {
  const network = fakeNetwork([{ answer: { status: 200, json: { data: [] } } }]);
  const http = network.connect({ onlyPrivateAddresses: false, maxConnections: 2 });
  const target = {
    profile: profiles.nusantara,
    baseUrl,
    key: key === '' ? undefined : new Secret(key),
    timeoutMs: 1234,
    answerPatience: { connectMs: 1, firstByteMs: 1, idleMs: 1, totalMs: 1 },
  };
  const gateway = createGatewayClient(target, http, fakeSystem(), new AbortController().signal);
  return { gateway, network };
}

test('each question is sent once, whoever asks and however often', async () => {
  const { gateway, network } = client();
  const [first, second] = await Promise.all([
    gateway.ask('/v1/models', 'none'),
    gateway.ask('/v1/models', 'none'),
  ]);
  expect(await gateway.ask('/v1/models', 'none')).toBe(first);
  expect(second).toBe(first);
  expect(network.sent).toHaveLength(1);
});

test('another path or another credential is another question', async () => {
  const { gateway, network } = client();
  await Promise.all([
    gateway.ask('/v1/models', 'none'),
    gateway.ask('/v1/models', 'wrong'),
    gateway.ask('/v1/models', 'real'),
    gateway.ask('/v1/auth/key', 'real'),
  ]);
  expect(network.sent).toHaveLength(4);
});

test('a failure is an answer and is not asked for again', async () => {
  const network = fakeNetwork([]);
  const http = network.connect({ onlyPrivateAddresses: false, maxConnections: 2 });
  const patience = { connectMs: 1, firstByteMs: 1, idleMs: 1, totalMs: 1 };
  const target = {
    profile: profiles.nexus,
    baseUrl: 'https://x.example',
    key: undefined,
    timeoutMs: 1,
    answerPatience: patience,
  };
  const gateway = createGatewayClient(target, http, fakeSystem(), new AbortController().signal);
  await gateway.ask('/v1/models', 'none');
  expect((await gateway.ask('/v1/models', 'none')).outcome.kind).toBe('unreachable');
  expect(network.sent).toHaveLength(1);
});

describe('the real key', () => {
  test('is refused where it may not go, before anything is sent', async () => {
    const { gateway, network } = client(undefined, '');
    expect(gateway.carriesKey).toBe(false);
    await expect(gateway.ask('/v1/models', 'real')).rejects.toThrow('may not be sent');
    await expect(gateway.ask('/v1/models', 'real-in-x-api-key')).rejects.toThrow('may not be sent');
    expect(network.sent).toEqual([]);
  });

  test('stands in one header of the questions that name it, and nowhere else', async () => {
    const { gateway, network } = client();
    await gateway.ask('/v1/models', 'none');
    await gateway.ask('/v1/models', 'wrong');
    await gateway.look('https://api.neosantara.xyz/api/v1/models');
    expect(JSON.stringify(network.sent)).not.toContain(realKey);
    await gateway.ask('/v1/models', 'real');
    await gateway.ask('/v1/models', 'real-in-x-api-key');
    const [bearer, apiKey] = network.sent.slice(-2).map(({ headers }) => headers);
    expect(bearer).toMatchObject({ authorization: `Bearer ${realKey}` });
    expect(bearer).not.toHaveProperty('x-api-key');
    expect(apiKey).toMatchObject({ 'x-api-key': realKey });
    expect(apiKey).not.toHaveProperty('authorization');
  });

  test.each([
    ['another host', 'https://evil.example/v1/models'],
    ['another port', 'https://api.neosantara.xyz:8443/v1/models'],
    ['plain http', 'http://api.neosantara.xyz/v1/models'],
  ])('never looks at %s', async (_, url) => {
    const { gateway, network } = client();
    await expect(async () => gateway.look(url, 'real')).rejects.toThrow('another origin');
    expect(network.sent).toEqual([]);
  });
});

test('every request has an id of its own, a limit in time and no wish for a page', async () => {
  const { gateway, network } = client();
  const none = await gateway.ask('/v1/models', 'none');
  const real = await gateway.ask('/v1/models', 'real');
  expect(none.clientRequestId).not.toBe(real.clientRequestId);
  expect(network.sent.map(({ headers }) => headers['x-request-id'])).toEqual([
    none.clientRequestId,
    real.clientRequestId,
  ]);
  for (const { method, timeoutMs, headers } of network.sent) {
    expect({ method, timeoutMs, accept: headers.accept }).toEqual({
      method: 'GET',
      timeoutMs: 1234,
      accept: 'application/json',
    });
  }
});

describe('the free routes', () => {
  test('are those that the profile reads for nothing', () => {
    expect(client().gateway.freeRoutes.map(({ path }) => path)).toEqual(['/v1/models', '/v1/auth/key']);
  });

  test.each([
    ['https://api.neosantara.xyz', 'https://api.neosantara.xyz/v1/models'],
    ['https://api.neosantara.xyz/coding', 'https://api.neosantara.xyz/coding/v1/models'],
    ['https://api.neosantara.xyz/anthropic', 'https://api.neosantara.xyz/v1/models'],
    ['https://api.neosantara.xyz/coding/anthropic', 'https://api.neosantara.xyz/coding/v1/models'],
    ['https://relay.example/deep/path', 'https://relay.example/deep/path/v1/models'],
  ])('of %s are asked at %s', async (baseUrl, url) => {
    const { gateway } = client(baseUrl);
    expect((await gateway.ask('/v1/models', 'none')).url).toBe(url);
  });
});

test('closing it closes its connections', async () => {
  const { gateway, network } = client();
  await gateway.close();
  expect(network.open()).toBe(0);
});

describe('the limit of time', () => {
  test('of a GET is the time-out itself, however it is asked', async () => {
    const { gateway, network } = client();
    await gateway.ask('/v1/models', 'none');
    await gateway.ask('/v1/auth/key', 'real');
    await gateway.look('https://api.neosantara.xyz/elsewhere');
    expect(network.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([1234, 1234, 1234]);
  });

  test('of a call is that of the whole answer, with those of its parts', async () => {
    const { gateway, network } = client();
    const capped = { model: 'm', ...cap({ field: 'max_tokens', tokens: 16 }) };
    await gateway.post('/v1/chat/completions', capped, {
      permit: grantSpending(1),
      accept: 'application/json',
      encoding: 'identity',
      maxBodyBytes: 1000,
    });
    expect(network.sent).toMatchObject([
      { timeoutMs: 1, patience: { connectMs: 1, firstByteMs: 1, idleMs: 1 } },
    ]);
  });
});
