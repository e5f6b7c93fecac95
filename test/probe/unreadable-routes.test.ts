import { describe, expect, test } from 'vitest';
import { sendJson, startOddGateway } from './odd-gateway.ts';
import { gatewayWith, posts, probeAt } from './probe-sandbox.ts';

const why = 'not probed: the route speaks none of chat completions, completions, responses and messages';
const anything = {
  post: (response: Parameters<typeof sendJson>[0]) => sendJson(response, 200, { data: [] }),
};

describe('a route of no known format is never called', () => {
  test.each([
    '/v1/images/generations',
    '/v1/audio/speech',
    '/v1/embeddings',
    '/v1/moderations',
    '/v1/messages/count_tokens',
    '/v1/messages/batches',
    '/v1/responses/resp_1/cancel',
  ])('%s', async (path) => {
    const gateway = await startOddGateway(anything);
    const { json, exitCode } = await gateway.run(['probe', '--yes', '--json', '--route', path]);
    expect(gateway.asked).toEqual([]);
    expect(json.rows).toMatchObject([
      { path, stream: false, verdict: 'skipped', why },
      { path, stream: true, verdict: 'skipped', why },
    ]);
    expect(json.plan.calls).toBe(0);
    expect(json.nextStep.text).toContain('--route');
    expect(exitCode).toBe(3);
  });

  test('although the provider documents it', async () => {
    const sandbox = await gatewayWith({});
    const { json } = await probeAt(sandbox, ['--yes', '--route', '/v1/messages/count_tokens']);
    expect(posts(sandbox)).toEqual([]);
    expect(json.rows).toMatchObject([
      { verdict: 'skipped', why },
      { verdict: 'skipped', why },
    ]);
  });

  test('although the models are named, and beside one that is called', async () => {
    const gateway = await startOddGateway({});
    const args = ['probe', '--yes', '--json', '--model', 'm-one', '--mode', 'plain'];
    const { json } = await gateway.run([...args, '--route', '/v1/embeddings,/v1/chat/completions']);
    expect(gateway.asked.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
    expect(json.rows).toMatchObject([
      { path: '/v1/embeddings', model: 'm-one', verdict: 'skipped' },
      { path: '/v1/chat/completions', verdict: 'answers' },
    ]);
  });

  test('by doctor --live', async () => {
    const gateway = await startOddGateway(anything);
    const args = ['doctor', '--live', '--yes', '--json', '--route', '/v1/embeddings'];
    const { json, exitCode } = await gateway.run(args);
    expect(gateway.asked).toEqual([]);
    expect(exitCode).toBe(2);
    expect(json.error).toMatchObject({ kind: 'usage', message: expect.stringContaining('--live') });
  });
});
