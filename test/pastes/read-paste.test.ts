import { describe, expect, test } from 'vitest';
import { readPaste } from '../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 180 };
const read = (text: string) => readPaste(text, context);
const names = (text: string) =>
  read(text).errors.map(({ code, type, message }) => (code ?? type ?? message)?.value);

const invalid = '{"error":{"message":"No.","type":"auth","code":"invalid_key","request_id":"req_1aaaaaaa"}}';

describe('one error is found in', () => {
  test.each([
    ['a body by itself', invalid, ['invalid_key']],
    ['a body over several lines', JSON.stringify(JSON.parse(invalid), null, 2), ['invalid_key']],
    [
      'the output of curl -v',
      `< HTTP/2 401\n< x-request-id: req_1aaaaaaa\n<\n${invalid}\n* done`,
      ['invalid_key'],
    ],
    ['a log line', `2026-01-02 ERROR upstream said ${invalid} (attempt 1)`, ['invalid_key']],
    ['the events of a stream', `event: error\ndata: ${invalid}\n\n`, ['invalid_key']],
    ['the flat form', '{"message":"No.","code":"invalid_key"}', ['invalid_key']],
    [
      'the wrapper of Anthropic',
      '{"type":"error","error":{"type":"overloaded_error"}}',
      ['overloaded_error'],
    ],
    ['a brace in a string', '{"error":{"message":"a } b \\" {","code":"invalid_key"}}', ['invalid_key']],
    ['text with loose braces before it', `function() { return } {x} ${invalid}`, ['invalid_key']],
    [
      'the error of a client that wraps the answer',
      `{"message":"Request failed with status code 401","name":"AxiosError","response":{"data":${invalid}}}`,
      ['invalid_key'],
    ],
    [
      'a dict of Python',
      "{'error': {'message': \"isn't\", 'code': 'invalid_key', 'param': None}}",
      ['invalid_key'],
    ],
    [
      'an object of Node',
      "{ error: { message: 'No.', code: 'invalid_key', param: undefined } }",
      ['invalid_key'],
    ],
    ['a text inside of a log line', `msg="${invalid.replaceAll('"', '\\"')}"`, ['invalid_key']],
    ['a body that was cut off', invalid.slice(0, -4), ['invalid_key']],
    ['a body that a terminal broke', invalid.replace('invalid_key', 'inva\nlid_key'), ['invalid_key']],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

test.each([
  ['nothing', ''],
  ['words', 'it does not work'],
  ['JSON without an error', '{"object":"list","data":[{"id":"m"}]}'],
  ['an answer of a model', '{"choices":[{"message":{"role":"assistant","content":"hi"}}]}'],
  ['a good line of a log', '{"level":"info","time":1795340527123,"message":"call done","status":200}'],
  ['an object nested to any depth', `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`],
])('%s holds no error', (_, text) => {
  expect(read(text).errors).toEqual([]);
});

test('two errors are two, the last of the text first', () => {
  expect(names(`${invalid}\n{"error":{"code":"pricing_stale"}}`)).toEqual(['pricing_stale', 'invalid_key']);
});

test('errors with times stand newest first, whatever their order in the text', () => {
  const text =
    '2026-11-22T09:42:07Z ERROR code=internal_error\n2026-11-22T09:40:00Z ERROR code=pricing_stale';
  expect(names(text)).toEqual(['internal_error', 'pricing_stale']);
});

test('the same request told twice is one error', () => {
  expect(read(`${invalid}\nand again\n${invalid}`).errors).toHaveLength(1);
});

test('each fact says in words where it stands', () => {
  const { errors } = read(
    `< HTTP/2 401\n< x-request-id: req_1aaaaaaa\n< date: Sun, 22 Nov 2026 09:42:07 GMT\n\n{"error":{"code":"invalid_key"}}`,
  );
  expect(errors).toMatchObject([
    {
      requestId: { value: 'req_1aaaaaaa', from: 'response header x-request-id, line 2' },
      code: { value: 'invalid_key', from: 'response body, line 5' },
      status: { value: 401, from: 'the status line, line 1' },
      time: { value: '2026-11-22T09:42:07.000Z', zone: 'stated', from: 'response header date, line 3' },
    },
  ]);
});

test('the id of a success is not lent to the failure behind it', () => {
  const text =
    'HTTP/1.1 200 OK\nx-request-id: req_aaaaaaaa1\n\nHTTP/1.1 502 Bad Gateway\n\n{"error":{"code":"internal_error"}}';
  expect(read(text).errors.map(({ requestId }) => requestId)).toEqual([undefined]);
});

test('what the client sent as its id is not taken for the id of the gateway', () => {
  const { errors } = read('> POST /v1/messages HTTP/1.1\n> x-request-id: mine-0001\n\n< HTTP/1.1 500 Oops\n');
  expect(errors).toMatchObject([
    { clientRequestId: { value: 'mine-0001' }, endpoint: { value: 'POST /v1/messages' } },
  ]);
  expect(errors[0]?.requestId).toBeUndefined();
});

test('a time without a zone is read as local time and says so', () => {
  expect(read('2026-11-22 12:42:07,123 ERROR code=internal_error').errors).toMatchObject([
    { time: { value: '2026-11-22T09:42:07.123Z', zone: 'assumed-local' } },
  ]);
});

test('a doubled version stays in the endpoint, for it is the mistake', () => {
  expect(read('POST https://h.example/api/v1/v1/messages?beta=true 404').errors).toMatchObject([
    { endpoint: { value: 'POST /v1/v1/messages' }, host: { value: 'h.example' } },
  ]);
});

test('a base path before the version is left out, unless the route is documented with it', () => {
  const endpoint = (path: string) => read(`POST https://h.example${path} 404`).errors[0]?.endpoint?.value;
  expect(endpoint('/openai/v1/responses')).toBe('POST /v1/responses');
  expect(endpoint('/anthropic/v1/messages')).toBe('POST /anthropic/v1/messages');
});

test('the base path of a variant stays, for another key may be right below it', () => {
  const endpoint = (address: string) => read(`POST ${address} 404`).errors[0]?.endpoint?.value;
  expect(endpoint('https://api.neosantara.xyz/coding/v1/chat/completions')).toBe(
    'POST /coding/v1/chat/completions',
  );
  expect(endpoint('/coding/anthropic/v1/messages')).toBe('POST /coding/anthropic/v1/messages');
  expect(endpoint('https://api.nexus-hub.ru/openai/v1/responses')).toBe('POST /openai/v1/responses');
});

test('the address of a documentation page is no endpoint', () => {
  const { errors } = read(
    `${invalid}\nsee https://docs.example.com/v1/errors and https://github.com/a/b/v1/x`,
  );
  expect(errors[0]?.endpoint).toBeUndefined();
});

test('facts that stand without an error are loose', () => {
  expect(read('request id req_0123456789abcdef, model gpt-5.4')).toMatchObject({
    errors: [],
    loose: { requestId: { value: 'req_0123456789abcdef' }, model: { value: 'gpt-5.4' } },
  });
});

test('a limit keeps the headers that tell what it is', () => {
  const { errors } = read(
    'HTTP/2 429\nretry-after: 30\nx-ratelimit-remaining-requests: 0\ncf-ray: 9f-FRA\n\n',
  );
  expect(errors[0]?.evidence).toEqual([
    'retry-after: 30',
    'x-ratelimit-remaining-requests: 0',
    'cf-ray: 9f-FRA',
  ]);
});

describe('a request id', () => {
  const idOf = (text: string) => read(text).errors[0]?.requestId?.value ?? read(text).loose.requestId?.value;
  const uuid = '5f0c2a9e-1b1d-4c52-9a53-0d9a6a6f1e07';

  test.each([
    ['of more digits than JavaScript counts', '12345678901234567890'],
    ['of eighteen digits', '202611221234567891'],
    ['that is a small number', '20261122'],
    ['that begins with zeros', '0012345678'],
  ])('%s stays as it is written', (_, id) => {
    expect(idOf(`{"error":{"code":"invalid_key","message":"No."},"request_id":${id}}`)).toBe(id);
  });

  test.each([
    `rid=${uuid} status=401 invalid_key`,
    `{"rid":"${uuid}","error":{"code":"invalid_key"}}`,
    `req_id: ${uuid} upstream answered 401 invalid_key`,
    `{"level":"error","reqId":"${uuid}","error":{"code":"invalid_key"}}`,
  ])('under a short name counts where it looks like one: %s', (text) => {
    expect(idOf(text)).toBe(uuid);
  });

  test.each([
    'rid=17 status=401 invalid_key',
    'rid=default status=401 invalid_key',
    '{"level":"error","reqId":"req-1a","error":{"code":"invalid_key"}}',
    `grid=${uuid} status=401 invalid_key`,
    `trace_id=${uuid} status=401 invalid_key`,
    `{"trace_id":"${uuid}","error":{"code":"invalid_key"}}`,
  ])('is not made of what only stands under such a name: %s', (text) => {
    expect(idOf(text)).toBeUndefined();
  });

  test('of its own name comes before one under a short name', () => {
    expect(idOf(`rid=${uuid} {"error":{"code":"invalid_key"},"request_id":"req_0123456789"}`)).toBe(
      'req_0123456789',
    );
  });
});

describe('the program of an error', () => {
  const clientsOf = (text: string) => read(text).errors.map(({ client }) => client?.value);
  const line = (fields: object) => `${JSON.stringify({ time: '2026-11-22T09:42:00Z', ...fields })}\n`;
  const failed = { status: 500, code: 'internal_error', request_id: 'req_12345678' };

  test('is its own, however well another call names another one', () => {
    const good = line({ level: 'info', status: 200, user_agent: 'codex_cli_rs/0.63.0' });
    const bad = line({ level: 'error', ...failed, user_agent: 'n8n/1.2' });
    expect(clientsOf(good + bad)).toEqual(['n8n/1.2']);
    expect(clientsOf(bad + good)).toEqual(['n8n/1.2']);
  });

  test('is a browser, where the browser called', () => {
    const entry = (status: number, agent: string) => ({
      startedDateTime: '2026-11-22T09:42:00Z',
      request: {
        method: 'POST',
        url: 'https://api.nexus-hub.ru/v1/messages',
        headers: [{ name: 'User-Agent', value: agent }],
      },
      response: { status, headers: [], content: {} },
    });
    const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const entries = [entry(500, browser), entry(200, 'claude-cli/2.0.42 (external, cli)')];
    expect(clientsOf(JSON.stringify({ log: { entries } }))).toEqual(['Firefox/140.0']);
  });

  test('is lent where the text names one alone, and only there', () => {
    const one = line({ level: 'info', status: 200, user_agent: 'codex_cli_rs/0.63.0' });
    const other = line({ level: 'info', status: 200, user_agent: 'n8n/1.2' });
    const bad = line({ level: 'error', ...failed });
    expect(clientsOf(one + bad)).toEqual(['codex_cli_rs/0.63.0']);
    expect(clientsOf(one + other + bad)).toEqual([undefined]);
  });

  test('is the tool whose name stands above, not the library below it', () => {
    expect(clientsOf(`Aider v0.86.1\n\nopenai.InternalServerError: Error code: 500 - ${invalid}`)).toEqual([
      'Aider v0.86.1',
    ]);
  });

  test('has its version without the bracket around it', () => {
    expect(clientsOf(`OpenAI Codex (v0.63.0)\nERROR: unexpected status 500 Oops`)).toEqual([
      'OpenAI Codex v0.63.0',
    ]);
  });
});

describe('a time in the words of a person', () => {
  const timeOf = (text: string) => read(`${text} ошибка 502 internal_error`).errors[0]?.time?.value;

  test.each([
    ['Вчера вечером (21.11.2026 около 19:05 МСК)', '2026-11-21T16:05:00.000Z'],
    ['22 ноября в 12:42 по Москве', '2026-11-22T09:42:00.000Z'],
    ['Ошибка была 22 нояб. 2026 г. в 12:42:07 МСК,', '2026-11-22T09:42:07.000Z'],
    ['22 November 2026 pukul 12.42 WIB', '2026-11-22T05:42:00.000Z'],
    ['22 Agustus 2026, jam 12:42 WIB', '2026-08-22T05:42:00.000Z'],
    ['5 мая в 23:10 UTC', '2026-05-05T23:10:00.000Z'],
    ['22 November at 09:42 UTC', '2026-11-22T09:42:00.000Z'],
  ])('%s', (text, expected) => {
    expect(timeOf(text)).toBe(expected);
  });

  test('says so where it is not exact', () => {
    expect(read('21.11.2026 около 19:05 МСК ошибка 502').errors[0]?.time?.from).toBe(
      'the words, which say about when, line 1',
    );
  });

  test.each(['22 маршрута в 12:42', 'версия 5 мажорная 12:42', '3 may fail in 12:42'])(
    '%s is none',
    (text) => {
      expect(timeOf(text)).toBeUndefined();
    },
  );
});

test('a model and a route in a sentence are those of its error', () => {
  expect(
    read('22 ноября в 12:42 по Москве gpt-5.4 через /v1/responses отвечает ошибка 502').errors,
  ).toMatchObject([{ model: { value: 'gpt-5.4' }, endpoint: { value: '/v1/responses' } }]);
});

describe('the call in the code of a traceback tells the route', () => {
  const endpointOf = (code: string) =>
    read(`Traceback (most recent call last):\n    r = ${code}\nopenai.APIError: Error code: 502 - ${invalid}`)
      .errors[0]?.endpoint?.value;

  test.each([
    ['client.chat.completions.create(', 'POST /v1/chat/completions'],
    ['await self.client.messages.create(**args)', 'POST /v1/messages'],
    ['client.responses.create(', 'POST /v1/responses'],
    ['client.beta.messages.stream(', 'POST /v1/messages'],
  ])('%s', (code, expected) => {
    expect(endpointOf(code)).toBe(expected);
  });

  test('but not where two calls stand there, and not of something else', () => {
    expect(endpointOf('client.responses.create(x) or client.messages.create(')).toBeUndefined();
    expect(endpointOf('stripe.customers.create(')).toBeUndefined();
  });
});

test('the status behind an arrow is that of the call', () => {
  expect(read('api-1  | 2026-11-22T09:42:07Z call model=claude-sonnet-4-6 -> 502').errors).toMatchObject([
    { status: { value: 502 }, model: { value: 'claude-sonnet-4-6' } },
  ]);
});

test('an id with a control character in it gives way to the one of the header', () => {
  const head = 'HTTP/1.1 502 Bad Gateway\nx-request-id: req_abcdefgh12\n\n';
  for (const id of ['abc\u001b[2Jdef', 'abc\\u001b[2Jdef'])
    expect(read(`${head}{"error":{"code":"internal_error","request_id":"${id}"}}`).errors).toMatchObject([
      { requestId: { value: 'req_abcdefgh12' } },
    ]);
});

test('a model of a relay is kept as it is written', () => {
  expect(
    read('{"level":"error","model":"[官]gpt-5.4","status":502,"msg":"call failed"}').errors[0]?.model?.value,
  ).toBe('[官]gpt-5.4');
});
