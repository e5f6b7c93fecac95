import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { type SetUp, worldOf } from '../clients/reading.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { runNexus } from '../support/run-nexus.ts';

let gateway: RunningSandbox;
beforeEach(async () => {
  // The clock of the made-up machine, so that it agrees with the gateway's.
  gateway = await startSandbox(findScenario('healthy'), {
    now: () => Date.parse('2026-01-02T03:04:05.000Z'),
  });
});
afterEach(() => gateway.close());

const run = (client: string, setUp: SetUp, ...flags: readonly string[]) =>
  runNexus(['doctor', '--for', client, '--json', '--timeout', '5', ...flags], worldOf(setUp));

interface Row {
  readonly id: string;
  readonly status: string;
  readonly findings: readonly { readonly id: string; readonly fixes: readonly object[] }[];
}

const rowOf = (json: { readonly results: readonly Row[] }, id: string) =>
  json.results.find((row) => row.id === id);
const idsOf = (row: Row | undefined) => row?.findings.map((finding) => finding.id);

describe('a client that is set up right is tested with its own values alone', () => {
  test.each<[string, (url: string, key: string) => SetUp]>([
    ['claude-code', (url, key) => ({ env: { ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: key } })],
    [
      'claude-code',
      (url, key) => ({
        files: { '~/.claude/settings.json': { env: { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: key } } },
      }),
    ],
    [
      'codex',
      (url, key) => ({
        env: { GATEWAY_KEY: key },
        files: {
          '~/.codex/config.toml': `model = "gpt-5.4"\nmodel_provider = "gw"\n[model_providers.gw]\nname = "GW"\nbase_url = "${url}/v1"\nenv_key = "GATEWAY_KEY"\n`,
        },
      }),
    ],
    [
      'opencode',
      (url, key) => ({
        files: {
          '~/.config/opencode/opencode.json': {
            model: 'gw/claude-sonnet-4-6',
            provider: {
              gw: {
                npm: '@ai-sdk/anthropic',
                options: { baseURL: `${url}/v1`, apiKey: key },
                models: { 'claude-sonnet-4-6': {} },
              },
            },
          },
        },
      }),
    ],
    [
      'cline',
      (url, key) => ({
        files: {
          '~/.cline/data/settings/providers.json': {
            version: 1,
            lastUsedProvider: 'anthropic',
            providers: {
              anthropic: { settings: { baseUrl: url, apiKey: key, model: 'claude-sonnet-4-6' } },
            },
          },
        },
      }),
    ],
    [
      'aider',
      (url, key) => ({
        env: { OPENAI_API_KEY: key },
        files: {
          '~/.aider.conf.yml': `model: openai/gpt-5.4\nopenai-api-base: ${url}/v1\nstream: false\n`,
        },
      }),
    ],
    [
      'aider',
      (url, key) => ({
        files: {
          '~/.aider.conf.yml': 'model: anthropic/claude-sonnet-4-6\n',
          '~/.env': `ANTHROPIC_API_BASE=${url}\nANTHROPIC_API_KEY=${key}\n`,
        },
      }),
    ],
    [
      'continue',
      (url, key) => ({
        files: {
          '~/.continue/config.yaml': `name: Mine\nversion: 1.0.0\nmodels:\n  - name: GW\n    provider: anthropic\n    model: claude-sonnet-4-6\n    apiBase: ${url}/v1\n    apiKey: \${{ secrets.GW_KEY }}\n`,
          '~/.continue/.env': `GW_KEY=${key}\n`,
        },
      }),
    ],
    ['openai-sdk', (url, key) => ({ env: { OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: key } })],
    ['anthropic-sdk', (url, key) => ({ env: { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: key } })],
  ])('%s', async (client, setUp) => {
    const { json, exitCode } = await run(client, setUp(gateway.baseUrl, gateway.key));
    const ofClient = (json.results as Row[]).filter(({ id }) => id.startsWith('client.'));
    expect(ofClient.filter(({ status }) => status !== 'pass' && status !== 'skip')).toEqual([]);
    expect(ofClient.length).toBe(6);
    expect({ verdict: json.verdict, proof: json.proof, exitCode }).toEqual({
      verdict: 'healthy',
      proof: 'accepts-key',
      exitCode: 0,
    });
    expect(json.endpoint.baseUrl).toBe(gateway.baseUrl);
    expect(json.endpoint.client.id).toBe(client);
    const used = (json.endpoint.client.values as { setting: string; used: boolean }[]).filter(
      (value) => value.used,
    );
    expect(used.map(({ setting }) => setting)).toEqual(['base-url', 'key']);
  });
});

describe('what is wrong with a client is the first cause, and the gateway is still told truly', () => {
  test('a /v1 too many', async () => {
    const env = { ANTHROPIC_BASE_URL: `${gateway.baseUrl}/v1`, ANTHROPIC_AUTH_TOKEN: gateway.key };
    const { json, exitCode } = await run('claude-code', { env });
    expect(json.firstCause).toMatchObject({
      check: 'client.url-fits',
      finding: {
        id: 'claude-code/url-has-v1',
        fixes: [{ kind: 'set', setting: 'ANTHROPIC_BASE_URL', to: gateway.baseUrl }],
      },
    });
    expect(rowOf(json, 'key.is-accepted')?.status).toBe('pass');
    expect(exitCode).toBe(1);
  });

  test('a /v1 too few, in a file: the fix names the file', async () => {
    const options = { baseURL: gateway.baseUrl, apiKey: gateway.key };
    const settings = { provider: { gw: { npm: '@ai-sdk/anthropic', options } } };
    const { json } = await run('opencode', { files: { '~/.config/opencode/opencode.json': settings } });
    expect(json.firstCause.finding).toMatchObject({
      id: 'opencode/url-lacks-v1',
      fixes: [
        {
          setting: 'provider.gw.options.baseURL in ~/.config/opencode/opencode.json',
          to: `${gateway.baseUrl}/v1`,
        },
      ],
    });
    expect(json.proof).toBe('accepts-key');
  });

  test('a whole endpoint', async () => {
    const env = { OPENAI_BASE_URL: `${gateway.baseUrl}/v1/chat/completions`, OPENAI_API_KEY: gateway.key };
    const { json } = await run('openai-sdk', { env });
    expect(json.firstCause.finding.id).toBe('openai-sdk/url-is-whole-endpoint');
    expect(json.proof).toBe('accepts-key');
  });

  test('no base URL: the client talks to its vendor, and its key goes nowhere', async () => {
    const { json, exitCode } = await run('claude-code', {
      env: { ANTHROPIC_AUTH_TOKEN: gateway.key, NEXUS_BASE_URL: gateway.baseUrl },
    });
    expect(json.firstCause.finding).toMatchObject({
      id: 'claude-code/url-not-set',
      fixes: [{ setting: 'ANTHROPIC_BASE_URL', to: gateway.baseUrl }],
    });
    expect(json.endpoint.keySource).toBeNull();
    expect(gateway.requests.filter(({ credential }) => credential !== 'none')).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('no key: the client’s own variable is the next step, and the exit code is that of a key', async () => {
    const { json, exitCode } = await run('claude-code', { env: { ANTHROPIC_BASE_URL: gateway.baseUrl } });
    expect(json.firstCause).toMatchObject({ check: 'key.is-present', finding: { id: 'claude-code/no-key' } });
    expect(json.nextStep.text).toBe('set ANTHROPIC_AUTH_TOKEN to <your Nexus key>');
    expect(json.nextStep.command).toContain('doctor --for claude-code');
    expect(exitCode).toBe(4);
  });

  test('a command that gives the key is not run: nobody knows whether the key is right', async () => {
    const settings = { env: { ANTHROPIC_BASE_URL: gateway.baseUrl }, apiKeyHelper: 'echo key' };
    const { json, exitCode } = await run('claude-code', { files: { '~/.claude/settings.json': settings } });
    expect(rowOf(json, 'key.is-present')?.status).toBe('unknown');
    expect(json.verdict).toBe('inconclusive');
    expect(exitCode).toBe(3);
  });

  test('a model that the key has not', async () => {
    const env = {
      ANTHROPIC_BASE_URL: gateway.baseUrl,
      ANTHROPIC_AUTH_TOKEN: gateway.key,
      ANTHROPIC_MODEL: 'claude-sonnet-4-7',
    };
    const { json } = await run('claude-code', { env });
    expect(json.firstCause.finding).toMatchObject({
      id: 'claude-code/model-unlisted',
      fixes: [{ kind: 'set', setting: 'ANTHROPIC_MODEL', to: 'claude-sonnet-4-6' }],
    });
  });

  test.each<[string, SetUp['files'], string]>([
    ['aider', { '~/.aider.conf.yml': 'model: openai/gpt-5.4-mimi\n' }, 'openai/gpt-5.4-mini'],
    [
      'opencode',
      { '~/.config/opencode/opencode.json': { model: 'openai/gpt-5.4-mimi' } },
      'openai/gpt-5.4-mini',
    ],
  ])(
    'a model of %s that the key has not: the fix keeps the provider before the id',
    async (client, files, to) => {
      const env = {
        OPENAI_BASE_URL: `${gateway.baseUrl}/v1`,
        OPENAI_API_KEY: gateway.key,
      };
      const { json } = await run(client, { env, files: files ?? {} });
      expect(json.firstCause.finding).toMatchObject({ id: `${client}/model-unlisted`, fixes: [{ to }] });
    },
  );

  test('a client that can do without streaming is told where that is set', async () => {
    const files = { '~/.aider.conf.yml': 'model: openai/gpt-5.4\n' };
    const env = { OPENAI_API_BASE: `${gateway.baseUrl}/v1`, OPENAI_API_KEY: gateway.key };
    const { json } = await run('aider', { env, files });
    expect(json.firstCause.finding.id).toBe('aider/wire-does-not-stream');
    expect(json.firstCause.finding.fixes[0]).toMatchObject({
      setting: 'stream in ~/.aider.conf.yml',
      to: 'false',
    });
  });

  test('a model of aider that LiteLLM sends elsewhere: the key goes nowhere, and the fix names the prefix', async () => {
    const { json, exitCode } = await run('aider', {
      env: {
        OPENAI_API_BASE: `${gateway.baseUrl}/v1`,
        NEXUS_BASE_URL: gateway.baseUrl,
        OPENAI_API_KEY: gateway.key,
      },
      files: { '~/.aider.conf.yml': 'model: claude-sonnet-4-6\n' },
    });
    expect(json.firstCause.finding).toMatchObject({
      id: 'aider/other-provider',
      fixes: [{ setting: 'model at ~/.aider.conf.yml:1', to: 'openai/claude-sonnet-4-6' }],
    });
    expect(gateway.requests.every(({ credential }) => credential === 'none')).toBe(true);
    expect(exitCode).not.toBe(0);
  });

  test('a model of Continue without apiBase: its key goes to OpenAI, and the fix names the place', async () => {
    const config = `name: a\nversion: 1.0.0\nmodels:\n  - name: b\n    provider: openai\n    model: gpt-4o\n    apiKey: ${gateway.key}\n`;
    const { json } = await run('continue', {
      env: { NEXUS_BASE_URL: gateway.baseUrl },
      files: { '~/.continue/config.yaml': config },
    });
    expect(json.firstCause.finding).toMatchObject({
      id: 'continue/url-not-set',
      fixes: [{ setting: 'models[0].apiBase in ~/.continue/config.yaml', to: `${gateway.baseUrl}/v1` }],
    });
    expect(json.firstCause.finding.summary).toContain('requests go to https://api.openai.com/v1');
    expect(gateway.requests.every(({ credential }) => credential === 'none')).toBe(true);
  });

  test('a route that is documented without streaming is a warning', async () => {
    const options = { baseURL: `${gateway.baseUrl}/v1`, apiKey: gateway.key };
    const settings = { provider: { gw: { npm: '@ai-sdk/openai-compatible', options } } };
    const { json, exitCode } = await run('opencode', {
      files: { './opencode.json': '{}', '~/.config/opencode/opencode.json': settings },
    });
    expect(idsOf(rowOf(json, 'client.wire-fits'))).toEqual(['opencode/wire-does-not-stream']);
    expect({ verdict: json.verdict, exitCode }).toEqual({ verdict: 'degraded', exitCode: 0 });
  });
});

describe('a key goes nowhere but where it belongs', () => {
  test('a key of the gateway’s own variable does not go to the other gateway of a client', async () => {
    const { json } = await run('claude-code', {
      env: { ANTHROPIC_BASE_URL: gateway.baseUrl, NEXUS_API_KEY: 'nexus-0123456789abcdef0123' },
    });
    expect(json.endpoint.keySource).toBeNull();
    expect(gateway.requests.every(({ credential }) => credential === 'none')).toBe(true);
  });

  test('it does where both are the same place', async () => {
    const { json } = await run('claude-code', {
      env: {
        ANTHROPIC_BASE_URL: gateway.baseUrl,
        NEXUS_BASE_URL: gateway.baseUrl,
        NEXUS_API_KEY: gateway.key,
      },
    });
    expect(json.endpoint.keySource).toBe('env NEXUS_API_KEY');
    expect(json.firstCause.finding.id).toBe('claude-code/no-key');
  });

  test('a client’s key does not follow a --base-url that leads elsewhere', async () => {
    const env = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:1', ANTHROPIC_AUTH_TOKEN: gateway.key };
    const { json } = await run('claude-code', { env }, '--base-url', gateway.baseUrl);
    expect(json.endpoint.keySource).toBeNull();
    expect(gateway.requests.every(({ credential }) => credential === 'none')).toBe(true);
  });

  test('an address of the vendor is not contacted', async () => {
    const env = {
      OPENAI_BASE_URL: 'https://api.openai.com/v1',
      OPENAI_API_KEY: 'sk-proj-0123456789abcdef0123',
      NEXUS_BASE_URL: gateway.baseUrl,
    };
    const { json } = await run('openai-sdk', { env });
    expect(json.endpoint.baseUrl).toBe(gateway.baseUrl);
    expect(json.firstCause.finding.id).toBe('openai-sdk/url-is-vendor');
    expect(gateway.requests.every(({ credential }) => credential === 'none')).toBe(true);
  });
});

describe('what is not named is not looked at', () => {
  test('without --for no file of a client is opened, and no row tells of one', async () => {
    const files = fakeFiles({ '/home/ana/.claude/settings.json': '{}', '/home/ana/.codex/config.toml': '' });
    const env = { NEXUS_BASE_URL: gateway.baseUrl, NEXUS_API_KEY: gateway.key, ANTHROPIC_API_KEY: 'x' };
    const { json } = await runNexus(['doctor', '--json'], { env, realFiles: files });
    expect(files.asked.filter((path) => /\.claude|\.codex|opencode/.test(path))).toEqual([]);
    expect((json.results as Row[]).filter(({ id }) => id.startsWith('client.'))).toEqual([]);
    expect(json.endpoint.client).toBeUndefined();
    expect(json.partial).toBe(false);
  });

  test('--for opens the files of that client alone', async () => {
    const files = fakeFiles({ '/home/ana/.claude/settings.json': '{}', '/home/ana/.codex/config.toml': '' });
    await runNexus(['doctor', '--for', 'codex', '--json', '--timeout', '1'], {
      env: { NEXUS_BASE_URL: gateway.baseUrl },
      realFiles: files,
    });
    expect(files.asked.filter((path) => /\.claude|opencode/.test(path))).toEqual([]);
    expect(files.asked).toContain('/home/ana/.codex/config.toml');
  });
});

describe('where the settings cannot tell, nothing is claimed to be missing', () => {
  test('a file that is broken is the first cause, before what may stand in it', async () => {
    const { json } = await run('claude-code', { files: { '~/.claude/settings.json': '{ "env": { }, }' } });
    expect(json.firstCause.finding.id).toBe('claude-code/settings-unreadable');
    const ids = (json.results as Row[]).flatMap((row) => idsOf(row) ?? []);
    expect(ids).not.toContain('claude-code/no-key');
    expect(ids).not.toContain('claude-code/url-not-set');
  });

  test('a file that stays closed leaves the verdict open', async () => {
    const { json, exitCode } = await run('claude-code', {
      env: { NEXUS_BASE_URL: gateway.baseUrl },
      files: { '~/.claude/settings.json': { refused: 'a-link' } },
    });
    expect(json.verdict).toBe('inconclusive');
    expect(exitCode).toBe(3);
  });

  test('settings of another version of opencode leave it open', async () => {
    const options = { baseURL: `${gateway.baseUrl}/v1`, apiKey: gateway.key };
    const files = { '~/.config/opencode/opencode.json': { providers: { gw: { options } } } };
    const { json } = await run('opencode', { env: { NEXUS_BASE_URL: gateway.baseUrl }, files });
    expect(json.verdict).toBe('inconclusive');
    expect(json.firstCause.finding.id).toBe('opencode/plural-providers');
  });

  test('a base URL that cannot be used is not said to be a vendor’s', async () => {
    const env = { ANTHROPIC_BASE_URL: 'gw.example', ANTHROPIC_AUTH_TOKEN: gateway.key };
    const { json } = await run('claude-code', { env });
    expect(idsOf(rowOf(json, 'key.is-present'))).toEqual(['claude-code/url-unusable']);
  });
});

describe('what cannot be asked for is refused', () => {
  test.each([
    [['--for', 'claud-code'], 'there is no client', 'did you mean claude-code?'],
    [['--for', 'cursor'], 'the settings of Cursor cannot be read from outside', 'Settings > Models'],
    [['--for', 'codex', '--sandbox'], '--sandbox and --for exclude each other', 'leave one of them out'],
    [['--only', 'client.url-fits'], 'client.url-fits looks at one program', '--for <client>'],
  ])('%j', async (flags, message, hint) => {
    const { json, exitCode } = await runNexus(['doctor', ...flags, '--json']);
    expect(exitCode).toBe(2);
    expect(json.error.message).toContain(message);
    expect(json.error.hint).toContain(hint);
  });

  test('one check of a client can be chosen where the client is named', async () => {
    const { json } = await run('codex', {}, '--only', 'client.settings-are-readable');
    expect(json.results.map(({ id }: Row) => id)).toEqual(['client.settings-are-readable']);
    expect(json.partial).toBe(true);
  });
});

test('people read under the header whose settings these are', async () => {
  const env = { ANTHROPIC_BASE_URL: gateway.baseUrl };
  const files = { '~/.claude/settings.json': { env: { ANTHROPIC_AUTH_TOKEN: gateway.key } } };
  const { stdout } = await runNexus(['doctor', '--for', 'claude-code'], worldOf({ env, files }));
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'for Claude Code: base URL from env ANTHROPIC_BASE_URL, key from ~/.claude/settings.json:3',
  );
  expect(stdout).toContain('Clients\n');
});

test('of two documented routes the one is named that the base URL leads to', async () => {
  const row = async (path: string) => {
    const env = { ANTHROPIC_BASE_URL: `${gateway.baseUrl}${path}`, ANTHROPIC_AUTH_TOKEN: gateway.key };
    const { json } = await run(
      'claude-code',
      { env },
      '--provider',
      'nusantara',
      '--only',
      'client.wire-fits',
    );
    return json.results[0].fact;
  };
  expect(await row('')).toBe('POST /v1/messages');
  expect(await row('/anthropic')).toBe('POST /anthropic/v1/messages');
});
