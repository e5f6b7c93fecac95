import { describe, expect, test } from 'vitest';
import { startOddGateway } from '../probe/odd-gateway.ts';
import { keysIn, list, rightKey, startGateway } from '../support/made-up-gateway.ts';

const live = ['doctor', '--live', '--yes', '--json', '--route', '/v1/chat/completions'];

/** To others the gateway answers `stranger`, to the right key `known`, and it answers calls with that key. */
const start = (stranger: { status: number; body: unknown }, known: { status: number; body: unknown }) => {
  const isRight = (seen: Parameters<typeof keysIn>[0]) => keysIn(seen).bearer === rightKey;
  return startGateway({
    get: (seen) => {
      if (!isRight(seen)) return stranger;
      return seen.path === '/v1/models' ? known : { status: 404, body: { error: { message: 'not here' } } };
    },
    refusalOf: (seen) => (isRight(seen) ? undefined : stranger),
  });
};
const refusal = { status: 401, body: { error: 'unauthorized' } };
const fault = { status: 500, body: { error: { message: 'Internal server error' } } };
const envelope = { status: 200, body: { code: 0, msg: 'ok', data: { list: [{ id: 'model-a' }] } } };

/** Gemini's form, and Ollama's: https://ai.google.dev/api/models, https://github.com/ollama/ollama/blob/main/docs/api.md */
test('a list that names its models by name is one, and proves the key beside a refusal of others', async () => {
  const gateway = await start(refusal, {
    status: 200,
    body: { models: [{ name: 'models/a' }, { name: 'models/b' }] },
  });
  const { json, exitCode } = await gateway.run('doctor', '--json');
  expect({ exitCode, proof: json.proof }).toEqual({ exitCode: 0, proof: 'accepts-key' });
  const models = await gateway.run('models', '--json');
  expect(models.json.models.map(({ id }: { id: string }) => id)).toEqual(['models/a', 'models/b']);
});

describe.each([
  ['JSON of another kind to this key and 401 to others', refusal, envelope, 'local/answer-form-unknown'],
  ['a list to this key and a fault to others', fault, list, 'edge/http-500'],
])('%s', (_, stranger, known, id) => {
  test('leads to a call, and the call is made', async () => {
    const gateway = await start(stranger, known);
    const { json, exitCode } = await gateway.run('doctor', '--json');
    expect(json.firstCause.finding.id).toBe(id);
    expect({ exitCode, verdict: json.verdict }).toEqual({ exitCode: 3, verdict: 'inconclusive' });
    const called = await gateway.run(...live, '--model', 'model-a');
    expect(called.json.callNotMade).toBeUndefined();
    expect(called.json).toMatchObject({ spend: { calls: 1 }, proof: 'answers' });
  });

  test('what the call settles is no open question, and stays to be read', async () => {
    const gateway = await start(stranger, known);
    const { json, exitCode, stdout } = await gateway.run(...live);
    expect({ exitCode, verdict: json.verdict }).toEqual({ exitCode: 0, verdict: 'degraded' });
    expect(stdout).toContain(id);
    expect(json.nextStep?.command ?? '').not.toContain('doctor --live');
  });
});

test('a list to this key alone proves that the API speaks, even where others meet a fault', async () => {
  const gateway = await start(fault, list);
  const { json } = await gateway.run('doctor', '--json');
  expect(json.proof).toBe('speaks-api');
});

test('where no model is known, the call that is not made says what to name', async () => {
  const gateway = await startOddGateway({ listless: true });
  const { json } = await gateway.run(['doctor', '--live', '--yes', '--json']);
  expect(json.callNotMade).toContain('--model <id>');
  const named = await gateway.run(['doctor', '--live', '--yes', '--json', '--model', 'm-one']);
  expect(named.json).toMatchObject({ spend: { calls: 1 }, proof: 'answers' });
});

test('nobody is asked for a call where no API answered', async () => {
  const page = { status: 200, body: { status: 'ok' } };
  const gateway = await start(page, page);
  const { json } = await gateway.run(...live, '--model', 'model-a');
  expect(json).toMatchObject({ spend: { calls: 0 }, verdict: 'broken' });
});
