import { describe, expect, test } from 'vitest';
import { keysIn, list, rightKey, startGateway } from '../support/made-up-gateway.ts';

const invalid = { status: 401, body: { error: { message: 'Unauthorized' } } };
const live = ['doctor', '--live', '--yes', '--json'];
const notAboutTheKey = /copy the key|does not accept the key/;

/** As vLLM does with --api-key: https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html */
const bearerOnly = () => {
  const refuse = (seen: Parameters<typeof keysIn>[0]) =>
    keysIn(seen).bearer === rightKey ? undefined : invalid;
  return startGateway({ get: (seen) => refuse(seen) ?? list, refusalOf: refuse });
};

describe('a gateway that reads Authorization: Bearer only', () => {
  test('is called on the messages route in the header that it reads, and the other one is the remark', async () => {
    const gateway = await bearerOnly();
    const { json, exitCode, stdout } = await gateway.run(...live);
    expect(json.firstCause.finding).toMatchObject({
      id: 'local/route-needs-bearer',
      summary: 'POST /v1/messages refuses the key as x-api-key, and takes it as Authorization: Bearer',
    });
    expect({ exitCode, verdict: json.verdict, proof: json.proof }).toEqual({
      exitCode: 0,
      verdict: 'degraded',
      proof: 'streams',
    });
    expect(json.spend.calls).toBe(2);
    expect(stdout).not.toMatch(notAboutTheKey);
  });

  test('never gets both headers in one request', async () => {
    const gateway = await bearerOnly();
    await gateway.run(...live);
    const both = gateway.seen().filter((one) => keysIn(one).bearer && keysIn(one).xApiKey);
    expect(both).toEqual([]);
  });

  test('is swept to the end, and only the first call of the messages route meets the refusal', async () => {
    const gateway = await bearerOnly();
    const { json, exitCode, stdout } = await gateway.run(
      'probe',
      '--route',
      '/v1/messages,/v1/chat/completions',
      '--concurrency',
      '1',
      '--yes',
      '--json',
    );
    expect(json.stopped).toBeUndefined();
    expect(json.rows.map(({ path, verdict }: Row) => [path, verdict])).toEqual([
      ['/v1/messages', 'answers'],
      ['/v1/messages', 'streams'],
      ['/v1/chat/completions', 'answers'],
      ['/v1/chat/completions', 'streams'],
    ]);
    expect(gateway.posts().map((one) => (keysIn(one).xApiKey ? 'x-api-key' : 'bearer'))).toEqual([
      'x-api-key',
      ...Array(4).fill('bearer'),
    ]);
    expect(stdout).not.toMatch(notAboutTheKey);
    expect({ exitCode, verdict: json.verdict }).toEqual({ exitCode: 0, verdict: 'degraded' });
  });

  test('is not called twice where the budget covers one call, and the key is not blamed', async () => {
    const gateway = await bearerOnly();
    const { json, exitCode, stdout } = await gateway.run(...live, '--budget', '1');
    expect(gateway.posts()).toHaveLength(1);
    expect(json.firstCause.finding.id).toBe('local/route-needs-bearer');
    expect({ exitCode, verdict: json.verdict }).toEqual({ exitCode: 3, verdict: 'inconclusive' });
    expect(stdout).not.toMatch(notAboutTheKey);
  });
});

describe('where the free routes answer anybody', () => {
  test('the call finds the header all the same', async () => {
    const gateway = await startGateway({
      get: () => list,
      refusalOf: (seen) => (keysIn(seen).bearer === rightKey ? undefined : invalid),
    });
    const { json, exitCode } = await gateway.run(...live);
    expect(json.firstCause.finding.id).toBe('local/route-needs-bearer');
    expect({ exitCode, proof: json.proof }).toEqual({ exitCode: 0, proof: 'streams' });
  });

  test('a key that both headers bring nowhere is refused, and nothing is claimed of a header', async () => {
    const gateway = await startGateway({ get: () => list, refusalOf: () => invalid });
    const { json, exitCode, stdout } = await gateway.run(...live);
    expect(json.firstCause.finding.id).toBe('edge/http-401');
    expect({ exitCode, calls: json.spend.calls }).toEqual({ exitCode: 4, calls: 2 });
    expect(stdout).not.toContain('local/route-needs-bearer');
  });

  test('a call that is answered leaves a note of what was not checked, and both checks on the screen', async () => {
    const gateway = await startGateway({
      get: () => list,
      refusalOf: (seen) => (keysIn(seen).xApiKey === rightKey ? undefined : invalid),
    });
    const { stdout } = await gateway.run('doctor', '--live', '--yes');
    expect(stdout).toContain('The free routes of this gateway do not check the key');
    expect(stdout).toContain('– The gateway asks for a key');
    expect(stdout).toContain('– The gateway accepts the key');
    expect(stdout).not.toMatch(/did not check the key|leave it as it is/);
  });
});

test('a route that refuses a proven key in both headers is said to refuse it, and not that the key is wrong', async () => {
  const gateway = await startGateway({
    get: (seen) => (keysIn(seen).bearer === rightKey ? list : invalid),
    refusalOf: ({ path }) => (path.endsWith('/messages') ? invalid : undefined),
  });
  const { json, exitCode, stdout } = await gateway.run(...live);
  expect(json.firstCause.finding.id).toBe('edge/http-refused-behind');
  expect({ exitCode, verdict: json.verdict }).toEqual({ exitCode: 1, verdict: 'broken' });
  expect(stdout).not.toMatch(notAboutTheKey);
  const probed = await gateway.run(
    ...['probe', '--route', '/v1/messages,/v1/chat/completions', '--mode', 'plain', '--concurrency', '1'],
    ...['--yes', '--json'],
  );
  expect(probed.json.stopped).toBeUndefined();
  expect(probed.json.rows.map(({ verdict }: Row) => verdict)).toEqual(['rejected', 'answers']);
});

test('a route that reads x-api-key and refuses this key is believed', async () => {
  const refusal = { status: 401, body: { error: { message: 'Invalid API key.', code: 'invalid_key' } } };
  const gateway = await startGateway({
    get: (seen) => (keysIn(seen).bearer === rightKey || keysIn(seen).xApiKey === rightKey ? list : invalid),
    refusalOf: () => refusal,
  });
  const { json, exitCode } = await gateway.run(...live);
  expect(gateway.posts()).toHaveLength(1);
  expect(json.firstCause.finding.id).toBe('nexus/invalid_key');
  expect(exitCode).toBe(4);
});

describe.each([
  ['api-key', 'apiKey', 'local/key-needs-api-key-header'],
  ['x-api-key', 'xApiKey', 'local/key-needs-x-api-key'],
] as const)('a gateway that reads %s only', (header, name, id) => {
  const start = () => {
    const refuse = (seen: Parameters<typeof keysIn>[0]) =>
      keysIn(seen)[name] === rightKey ? undefined : invalid;
    return startGateway({ get: (seen) => refuse(seen) ?? list, refusalOf: refuse });
  };

  test.each(['/v1/messages', '/v1/responses'])('is called there on %s', async (route) => {
    const gateway = await start();
    const { json, stdout } = await gateway.run(...live, '--route', route);
    expect(gateway.posts().map((one) => one.headers[header])).toEqual([rightKey]);
    expect(json.firstCause.finding.id).not.toMatch(/401|invalid/);
    expect(stdout).not.toMatch(notAboutTheKey);
  });

  test('is probed there on a route that was named, with the header as the remark', async () => {
    const gateway = await start();
    const { json } = await gateway.run(
      ...['probe', '--route', '/v1/messages,/v1/chat/completions', '--mode', 'plain', '--yes', '--json'],
    );
    expect(json.rows.map(({ verdict }: Row) => verdict)).toEqual(['answers', 'answers']);
    expect(json.findings.map((finding: { id: string }) => finding.id)).toEqual([id]);
    expect(json.stopped).toBeUndefined();
  });

  test('answers there, and its header stays the remark', async () => {
    const gateway = await start();
    const { json, exitCode } = await gateway.run(...live);
    expect(json.firstCause.finding.id).toBe(id);
    expect({ exitCode, verdict: json.verdict, proof: json.proof }).toEqual({
      exitCode: 0,
      verdict: 'degraded',
      proof: 'streams',
    });
  });
});

interface Row {
  readonly path: string;
  readonly verdict: string;
}
