import { describe, expect, test } from 'vitest';
import { type SetUp, worldOf } from '../clients/reading.ts';
import { type HeaderRules, staleKey, startHeaderGateway } from '../support/header-gateway.ts';
import { keysIn, list, rightKey, type Seen, startGateway } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

const bearerOnly: HeaderRules = { reads: ['bearer'] };
const xApiKeyOnly: HeaderRules = { reads: ['xApiKey'] };
const strictXApiKey: HeaderRules = { reads: ['xApiKey'], saysInvalid: ['bearer'] };
const both: HeaderRules = { reads: ['bearer', 'xApiKey'] };

const refusal = {
  status: 401,
  body: { error: { message: 'Invalid API key', type: 'authentication_error' } },
};

async function doctor(
  client: string,
  rules: HeaderRules,
  setUp: (url: string) => SetUp,
  ...flags: readonly string[]
) {
  const gateway = await startHeaderGateway(rules);
  const world = worldOf(setUp(gateway.baseUrl));
  const { json, exitCode } = await runNexus(['doctor', '--for', client, '--json', ...flags], world);
  const rows = json.results as { id: string; status: string; findings: { id: string }[] }[];
  return {
    verdict: json.verdict as string,
    exitCode,
    proof: json.proof as string,
    key: rows.find(({ id }) => id === 'key.is-accepted')?.status,
    models: rows.find(({ id }) => id === 'models.are-enabled')?.status,
    first: json.firstCause?.finding,
    ids: rows.flatMap(({ findings }) => findings.map(({ id }) => id)),
    seen: gateway.seen(),
    json,
  };
}

const claudeCode = (variables: Readonly<Record<string, string>>) => (url: string) => ({
  files: { '~/.claude/settings.json': { env: { ANTHROPIC_BASE_URL: url, ...variables } } },
});
const opencode = (npm: string) => (url: string) => ({
  files: {
    '~/.config/opencode/opencode.json': {
      model: 'gw/claude-sonnet-4-6',
      provider: {
        gw: {
          npm,
          options: { baseURL: `${url}/v1`, apiKey: rightKey },
          models: { 'claude-sonnet-4-6': {} },
        },
      },
    },
  },
});
const anthropicSdk = (variable: string) => (url: string) => ({
  env: { ANTHROPIC_BASE_URL: url, [variable]: rightKey },
});

describe('a key that goes out in a header which the gateway reads is accepted, without a word of the other', () => {
  test.each<[string, string, HeaderRules, (url: string) => SetUp]>([
    ['a token', 'claude-code', bearerOnly, claudeCode({ ANTHROPIC_AUTH_TOKEN: rightKey })],
    ['a key', 'claude-code', xApiKeyOnly, claudeCode({ ANTHROPIC_API_KEY: rightKey })],
    [
      'a key, and Bearer is called invalid',
      'claude-code',
      strictXApiKey,
      claudeCode({ ANTHROPIC_API_KEY: rightKey }),
    ],
    ['a script', 'anthropic-sdk', strictXApiKey, anthropicSdk('ANTHROPIC_API_KEY')],
    ['opencode', 'opencode', strictXApiKey, opencode('@ai-sdk/anthropic')],
    ['opencode with chat', 'opencode', bearerOnly, opencode('@ai-sdk/openai-compatible')],
    [
      'the same key in both variables',
      'claude-code',
      strictXApiKey,
      claudeCode({ ANTHROPIC_AUTH_TOKEN: rightKey, ANTHROPIC_API_KEY: rightKey }),
    ],
  ])('%s', async (_, client, rules, setUp) => {
    const { key, models, proof, exitCode, ids } = await doctor(client, rules, setUp);
    expect({ key, models, proof, exitCode }).toEqual({
      key: 'pass',
      models: 'pass',
      proof: 'accepts-key',
      exitCode: 0,
    });
    expect(ids).not.toContain('local/key-needs-x-api-key');
  });
});

describe('of a key that goes out in a header which the list does not read, the client’s own setting is the fix', () => {
  test.each<[string, string, HeaderRules, (url: string) => SetUp, string]>([
    [
      'a key of Claude Code',
      'claude-code',
      bearerOnly,
      claudeCode({ ANTHROPIC_API_KEY: rightKey }),
      'ANTHROPIC_AUTH_TOKEN instead of ANTHROPIC_API_KEY',
    ],
    [
      'a token of Claude Code',
      'claude-code',
      xApiKeyOnly,
      claudeCode({ ANTHROPIC_AUTH_TOKEN: rightKey }),
      'ANTHROPIC_API_KEY instead of ANTHROPIC_AUTH_TOKEN',
    ],
    [
      'a token, and Bearer is called invalid',
      'claude-code',
      strictXApiKey,
      claudeCode({ ANTHROPIC_AUTH_TOKEN: rightKey }),
      'ANTHROPIC_API_KEY instead of ANTHROPIC_AUTH_TOKEN',
    ],
    ['a script', 'anthropic-sdk', bearerOnly, anthropicSdk('ANTHROPIC_API_KEY'), 'ANTHROPIC_AUTH_TOKEN'],
    ['opencode', 'opencode', bearerOnly, opencode('@ai-sdk/anthropic'), '@ai-sdk/openai-compatible'],
    [
      'opencode with chat',
      'opencode',
      xApiKeyOnly,
      opencode('@ai-sdk/openai-compatible'),
      '@ai-sdk/anthropic',
    ],
  ])('%s', async (_, client, rules, setUp, fix) => {
    const { verdict, exitCode, proof, first, ids } = await doctor(client, rules, setUp);
    // Some relays read x-api-key where models are called and nowhere else: only a call can tell.
    const ends =
      rules === bearerOnly ? { verdict: 'inconclusive', exitCode: 3 } : { verdict: 'broken', exitCode: 4 };
    expect({ verdict, exitCode, proof }).toEqual({ ...ends, proof: 'speaks-api' });
    expect(first.id).toBe(`${client}/key-in-other-header`);
    expect(JSON.stringify(first.fixes)).toContain(fix);
    expect(ids).not.toContain('anthropic/authentication_error');
    expect(ids).not.toContain('local/key-needs-x-api-key');
  });

  test.each([
    [
      'a call that is refused too proves it, and nobody is told to copy a key that is right',
      (seen: Seen) => (keysIn(seen).bearer === rightKey ? undefined : refusal),
      { verdict: 'broken', exitCode: 4, first: 'claude-code/key-in-other-header' },
    ],
    [
      'a call that is answered shows that nothing is wrong',
      () => undefined,
      { verdict: 'degraded', exitCode: 0, first: undefined },
    ],
  ])('%s', async (_, refusalOf, expected) => {
    const get = (seen: Seen) => (keysIn(seen).bearer === rightKey ? list : refusal);
    const { baseUrl, posts } = await startGateway({ get, refusalOf });
    const world = worldOf(claudeCode({ ANTHROPIC_API_KEY: rightKey })(baseUrl));
    const flags = ['--live', '--yes', '--model', 'model-a', '--route', '/v1/messages', '--json'];
    const { json, exitCode } = await runNexus(['doctor', '--for', 'claude-code', ...flags], world);
    expect({ verdict: json.verdict, exitCode, first: json.firstCause?.finding.id }).toEqual(expected);
    expect(posts().map(keysIn)).toEqual([{ bearer: undefined, xApiKey: rightKey, apiKey: undefined }]);
  });

  test('a client without a choice is told so', async () => {
    const { verdict, first } = await doctor('openai-sdk', xApiKeyOnly, (url) => ({
      env: { OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: rightKey },
    }));
    expect(verdict).toBe('broken');
    expect(JSON.stringify(first.fixes)).not.toContain('Claude Code');
  });
});

test('a real call goes out in the header of the client', async () => {
  const setUp = claudeCode({ ANTHROPIC_AUTH_TOKEN: rightKey });
  const { json, seen } = await doctor('claude-code', bearerOnly, setUp, '--live', '--yes');
  expect(json.spend.calls).toBe(1);
  expect(seen.map(keysIn).at(-1)).toEqual({ bearer: rightKey, xApiKey: undefined, apiKey: undefined });
});

test('no request carries a key in two headers', async () => {
  const setUp = claudeCode({ ANTHROPIC_AUTH_TOKEN: staleKey, ANTHROPIC_API_KEY: rightKey });
  const { seen } = await doctor('claude-code', both, setUp);
  const keysOf = (one: Seen) => Object.values(keysIn(one)).filter((key) => key !== undefined);
  expect(seen.filter((one) => keysOf(one).length > 1)).toEqual([]);
});

test('a key that is wrong in every header is refused, and the place that it came from is named', async () => {
  const setUp = claudeCode({ ANTHROPIC_API_KEY: staleKey });
  const { exitCode, first } = await doctor('claude-code', both, setUp);
  expect(exitCode).toBe(4);
  expect(first.id).toBe('anthropic/authentication_error');
  expect(JSON.stringify(first.fixes)).toContain('env.ANTHROPIC_API_KEY in ~/.claude/settings.json');
});

describe('of two keys that go out together', () => {
  const two = (token: string, key: string) =>
    claudeCode({ ANTHROPIC_AUTH_TOKEN: token, ANTHROPIC_API_KEY: key });

  test.each<[string, string, string, string, string]>([
    ['the token is stale', staleKey, rightKey, 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'],
    ['the key is stale', rightKey, staleKey, 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
  ])('%s: the gateway decides, and the refused one is to go', async (_, token, key, refused, kept) => {
    const { verdict, first, exitCode } = await doctor('claude-code', both, two(token, key));
    expect({ verdict, exitCode }).toEqual({ verdict: 'inconclusive', exitCode: 3 });
    expect(first.id).toBe('claude-code/one-key-refused');
    expect(first.fixes[0].what).toMatch(new RegExp(`remove .*${refused}.*keep .*${kept}`));
  });

  test('a stale token of the shell beside a good key in the settings is the one to go', async () => {
    const { first } = await doctor('claude-code', both, (url) => ({
      ...claudeCode({ ANTHROPIC_API_KEY: rightKey })(url),
      env: { ANTHROPIC_AUTH_TOKEN: staleKey },
    }));
    expect(first.fixes[0].what).toBe(
      'remove ANTHROPIC_AUTH_TOKEN from the environment and keep env.ANTHROPIC_API_KEY in ~/.claude/settings.json',
    );
  });

  test('where the gateway reads one of the two headers alone, that key counts', async () => {
    const { key, exitCode, proof, first } = await doctor(
      'claude-code',
      strictXApiKey,
      two(staleKey, rightKey),
    );
    expect({ key, exitCode, proof }).toEqual({ key: 'warn', exitCode: 0, proof: 'accepts-key' });
    expect(first.fixes[0].what).toMatch(/remove env.ANTHROPIC_AUTH_TOKEN .*keep env.ANTHROPIC_API_KEY/);
  });

  test('a stale key in the only header that is read is refused', async () => {
    const { verdict, exitCode } = await doctor('claude-code', bearerOnly, two(staleKey, rightKey));
    expect({ verdict, exitCode }).toEqual({ verdict: 'broken', exitCode: 4 });
  });

  test('of an SDK the second one is tried too', async () => {
    const { first } = await doctor('anthropic-sdk', both, (url) => ({
      env: { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: staleKey, ANTHROPIC_AUTH_TOKEN: rightKey },
    }));
    expect(first.fixes[0].what).toMatch(
      /remove ANTHROPIC_API_KEY from the environment and keep ANTHROPIC_AUTH_TOKEN/,
    );
  });

  test('no real call is made, because it would carry one of the two alone', async () => {
    const setUp = two(staleKey, rightKey);
    const { json, exitCode } = await doctor('claude-code', strictXApiKey, setUp, '--live', '--yes');
    expect({ calls: json.spend.calls, exitCode }).toEqual({ calls: 0, exitCode: 0 });
  });

  test('both are refused: nobody is told to keep one of them', async () => {
    const { json } = await doctor('claude-code', both, two(staleKey, `${staleKey}2`));
    expect(JSON.stringify(json.results)).not.toContain('keep ANTHROPIC_AUTH_TOKEN');
  });
});
