import { afterEach, describe, expect, test } from 'vitest';
import { readStream } from './read-stream.ts';
import { closeGateways, everywhere, startGateway, targets } from './stream-targets.ts';
import { send } from './wire-request.ts';

afterEach(closeGateways);

describe('where streams are offered', () => {
  test('a fault of all streams does not open a route that is documented without', async () => {
    const { baseUrl, key } = await startGateway({ stream: { kind: 'empty' } });
    const ask = ({ path, body }: { path: string; body: object }) =>
      readStream(`${baseUrl}${path}`, { headers: { 'x-api-key': key }, body: { ...body, stream: true } });
    expect((await ask(targets.messages)).text).toBe('');
    expect(JSON.parse((await ask(targets.chat)).text).error.code).toBe('streaming_not_supported');
  });

  test('a path of its own is stronger, and plain calls do not notice', async () => {
    const { baseUrl, key } = await startGateway({
      stream: { kind: 'empty' },
      streamAt: { '/v1/messages': { kind: 'sound' } },
    });
    const headers = { 'x-api-key': key };
    const { path, body } = targets.messages;
    const whole = await readStream(`${baseUrl}${path}`, { headers, body: { ...body, stream: true } });
    expect(whole.text).toContain(targets.messages.terminal);
    const plain = await send(`${baseUrl}${targets.responses.path}`, {
      headers,
      body: targets.responses.body,
    });
    expect(JSON.parse(plain.body).status).toBe('completed');
  });
});

describe('a model that wants its output limit otherwise', () => {
  async function refusalOf(limit: object, rule: { field?: string; minimum?: number }) {
    const { baseUrl, key } = await startGateway({ outputLimits: { 'gpt-5.4': rule } });
    const body = { model: 'gpt-5.4', messages: targets.chat.body.messages, ...limit };
    const answer = await send(`${baseUrl}/v1/chat/completions`, { headers: { 'x-api-key': key }, body });
    return { status: answer.status, error: JSON.parse(answer.body).error };
  }

  test('names the field that it takes and the one that it does not', async () => {
    const { status, error } = await refusalOf({ max_tokens: 16 }, { field: 'max_completion_tokens' });
    expect(status).toBe(400);
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'unsupported_parameter',
      param: 'max_tokens',
    });
    expect(error.message).toContain("'max_completion_tokens'");
  });

  test('takes the field that it named, and a request without a limit', async () => {
    const rule = { field: 'max_completion_tokens', minimum: 16 };
    expect((await refusalOf({ max_completion_tokens: 16 }, rule)).status).toBe(200);
    expect((await refusalOf({}, rule)).status).toBe(200);
  });

  test('says the least that it takes', async () => {
    const { status, error } = await refusalOf({ max_completion_tokens: 15 }, { minimum: 16 });
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 'integer_below_min_value', param: 'max_completion_tokens' });
    expect(error.message).toContain('>= 16');
  });
});

describe('what is kept of a call', () => {
  test('is the stream, the limit, the model and the accepted encodings', async () => {
    const { baseUrl, key, requests } = await startGateway(everywhere({ kind: 'at-once' }));
    for (const { path, body } of Object.values(targets)) {
      const headers = { 'x-api-key': key, 'accept-encoding': 'identity' };
      await readStream(`${baseUrl}${path}`, { headers, body: { ...body, stream: true } });
    }
    expect(requests).toEqual(
      Object.values(targets).map(({ path, body }) => ({
        method: 'POST',
        path,
        credential: 'right',
        acceptEncoding: 'identity',
        stream: true,
        outputLimit: 64,
        model: body.model,
      })),
    );
  });

  test.each([
    ['no limit', '/v1/messages', { model: 'claude-opus-4-8' }, null],
    ['a limit that is null', '/v1/chat/completions', { model: 'gpt-5.4', max_tokens: null }, null],
    ['a limit that is text', '/v1/chat/completions', { model: 'gpt-5.4', max_tokens: '16' }, null],
    ['a field of another route', '/v1/messages', { model: 'x', max_output_tokens: 16 }, null],
    ['a path that is not there', '/v1/embeddings', { model: 'x', max_output_tokens: 16 }, 16],
    ['the newer of two fields', '/v1/chat/completions', { max_tokens: 9, max_completion_tokens: 16 }, 16],
  ] as const)('%s is told as it counts on the route', async (_, path, body, limit) => {
    const { baseUrl, requests } = await startGateway({ rules: [{ reply: { kind: 'reset' } }] });
    await expect(send(`${baseUrl}${path}`, { body })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(requests[0]).toMatchObject({ stream: false, outputLimit: limit });
  });

  test('a body that is no JSON asked for nothing, and a GET has nothing to ask with', async () => {
    const { baseUrl, requests } = await startGateway({ mountedAt: '/api' });
    await send(`${baseUrl}/v1/messages`, { body: '{"stream":true' });
    await send(`${baseUrl}/v1/messages`, { body: { max_tokens: 7 } });
    await send(`${baseUrl}/v1/models`);
    expect(requests[0]).toMatchObject({ stream: false, outputLimit: null, model: null });
    expect(requests[1]).toMatchObject({ path: '/api/v1/messages', outputLimit: 7 });
    expect(Object.keys(requests[2] ?? {})).toEqual(['method', 'path', 'credential']);
  });
});
