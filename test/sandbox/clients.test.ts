import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningSandbox, scenarioById, startSandbox } from '../../src/sandbox/index.ts';

const text =
  'No model was asked: this text comes from the sandbox. One two three four five six seven eight nine ten.';
const messages = [{ role: 'user' as const, content: 'Count from 1 to 20.' }];

async function started(id: string): Promise<RunningSandbox> {
  const scenario = scenarioById(id);
  if (scenario === undefined) throw new Error(`No scenario ${id}`);
  return startSandbox(scenario, { streamGapMs: 5 });
}

function openaiAt({ baseUrl, key }: RunningSandbox): OpenAI {
  return new OpenAI({ baseURL: `${baseUrl}/v1`, apiKey: key, maxRetries: 0 });
}

function anthropicAt(baseURL: string, key: { apiKey: string } | { authToken: string }): Anthropic {
  // Both are given, so that no variable of the machine that runs the tests counts.
  return new Anthropic({ apiKey: null, authToken: null, ...key, baseURL, maxRetries: 0 });
}

describe('the official OpenAI client at nexus', () => {
  let sandbox: RunningSandbox;
  let client: OpenAI;
  beforeAll(async () => {
    sandbox = await started('healthy');
    client = openaiAt(sandbox);
  });
  afterAll(() => sandbox.close());

  test('lists the models', async () => {
    const ids: string[] = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toContain('gpt-5.4-openai-compact');
  });

  test('reads a chat answer', async () => {
    const answer = await client.chat.completions.create({ model: 'gpt-5.4', messages });
    expect(answer.choices[0]?.message.content).toBe(text);
    expect(answer.choices[0]?.finish_reason).toBe('stop');
    expect(answer.usage?.total_tokens).toBe((answer.usage?.prompt_tokens ?? 0) + 20);
  });

  test('reads a completion that ended at its limit', async () => {
    const answer = await client.completions.create({
      model: 'codex-auto-review',
      prompt: 'x',
      max_tokens: 3,
    });
    expect(answer.choices[0]).toMatchObject({ text: 'No model was', finish_reason: 'length' });
  });

  test('is told that chat does not stream here', async () => {
    const asked = client.chat.completions.create({ model: 'gpt-5.4', messages, stream: true });
    await expect(asked).rejects.toMatchObject({ status: 400, code: 'streaming_not_supported' });
    await expect(asked).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  });

  test('reads a response', async () => {
    const answer = await client.responses.create({ model: 'gpt-5.4', input: 'x', max_output_tokens: 64 });
    expect(answer.output_text).toBe(text);
    expect(answer.status).toBe('completed');
  });

  test('reads a whole stream of a response', async () => {
    const stream = client.responses.stream({ model: 'gpt-5.4', input: 'x' });
    const types: string[] = [];
    const numbers: number[] = [];
    for await (const event of stream) {
      types.push(event.type);
      numbers.push(event.sequence_number);
    }
    expect(types.at(0)).toBe('response.created');
    expect(types.at(-1)).toBe('response.completed');
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect((await stream.finalResponse()).output_text).toBe(text);
  });

  test('sees a stream that ended at its limit as incomplete', async () => {
    const stream = await client.responses.create({
      model: 'gpt-5.4',
      input: 'x',
      max_output_tokens: 16,
      stream: true,
    });
    let last: OpenAI.Responses.ResponseStreamEvent | undefined;
    for await (const event of stream) last = event;
    expect(last).toMatchObject({
      type: 'response.incomplete',
      response: { incomplete_details: { reason: 'max_output_tokens' }, usage: { output_tokens: 16 } },
    });
  });

  test('compacts', async () => {
    const answer = await client.responses.compact({ model: 'gpt-5.4-openai-compact', input: 'x' });
    expect(answer.object).toBe('response.compaction');
    expect(answer.output[0]?.type).toBe('compaction');
  });

  test('raises its authentication error for a wrong key, with the request id', async () => {
    const asked = openaiAt({ ...sandbox, key: 'wrong' }).models.list();
    await expect(asked).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(asked).rejects.toMatchObject({
      code: 'invalid_key',
      requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

describe('the official Anthropic client at nexus', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await started('healthy');
  });
  afterAll(() => sandbox.close());

  test.each(['apiKey', 'authToken'] as const)('reads an answer with the key as %s', async (field) => {
    const credential = field === 'apiKey' ? { apiKey: sandbox.key } : { authToken: sandbox.key };
    const client = anthropicAt(sandbox.baseUrl, credential);
    const answer = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 64, messages });
    expect(answer.content).toMatchObject([{ type: 'text', text }]);
    expect(answer.stop_reason).toBe('end_turn');
  });

  test('reads a whole stream', async () => {
    const client = anthropicAt(sandbox.baseUrl, { apiKey: sandbox.key });
    const stream = client.messages.stream({ model: 'claude-sonnet-4-6', max_tokens: 64, messages });
    const answer = await stream.finalMessage();
    expect(answer.content).toMatchObject([{ type: 'text', text }]);
    expect(answer.usage.output_tokens).toBe(20);
  });

  test('counts tokens', async () => {
    const client = anthropicAt(sandbox.baseUrl, { apiKey: sandbox.key });
    expect(await client.messages.countTokens({ model: 'claude-sonnet-4-6', messages })).toMatchObject({
      input_tokens: 6,
    });
  });

  test('raises its permission error for a model that the key does not have', async () => {
    const client = anthropicAt(sandbox.baseUrl, { apiKey: sandbox.key });
    const asked = client.messages.create({ model: 'claude-9', max_tokens: 16, messages });
    await expect(asked).rejects.toBeInstanceOf(Anthropic.PermissionDeniedError);
    await expect(asked).rejects.toMatchObject({ error: { error: { code: 'model_not_allowed' } } });
  });
});

describe('the official clients at nusantara', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await started('healthy-nusantara');
  });
  afterAll(() => sandbox.close());

  test('OpenAI lists the models with their owners', async () => {
    const { data } = await openaiAt(sandbox).models.list();
    expect(data).toContainEqual(expect.objectContaining({ id: 'garda-core', owned_by: 'neosantara' }));
  });

  test('OpenAI reads a whole stream of chat, with usage at its end', async () => {
    const stream = openaiAt(sandbox).chat.completions.stream({
      model: 'gpt-5.4',
      messages,
      stream_options: { include_usage: true },
    });
    const answer = await stream.finalChatCompletion();
    expect(answer.choices[0]?.message.content).toBe(text);
    expect(answer.usage?.completion_tokens).toBe(20);
  });

  test('OpenAI reads a whole stream of a response', async () => {
    const stream = openaiAt(sandbox).responses.stream({ model: 'gpt-5.4', input: 'x' });
    expect((await stream.finalResponse()).output_text).toBe(text);
  });

  test('OpenAI is told that completions do not exist here', async () => {
    const asked = openaiAt(sandbox).completions.create({ model: 'gpt-5.4', prompt: 'x' });
    await expect(asked).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test.each(['', '/anthropic'])('Anthropic reads an answer and a stream below "%s"', async (path) => {
    const client = anthropicAt(`${sandbox.baseUrl}${path}`, { apiKey: sandbox.key });
    const asked = { model: 'claude-sonnet-4-6', max_tokens: 64, messages };
    expect((await client.messages.create(asked)).content).toMatchObject([{ text }]);
    expect((await client.messages.stream(asked).finalMessage()).content).toMatchObject([{ text }]);
  });

  test('Anthropic raises its not-found error for an unknown model', async () => {
    const client = anthropicAt(`${sandbox.baseUrl}/anthropic`, { apiKey: sandbox.key });
    const asked = client.messages.create({ model: 'claude-9', max_tokens: 16, messages });
    await expect(asked).rejects.toBeInstanceOf(Anthropic.NotFoundError);
    await expect(asked).rejects.toMatchObject({
      error: { type: 'error', error: { type: 'not_found_error' } },
    });
  });
});
