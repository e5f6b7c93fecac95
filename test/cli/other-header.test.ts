import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysIn, list, rightKey, startGateway } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const key = 'own-7Kd0P4xVb81LmNfT5sWcYh';
let baseUrl = '';

/** A gateway for clients of the Anthropic API: it looks at x-api-key and nowhere else. */
const gateway = createServer((request, response) => {
  const isKnown = request.headers['x-api-key'] === key;
  const body = isKnown
    ? { object: 'list', data: [{ id: 'model-a', object: 'model' }] }
    : { error: { message: 'Missing or invalid x-api-key', type: 'authentication_error' } };
  response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterAll(() => gateway.close());

const env = { NEXUS_API_KEY: key };

test('a gateway that reads x-api-key only is asked there for its models too, and the key is not called refused', async () => {
  const { json, exitCode } = await runNexus(['doctor', '--base-url', baseUrl, '--json'], { env });
  const statusOf = (id: string) =>
    json.results.find((result: { id: string }) => result.id === id)?.status as string;
  expect(exitCode).toBe(0);
  expect(json).toMatchObject({
    verdict: 'degraded',
    proof: 'accepts-key',
    firstCause: { finding: { id: 'local/key-needs-x-api-key' } },
  });
  expect(statusOf('models.are-enabled')).toBe('pass');
  const ids = json.results.flatMap(({ findings }: { findings: { id: string }[] }) =>
    findings.map(({ id }) => id),
  );
  expect(ids).not.toContain('anthropic/authentication_error');
  // The client is another program: to run doctor again would show the same.
  expect(json.nextStep).toEqual({ text: expect.stringContaining('x-api-key') });
});

test('models lists what it shows there', async () => {
  const { json, exitCode } = await runNexus(['models', '--base-url', baseUrl, '--json'], { env });
  expect(exitCode).toBe(0);
  expect(json.models.map(({ id }: { id: string }) => id)).toEqual(['model-a']);
});

test('a gateway that reads api-key only, which Nexus documents too, is found as well', async () => {
  const azure = createServer((request, response) => {
    const isKnown = request.headers['api-key'] === key;
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    const refusal = { error: { message: 'No api-key', code: 'invalid_key' } };
    response.end(
      JSON.stringify(isKnown ? { object: 'list', data: [{ id: 'model-a', object: 'model' }] } : refusal),
    );
  });
  await new Promise<void>((resolve) => azure.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(azure.address() as AddressInfo).port}`;
  try {
    const { json, exitCode } = await runNexus(['doctor', '--base-url', url, '--json'], { env });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      proof: 'accepts-key',
      firstCause: { finding: { id: 'local/key-needs-api-key-header' } },
    });
    const models = await runNexus(['models', '--base-url', url, '--json'], { env });
    expect(models.json.models.map(({ id }: { id: string }) => id)).toEqual(['model-a']);
    const probed = await runNexus(['probe', '--base-url', url, '--yes', '--json'], { env });
    expect(probed.json.spend.calls).toBe(0);
    for (const { why } of probed.json.rows) expect(why).toContain('from api-key only');
    const own = await runNexus(['doctor', '--base-url', url, '--provider', 'nusantara', '--json'], {
      env: { NEOSANTARA_API_KEY: key },
    });
    expect(own.json.firstCause.finding.id).not.toBe('local/key-needs-api-key-header');
  } finally {
    azure.close();
  }
});

/** As Anthropic's own API: https://docs.anthropic.com/en/api/errors */
test.each([
  ['to everybody', () => 'invalid x-api-key'],
  [
    'to each in other words',
    ({ authorization, 'x-api-key': xApiKey }: IncomingHttpHeaders) =>
      xApiKey !== undefined
        ? 'invalid x-api-key'
        : authorization === undefined
          ? 'x-api-key header is required'
          : 'Invalid bearer token',
  ],
])('a gateway that reads x-api-key only and refuses all else %s is found', async (_, messageTo) => {
  const anthropic = await startGateway({
    get: ({ path, headers }) => {
      const error = (type: string, message: string) => ({ type: 'error', error: { type, message } });
      if (headers['x-api-key'] !== rightKey)
        return { status: 401, body: error('authentication_error', messageTo(headers)) };
      return path === '/v1/models' ? list : { status: 404, body: error('not_found_error', 'Not found') };
    },
    refusalOf: ({ headers }) =>
      headers['x-api-key'] === rightKey ? undefined : { status: 401, body: { error: { message: 'no' } } },
  });
  const { json, exitCode, stdout } = await anthropic.run('doctor', '--json');
  expect(json).toMatchObject({
    proof: 'accepts-key',
    firstCause: { finding: { id: 'local/key-needs-x-api-key' } },
  });
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('copy the key again');
  const live = await anthropic.run('doctor', '--live', '--yes', '--json');
  expect(live.json).toMatchObject({ proof: 'streams', verdict: 'degraded', spend: { calls: 1 } });
});

test('a key that is refused in every header is refused, and no random key follows it there', async () => {
  const refusing = await startGateway({
    get: (seen) => ({ status: 401, body: { error: { message: JSON.stringify(keysIn(seen)) } } }),
    refusalOf: () => undefined,
  });
  const { json, exitCode } = await refusing.run('doctor', '--json');
  expect(json.firstCause).toMatchObject({ check: 'key.is-accepted', finding: { id: 'edge/http-401' } });
  expect(exitCode).toBe(4);
  const inXApiKey = refusing.seen().flatMap((one) => keysIn(one).xApiKey ?? []);
  expect(inXApiKey).toEqual([rightKey]);
});
