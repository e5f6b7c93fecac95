import { expect, test } from 'vitest';
import { keysIn, rightKey, startGateway } from '../support/made-up-gateway.ts';

/** As OpenAI answers: https://platform.openai.com/docs/guides/rbac */
const unknownKey = {
  status: 401,
  body: { error: { message: 'Incorrect API key provided: sk-x.', code: 'invalid_api_key' } },
};
const missingScope = {
  status: 403,
  body: {
    error: {
      message: 'You have insufficient permissions for this operation. Missing scopes: api.model.read.',
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  },
};

const restricted = () => {
  const isRight = (seen: Parameters<typeof keysIn>[0]) => keysIn(seen).bearer === rightKey;
  return startGateway({
    get: (seen) => (isRight(seen) ? missingScope : unknownKey),
    refusalOf: (seen) => (isRight(seen) ? undefined : unknownKey),
  });
};

test('a key that may call and not list is accepted, and a call is the next step', async () => {
  const gateway = await restricted();
  const { json, exitCode, stdout } = await gateway.run('doctor', '--json');
  expect({ exitCode, verdict: json.verdict, proof: json.proof }).toEqual({
    exitCode: 0,
    verdict: 'degraded',
    proof: 'accepts-key',
  });
  const statusOf = (wanted: string) =>
    json.results.find(({ id }: { id: string }) => id === wanted)?.status as string;
  expect(statusOf('key.is-accepted')).toBe('pass');
  expect(statusOf('models.are-enabled')).toBe('unknown');
  expect(stdout).toContain('nexus doctor --live');
  expect(stdout).not.toMatch(/field that the message names|copy the key/);
});

test('doctor --live and probe call with it', async () => {
  const gateway = await restricted();
  const live = await gateway.run(
    ...['doctor', '--live', '--yes', '--json', '--route', '/v1/chat/completions', '--model', 'gpt-5.4'],
  );
  expect(live.json).toMatchObject({ spend: { calls: 1 }, proof: 'answers' });
  const probed = await gateway.run(
    ...['probe', '--yes', '--json', '--route', '/v1/chat/completions', '--model', 'gpt-5.4'],
  );
  expect(probed.json.rows.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['answers', 'streams']);
});

test('a call that lacks a permission is refused for that, and not for its form', async () => {
  const gateway = await startGateway({
    get: (seen) => (keysIn(seen).bearer === rightKey ? missingScope : unknownKey),
    refusalOf: () => missingScope,
  });
  const { json, exitCode } = await gateway.run(
    ...['doctor', '--live', '--yes', '--json', '--route', '/v1/chat/completions', '--model', 'gpt-5.4'],
  );
  expect(json.firstCause.finding.id).toBe('edge/http-missing-scope');
  expect(exitCode).toBe(4);
});
