import { describe, expect, test } from 'vitest';
import { type SetUp, worldOf } from '../clients/reading.ts';
import { startHeaderGateway } from '../support/header-gateway.ts';
import { rightKey } from '../support/made-up-gateway.ts';
import { runNexus } from '../support/run-nexus.ts';

async function doctor(client: string, setUp: (url: string) => SetUp, ...flags: readonly string[]) {
  const gateway = await startHeaderGateway({ reads: ['bearer', 'xApiKey'] });
  const world = worldOf(setUp(gateway.baseUrl));
  const { json, exitCode } = await runNexus(['doctor', '--for', client, '--json', ...flags], world);
  return { json, exitCode, first: json.firstCause?.finding, all: JSON.stringify(json) };
}

const claudeCode =
  (settings: (url: string) => object, more: object = {}) =>
  (url: string) => ({
    files: { '~/.claude/settings.json': settings(url), ...more },
  });
const inEnv = (variables: object) => (url: string) => ({ env: { ANTHROPIC_BASE_URL: url, ...variables } });

describe('a fix names the setting that the client reads', () => {
  test.each(['$MY_KEY', `\${NEXUS_API_KEY}`])('for a key that is written as %s', async (key) => {
    const { json, first, exitCode } = await doctor(
      'claude-code',
      claudeCode(inEnv({ ANTHROPIC_API_KEY: key })),
    );
    expect(exitCode).toBe(4);
    expect(first.id).toBe('local/key-is-unexpanded');
    expect(first.fixes[0].setting).toBe('env.ANTHROPIC_API_KEY in ~/.claude/settings.json');
    expect(json.nextStep.text).not.toContain('set NEXUS_API_KEY');
  });

  test('for a flag that outranks the base URL, by its name and not by its line alone', async () => {
    const { first } = await doctor(
      'claude-code',
      claudeCode(inEnv({ ANTHROPIC_AUTH_TOKEN: rightKey, CLAUDE_CODE_USE_BEDROCK: '1' })),
    );
    expect(first.id).toBe('claude-code/provider-flag');
    expect(first.fixes[0].what).toBe(
      'remove env.CLAUDE_CODE_USE_BEDROCK from ~/.claude/settings.json (line 5)',
    );
  });

  test('for one of Codex', async () => {
    const { all } = await doctor('codex', (url) => ({
      env: { GW_KEY: rightKey },
      files: {
        '~/.codex/config.toml': `model_provider = "gw"\n[model_providers.gw]\nname = "gw"\nbase_url = "${url}/v1"\nenv_key = "GW_KEY"\nrequires_openai_auth = true\n`,
        '~/.codex/auth.json': { OPENAI_API_KEY: rightKey },
      },
    }));
    expect(all).toContain('remove requires_openai_auth from ~/.codex/config.toml (line 6)');
  });
});

describe('a key from a place that is not opened', () => {
  test.each<[string, string, (url: string) => SetUp]>([
    ['a command', 'claude-code', claudeCode((url) => ({ ...inEnv({})(url), apiKeyHelper: 'a' }))],
    ['a login', 'claude-code', claudeCode(inEnv({ CLAUDE_CODE_OAUTH_TOKEN: rightKey }))],
    [
      'a header',
      'codex',
      (url) => ({
        files: {
          '~/.codex/config.toml': `model_provider = "gw"\n[model_providers.gw]\nname = "gw"\nbase_url = "${url}/v1"\nhttp_headers = { "Authorization" = "Bearer ${rightKey}" }\n`,
        },
      }),
    ],
  ])('%s of %s: the printed command brings an answer', async (_, client, setUp) => {
    const open = await doctor(client, setUp);
    expect(open.exitCode).toBe(3);
    expect(open.json.nextStep.command).toBe(`nexus doctor --for ${client} --key-file ~/gateway-key.txt`);
    const told = await doctor(
      client,
      (url) => {
        const { files, ...world } = setUp(url);
        return { ...world, files: { ...files, '~/gateway-key.txt': rightKey } };
      },
      '--key-file',
      '~/gateway-key.txt',
    );
    expect({ exitCode: told.exitCode, proof: told.json.proof }).toEqual({
      exitCode: 0,
      proof: 'accepts-key',
    });
    expect(told.all).not.toContain('--key-file ~/gateway-key.txt --key-file');
  });
});

describe('a login that Claude Code keeps', () => {
  const store = { '~/.claude/.credentials.json': { claudeAiOauth: { accessToken: rightKey } } };

  test('is named where no key is set, and nobody claims to know whether it is taken', async () => {
    const { first, exitCode, all } = await doctor('claude-code', claudeCode(inEnv({}), store));
    expect({ id: first.id, exitCode }).toEqual({ id: 'claude-code/only-login', exitCode: 3 });
    expect(first.summary).toContain('~/.claude/.credentials.json');
    expect(all).not.toContain(rightKey);
  });

  test('is no matter beside a key', async () => {
    const setUp = claudeCode(inEnv({ ANTHROPIC_AUTH_TOKEN: rightKey }), store);
    const { exitCode, all } = await doctor('claude-code', setUp);
    expect(exitCode).toBe(0);
    expect(all).not.toContain('.credentials.json');
  });
});
