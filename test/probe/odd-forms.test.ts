import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { chunk, type OddGateway, sendJson, sendStream, startOddGateway } from './odd-gateway.ts';
import { gatewayWith, probeAt } from './probe-sandbox.ts';

async function probed(mode: 'plain' | 'stream', post: NonNullable<OddGateway['post']>) {
  const gateway = await startOddGateway({ post });
  const args = ['probe', '--yes', '--json', '--mode', mode, '--route', '/v1/chat/completions'];
  const { json, exitCode } = await gateway.run(args);
  const [{ verdict, findings }] = json.rows;
  return { verdict, exitCode, findings };
}

const answer = {
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: '1 2' }, finish_reason: 'stop' }],
};
const stream = [
  chunk({ role: 'assistant', content: '1' }),
  chunk({ content: ' 2' }),
  chunk({}, 'stop'),
  'data: [DONE]\n\n',
];

describe('JSON that calls itself an event stream', () => {
  const sentAs = (body: unknown) =>
    probed('stream', (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(JSON.stringify(body));
      return true;
    });

  test('is an answer without a stream', async () => {
    const { verdict, findings } = await sentAs(answer);
    expect({ verdict, id: findings[0].id }).toEqual({ verdict: 'ignored-stream', id: 'stream/ignored' });
  });

  test('is the error that it holds', async () => {
    const { verdict, exitCode, findings } = await sentAs({
      error: { code: 'expired_key', message: 'no' },
    });
    expect({ verdict, exitCode, id: findings[0].id }).toEqual({
      verdict: 'rejected',
      exitCode: 4,
      id: 'openai/expired_key',
    });
  });
});

describe('an event stream that nobody asked for', () => {
  test('is a wrong answer of the gateway', async () => {
    const { verdict, exitCode, findings } = await probed('plain', (response) =>
      sendStream(response, [[0, stream.join('')]]),
    );
    expect({ verdict, exitCode }).toEqual({ verdict: 'wrong-answer', exitCode: 1 });
    expect(findings).toMatchObject([
      {
        owner: 'gateway',
        summary: 'POST /v1/chat/completions: it streamed although no stream was asked for',
      },
    ]);
  });

  test('is the error that it holds', async () => {
    const error = { error: { code: 'expired_key', message: 'no' } };
    const { verdict, exitCode } = await probed('plain', (response) =>
      sendStream(response, [[0, `data: ${JSON.stringify(error)}\n\n`]]),
    );
    expect({ verdict, exitCode }).toEqual({ verdict: 'rejected', exitCode: 4 });
  });
});

test('a stream without a role is a remark, because the stream helper of OpenAI’s library needs one', async () => {
  const gateway = await startOddGateway({
    post: (response) =>
      sendStream(response, [
        [0, chunk({ content: '1' })],
        [120, chunk({ content: ' 2' })],
        [0, `${chunk({}, 'stop')}data: [DONE]\n\n`],
      ]),
  });
  const args = ['--mode', 'stream', '--route', '/v1/chat/completions', '--model', 'm-one'];
  const { json } = await gateway.run(['probe', '--yes', '--json', ...args]);
  const remark = json.rows[0].findings.find(({ id }: { id: string }) => id === 'stream/deviates');
  expect(remark).toMatchObject({ severity: 'warning', summary: expect.stringMatching(/such as the role/) });
  const client = new OpenAI({ baseURL: `${gateway.baseUrl}/v1`, apiKey: gateway.key, maxRetries: 0 });
  const stream = client.chat.completions.stream({ model: 'm-one', messages: [] });
  await expect(stream.finalChatCompletion()).rejects.toThrow('missing role');
});

test('an event that is no JSON is told in a whole sentence', async () => {
  const { verdict, findings } = await probed('stream', (response) =>
    sendStream(response, [[0, 'data: not json\n\n']]),
  );
  expect(verdict).toBe('not-sse');
  expect(findings[0].summary).toBe(
    'POST /v1/chat/completions answered a streaming request with an event whose data is not a JSON object',
  );
});

test('a used-up quota with status 429 is undecided, and told with the way to go on', async () => {
  const error = { message: 'You exceeded your current quota.', code: 'insufficient_quota' };
  const gateway = await startOddGateway({ post: (response) => sendJson(response, 429, { error }) });
  const args = ['probe', '--yes', '--json', '--concurrency', '1', '--route', '/v1/chat/completions'];
  const { json, exitCode } = await gateway.run(args);
  expect(gateway.asked).toHaveLength(1);
  expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'inconclusive', exitCode: 3 });
  expect(json.stopped).toMatchObject({
    why: 'a limit was reached',
    command: expect.stringContaining('--resume'),
  });
  expect(json.rows[0].findings).toMatchObject([{ id: 'openai/insufficient_quota', severity: 'unknown' }]);
});

describe('where streaming is documented as absent', () => {
  const args = ['--yes', '--route', '/v1/chat/completions', '--mode', 'stream'];

  test('the documented refusal is as documented', async () => {
    const { json, exitCode } = await probeAt(await gatewayWith({}), args);
    expect(json.rows).toMatchObject([{ documented: 'no', verdict: 'not-supported' }]);
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'healthy', exitCode: 0 });
  });

  test.each(['billing_finalization_failed', 'missing_model'])('%s proves nothing', async (error) => {
    const sandbox = await gatewayWith({ rules: [{ method: 'POST', reply: { kind: 'error', error } }] });
    const { json, exitCode } = await probeAt(sandbox, args);
    expect(json.rows).toMatchObject([
      { documented: 'no', verdict: 'rejected', findings: [{ severity: 'unknown' }] },
    ]);
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'inconclusive', exitCode: 3 });
  });
});

describe('the content of a chat message as a list of parts', () => {
  const parts = (text: string) => [{ type: 'text', text }];

  test('is text in the chunks of a stream', async () => {
    const pieces = [
      chunk({ role: 'assistant', content: parts('1') }),
      chunk({ content: parts(' 2') }),
      chunk({ content: parts(' 3') }),
      `${chunk({}, 'stop')}data: [DONE]\n\n`,
    ];
    const { verdict, findings } = await probed('stream', (response) =>
      sendStream(
        response,
        pieces.map((bytes) => [80, bytes] as const),
      ),
    );
    expect({ verdict, findings }).toEqual({ verdict: 'streams', findings: [] });
  });

  test('is text in a plain answer', async () => {
    const message = { role: 'assistant', content: parts('1 2') };
    const choices = [{ index: 0, message, finish_reason: 'stop' }];
    const { verdict, findings } = await probed('plain', (response) =>
      sendJson(response, 200, { ...answer, choices }),
    );
    expect({ verdict, findings }).toEqual({ verdict: 'answers', findings: [] });
  });
});

test('JUnit calls an id of ours ours where the gateway gave none', async () => {
  const gateway = await startOddGateway({ post: (response) => sendJson(response, 400, { error: 'no' }) });
  const args = ['probe', '--yes', '--format', 'junit', '--mode', 'plain', '--route', '/v1/chat/completions'];
  const { stdout } = await gateway.run(args);
  expect(stdout).toMatch(/; ours [0-9a-f-]{36}</);
  expect(stdout).not.toContain('request_id');
});
