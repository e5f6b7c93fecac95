import { describe, expect, test } from 'vitest';
import { redact } from '../../src/report/redact.ts';

const shown = (text: string) => redact(text, { secrets: [] }).value as string;
const countOf = (text: string) =>
  redact(text, { secrets: [] }).receipt.reduce((sum, { count }) => sum + count, 0);
const key = 'CANARYa8f3k2l9d0s7';

describe('what a text calls a secret itself is hidden, once, and counted once', () => {
  test.each([
    'api_key: @',
    'api-key: @',
    'API key: @.',
    'apikey=@',
    'apiKey => "@"',
    'api_key := `@`',
    'api_key：@',
    'api_key = "@"',
    '{"api_key":"@","a":1}',
    String.raw`{\"api_key\":\"@\"}`,
    String.raw`{\\\"api_key\\\": \\\"@\\\"}`,
    '{"level":"error","api_key":"@","status":401}',
    'NEXUS_API_KEY=@',
    'OPENAI_API_KEY: @',
    'export ANTHROPIC_AUTH_TOKEN="@"',
    'openaiApiKey: "@"',
    "{'secret': '@'}",
    "{'client_secret': '@'}",
    'clientSecret=@',
    'AWS_SECRET_ACCESS_KEY=@',
    'secret_key: @',
    'private-key: @',
    'signing_key: @',
    'encryption_key: @',
    'master_key: @',
    'access_token: @',
    'refresh_token: @',
    'session-token: @',
    'id_token: @',
    'authToken: @',
    'bearerToken: @',
    'HF_TOKEN=@',
    'hf_token: @',
    'pwd=@',
    'DB_PWD: @',
    'passwd: @',
    'passphrase: @',
    'password: @',
    'dbPassword: "@"',
    'пароль: @',
    'Пароль = @',
    'с паролем: @',
    'секрет: @',
    'x-api-key @',
    'x-api-key (@)',
    'Authorization @',
    'proxy-authorization @',
    'key: @',
    'OPENAI_KEY: @',
    'token "@"',
    'credential: @',
    'credentials: @',
    'the key is @',
    'Incorrect API key provided: @.',
    'the token used @',
    'the key given @',
    'the token sent: @',
    'password was @',
    'ключ @',
    'Ключ: @',
    'с ключом @',
    'токен @',
    'токена: @',
    "Error code: 401 - {'error': {'message': 'Invalid credentials. api_key: @'}}",
    'password: (@)',
    'password: [@',
    'API_KEY_1=@',
    'api_key2: @',
    'api_keys: ["@"]',
    '"api_key": ["@"]',
    'api_key&quot;:&quot;@&quot;',
    'api_key&#34;: &#39;@&#39;',
    'access_token%3D@',
    '%22api_key%22%3A%22@',
    '<api_key>@</api_key>',
    'apikey|@',
    'key=>@',
    'key -> @',
    'key – @',
    'ключ API: @',
    'ключ доступа @',
    'апи ключ — @',
    'Passwort: @',
    'kata sandi: @',
    'kunci: @',
    'auth: @',
    'x-auth: @',
    '?sig=@',
    'X-Amz-Signature=@',
    'Authorization: OAuth @',
    'password: token: @',
    'api_key: key: @',
  ])('%s', (form) => {
    expect(shown(form.replace('@', key))).toBe(form.replace('@', '[hidden]'));
    expect(countOf(form.replace('@', key))).toBe(1);
    expect(shown(form.replace('@', '[hidden]'))).toBe(form.replace('@', '[hidden]'));
    expect(shown(form.replace('@', '[hidden:3f9a]'))).toBe(form.replace('@', '[hidden:3f9a]'));
  });

  test('two of them in one line are two', () => {
    const text = `{'secret': '${key}', 'client_secret': '${key}'} NEXUS_API_KEY=${key} api_key: ${key}`;
    expect(shown(text)).toBe(
      "{'secret': '[hidden]', 'client_secret': '[hidden]'} NEXUS_API_KEY=[hidden] api_key: [hidden]",
    );
    expect(redact(text, { secrets: [] }).receipt).toEqual([{ rule: 'secret-parameter', count: 4 }]);
  });

  test.each([
    ['X-Api-Key: CANARYabcdefghijklm', 'X-Api-Key: [hidden]'],
    ['x-api-key: abcdefghijklmnopqrst', 'x-api-key: [hidden]'],
    ['api_key: QwErTyUiOp', 'api_key: [hidden]'],
    ['api_key: 12345678', 'api_key: [hidden]'],
    ['api_key: 6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f', 'api_key: [hidden]'],
    ['password: a1b2', 'password: [hidden]'],
    ['password: s3cr3t!', 'password: [hidden]!'],
    ['password: (p4ss)', 'password: ([hidden])'],
    ['password=hunter', 'password=[hidden]'],
    ['pwd=hunter&a=1', 'pwd=[hidden]&a=1'],
    ['OPENAI_API_KEY=abc', 'OPENAI_API_KEY=[hidden]'],
    [`secret: ${'a-'.repeat(50)}`, 'secret: [hidden]'],
  ])('%j becomes %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

test('a secret of which a part is known is hidden whole, and stays so', () => {
  const known = 'open-sesame-1234';
  const once = redact(`password: ab1${known}.`, { secrets: [known], markOf: () => '[hidden:3f9a]' }).value;
  expect(once).toBe('password: [hidden:3f9a].');
  expect(shown(once)).toBe(once);
});

describe('words about a secret stay', () => {
  test.each([
    'max_tokens: 64, total_tokens: 12',
    '"max_tokens": 4096000000',
    'max_token: 64',
    'secrets: 4096000000, access_tokens: 4096000000',
    'token limit exceeded',
    'invalid_api_key',
    '{"code":"invalid_api_key","message":"Incorrect key"}',
    'invalid_api_key: AuthenticationError',
    'invalid_token: malformed_request_body',
    'missing api key',
    'missing api key: set NEXUS_API_KEY',
    'API key: NEXUS_API_KEY is not set',
    'api key: not-configured-anywhere',
    'api_key: gpt-5.4-mini',
    'key: required',
    'key: authentication-required',
    'API_KEY: REQUIRED',
    'password: incorrect',
    'password: Incorrect!',
    'пароль: неверный',
    'пароль: Обязателен',
    'секретарь: 1a2b3c4d5e6f',
    'ключ не принят',
    'включение 1a2b3c4d5e6f',
    'the key was revoked',
    'the key is claude-sonnet-4-6-20250929',
    'key gpt-5.4-mini-2026-01-01',
    'key: 6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f',
    'cache key e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'key req_011CSHoEeqs5C35K2UUqR7Fy',
    'token: chatcmpl-9a8b7c6d5e4f3a2b1c',
    'token: msg_01XFDUDYJgAACzvnptvVoYEL',
    'token: resp_67ccd2bed1ec8190b14f',
    'key a1b2c3d4e',
    'key abcdefghijklmnop',
    'key 12345678901234',
    'monkey=CANARYa8f3k2l9d0s7',
    'monkey: CANARYa8f3k2l9d0s7',
    'hockey CANARYa8f3k2l9d0s7',
    'key-a8f3k2l9d0s7',
    'author: a8f3k2l9d0s7',
    'design: a8f3k2l9d0s7',
    'signature e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'deepseek-r1-0528-qwen3-8b is no token',
    'key: deepseek-r1-0528-qwen3-8b',
    'model key: claude-3-5-sonnet-20241022',
    'the token count is 1234567890abc',
    'API key (see section2)',
    'password policy: min12characters1',
    'key_id: 8f3k2l9d0s7aaaa',
    'tokenizer a8f3k2l9d0s7',
    'api_key: https://nexus.example/keys/a1b2c3d4',
    'api_key: abc1234',
    'password: a1b',
    'PWD=/home/max1/work',
    'OLDPWD: /srv/a1b2c3d4',
    'pwd="~/a1b2c3d4"',
    'ключи: 3, ключ: model-v2',
    'key.is-accepted: a8f3k2l9d0s7',
  ])('%s', (text) => {
    expect(shown(text)).toBe(text);
    expect(countOf(text)).toBe(0);
  });

  test.each([
    '$NEXUS_API_KEY',
    `$\{NEXUS_API_KEY}`,
    '$env:NEXUS_API_KEY',
    '%NEXUS_API_KEY%',
    '{api_key_1}',
    '{{api_key_1}}',
    '********',
    '••••••••',
    '........',
    '…………………',
    'xxxxxxxxxxxxxxxxxxxx',
    'your-api-key',
    'YOUR_OPENAI_API_KEY_HERE',
    'my-secret-key',
    'null',
    'None',
    'undefined',
    'true',
    'False',
    'missing',
    'required',
  ])('and %s, which stands in place of one', (text) => {
    for (const form of [`OPENAI_API_KEY=${text}`, `password: ${text}`, `x-api-key: ${text}`]) {
      expect(shown(form)).toBe(form);
    }
  });
});

describe('Basic credentials are hidden wherever they stand', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test.each(['ivan:CANARYa8f3k2', 'иван:пароль', 'a-b@c.example:x:y'])('%s', (text) => {
    expect(shown(`sent Basic ${base64(text)} to`)).toBe('sent Basic [hidden] to');
    expect(redact(`basic  ${base64(text)}`, { secrets: [] }).receipt).toEqual([
      { rule: 'credential-header', count: 1 },
    ]);
  });

  test.each([
    'Basic authentication required',
    'basic functionality',
    `Basic ${base64('no colon in it')}`,
    `Basic ${base64(':password')}`,
    `Basic ${base64('user:')}`,
    `Basic ${base64('a\u0000b:\u0001c')}`,
    `VisualBasic ${base64('ivan:CANARYa8f3k2')}`,
    'Basic [hidden]',
  ])('%s stays', (text) => {
    expect(shown(text)).toBe(text);
  });
});
