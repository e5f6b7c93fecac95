import { describe, expect, test } from 'vitest';
import type { ProbeRow } from '../../src/report/documents.ts';
import { sendJson, sendStream, startOddGateway } from './odd-gateway.ts';

const refused = { error: { message: 'Expired Key', code: 'expired_key' } };
const models = ['--route', '/v1/chat/completions', '--model', 'a,b,c,d', '--concurrency', '1'];

describe('a gateway of which nobody documents anything', () => {
  test('is healthy with chat completions alone, with a note for each route that is not there', async () => {
    const gateway = await startOddGateway({});
    const { json, exitCode } = await gateway.run(['probe', '--yes', '--json']);
    const rows: readonly ProbeRow[] = json.rows;
    const there = rows.filter(({ path }) => path === '/v1/chat/completions');
    const notThere = rows.filter(({ path }) => path !== '/v1/chat/completions');
    expect(there.map(({ verdict }) => verdict)).toEqual(['answers', 'streams']);
    expect(notThere).toHaveLength(6);
    for (const row of notThere) {
      expect(row).toMatchObject({
        verdict: 'rejected',
        status: 404,
        mismatch: null,
        why: 'nobody documents this route here, and the gateway does not have it',
      });
      expect(row.findings.map(({ severity }) => severity)).toEqual(['hint']);
    }
    expect(new Set(rows.map(({ documented }) => documented))).toEqual(new Set(['unknown']));
    expect({ verdict: json.verdict, exitCode, nextStep: json.nextStep }).toEqual({
      verdict: 'healthy',
      exitCode: 0,
      nextStep: null,
    });
  });

  test('shows the routes that are not there as such, and not as failed', async () => {
    const gateway = await startOddGateway({});
    const { stdout } = await gateway.run(['probe', '--yes']);
    expect(stdout).toContain('3 not offered');
    expect(stdout).not.toContain('failed');
    const junit = await gateway.run(['probe', '--yes', '--format', 'junit']);
    expect(junit.stdout).toContain('failures="0" errors="0"');
    expect(junit.stdout).toContain('nobody documents this route here');
  });

  test.each([
    ['a page', 404, 'text/html', '<html><title>404</title></html>'],
    ['a line of text', 404, 'text/plain', '404 page not found'],
    ['another method', 405, 'application/json', '{"detail":"Method Not Allowed"}'],
    ['the code for it', 400, 'application/json', '{"error":{"code":"unsupported_endpoint","message":"no"}}'],
  ])('may say it by %s', async (_, status, contentType, body) => {
    const gateway = await startOddGateway({
      post: (response, { path }) => {
        if (path === '/v1/chat/completions') return false;
        response.writeHead(status, { 'content-type': contentType }).end(body);
        return true;
      },
    });
    const { json, exitCode } = await gateway.run(['probe', '--yes', '--json', '--mode', 'plain']);
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'healthy', exitCode: 0 });
  });

  test('is undecided where no route answers, and says what to do', async () => {
    const gateway = await startOddGateway({});
    const { json, exitCode } = await gateway.run(['probe', '--yes', '--json', '--route', '/v1/messages']);
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'inconclusive', exitCode: 3 });
    expect(json.nextStep.text).toContain('--route');
  });

  test('is broken by a model that is not there', async () => {
    const body = { error: { message: 'The model `nope` does not exist', code: 'model_not_found' } };
    const gateway = await startOddGateway({ post: (response) => sendJson(response, 404, body) });
    const args = ['probe', '--yes', '--json', '--route', '/v1/chat/completions', '--model', 'nope'];
    expect((await gateway.run(args)).exitCode).toBe(1);
    const unnamed = { type: 'error', error: { type: 'not_found_error', message: 'model: nope' } };
    const other = await startOddGateway({ post: (response) => sendJson(response, 404, unnamed) });
    expect((await other.run(args)).exitCode).toBe(1);
  });
});

describe('a refusal of the key inside a stream', () => {
  test('stops the sweep at the first cell', async () => {
    const gateway = await startOddGateway({
      post: (response) => sendStream(response, [[0, `data: ${JSON.stringify(refused)}\n\n`]]),
    });
    const args = ['probe', '--yes', '--json', '--mode', 'stream', ...models];
    const { json, exitCode } = await gateway.run(args);
    expect(gateway.asked).toHaveLength(1);
    expect(json.stopped.why).toBe('the gateway refused the key');
    expect(json.rows[0]).toMatchObject({ verdict: 'error-in-stream', findings: [{ severity: 'error' }] });
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'broken', exitCode: 4 });
  });

  test('in the words of a vendor, after the gateway let the key in, stops nothing', async () => {
    const words = { error: { message: 'Invalid API key', code: 'invalid_api_key' } };
    const gateway = await startOddGateway({
      post: (response) => sendStream(response, [[0, `data: ${JSON.stringify(words)}\n\n`]]),
    });
    const { json, exitCode } = await gateway.run(['probe', '--yes', '--json', '--mode', 'stream', ...models]);
    expect(gateway.asked).toHaveLength(4);
    expect(json.stopped).toBeUndefined();
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'broken', exitCode: 1 });
  });

  test('is the first cause of doctor --live', async () => {
    const gateway = await startOddGateway({
      post: (response) => sendStream(response, [[0, `data: ${JSON.stringify(refused)}\n\n`]]),
      documents: 'streaming',
    });
    const { json, exitCode } = await gateway.run(['doctor', '--live', '--yes', '--json']);
    expect(gateway.asked).toMatchObject([{ body: { stream: true } }]);
    expect(json.firstCause).toMatchObject({
      check: 'answer.is-valid',
      finding: { id: 'openai/expired_key' },
    });
    expect({ exitCode, verdict: json.verdict }).toEqual({ exitCode: 4, verdict: 'broken' });
  });
});

test('a gateway that reads x-api-key only is not called as it would be by clients that it refuses', async () => {
  const gateway = await startOddGateway({ keyHeader: 'x-api-key' });
  const { json } = await gateway.run(['probe', '--yes', '--json']);
  expect(gateway.asked.map(({ path }) => path)).not.toContain('/v1/chat/completions');
  expect(json.rows[0]).toMatchObject({
    path: '/v1/chat/completions',
    verdict: 'skipped',
    why: expect.stringContaining('x-api-key'),
  });
});

describe('a list that could not be read', () => {
  test('because it is missing is said, with what to do', async () => {
    const gateway = await startOddGateway({ listless: true });
    const { json, exitCode } = await gateway.run(['probe', '--yes', '--json']);
    expect(gateway.asked).toEqual([]);
    expect(json.rows[0]).toMatchObject({
      verdict: 'skipped',
      why: 'the model list could not be read, so a model has to be named',
    });
    expect(json.nextStep.text).toContain('nexus probe --model <id>');
    expect(exitCode).toBe(3);
  });
});

test('a model or a route that is named twice is called once', async () => {
  const gateway = await startOddGateway({});
  const args = ['probe', '--yes', '--json', '--mode', 'plain', '--model', 'm-one,m-one, ,m-one'];
  const { json } = await gateway.run([...args, '--route', '/v1/chat/completions,chat/completions']);
  expect(gateway.asked).toHaveLength(1);
  expect(json.rows).toHaveLength(1);
});
