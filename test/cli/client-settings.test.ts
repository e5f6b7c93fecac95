import { describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { type SetUp, worldOf } from '../clients/reading.ts';
import { runNexus } from '../support/run-nexus.ts';

interface At {
  readonly url: string;
  readonly key: string;
}

interface Fix {
  readonly kind: string;
  readonly what?: string;
  readonly setting?: string;
  readonly to?: string;
}

/** What a run says of the client, at a gateway of its own: the ids of requests are the same in every run. */
async function doctor(client: string, setUp: (at: At) => SetUp) {
  const gateway = await startSandbox(findScenario('healthy'), {
    // The clock of the made-up machine, so that it agrees with the gateway's.
    now: () => Date.parse('2026-01-02T03:04:05.000Z'),
  });
  const at = { url: gateway.baseUrl, key: gateway.key };
  const flags = ['--for', client, '--json', '--timeout', '5'];
  const { json, exitCode } = await runNexus(['doctor', ...flags], worldOf(setUp(at)));
  await gateway.close();
  type Row = { readonly id: string; readonly findings: readonly { readonly id: string }[] };
  const rows = (json.results as readonly Row[]).filter(({ id }) => id.startsWith('client.'));
  const [fix] = (json.firstCause?.finding.fixes ?? []) as readonly Fix[];
  return {
    exitCode,
    verdict: json.verdict as string,
    said: rows.flatMap(({ findings }) => findings.map(({ id }) => id)),
    checks: rows.length,
    cause: json.firstCause?.finding.id as string | undefined,
    fix,
    url: at.url,
    tested: json.endpoint.baseUrl as string,
  };
}

describe('Codex', () => {
  const config = '~/.codex/config.toml';
  const work = '~/.codex/work.config.toml';
  const table = ({ url }: At) =>
    `[model_providers.gw]\nname = "GW"\nbase_url = "${url}/v1"\nenv_key = "GW_KEY"\n`;
  const env = ({ key }: At) => ({ GW_KEY: key });

  test('a profile in the older form does not start; moved as the fix says, it works', async () => {
    const before = await doctor('codex', (at) => ({
      env: env(at),
      files: {
        [config]: `profile = "work"\n${table(at)}[profiles.work]\nmodel_provider = "gw"\nmodel = "gpt-5.4"\n`,
      },
    }));
    expect(before).toMatchObject({ exitCode: 1, cause: 'codex/legacy-profile' });
    expect(before.fix?.what).toContain('to a file ~/.codex/work.config.toml');
    const after = await doctor('codex', (at) => ({
      env: env(at),
      files: { [config]: table(at), [work]: 'model_provider = "gw"\nmodel = "gpt-5.4"\n' },
    }));
    expect(after).toMatchObject({ exitCode: 0, verdict: 'healthy', said: ['codex/profile-looked-at'] });
    expect(after.tested).toBe(after.url);
  });

  test('which of several profiles is used is open, not wrong', async () => {
    const seen = await doctor('codex', (at) => ({
      env: { ...env(at), NEXUS_BASE_URL: at.url },
      files: {
        [config]: table(at),
        [work]: 'model_provider = "gw"\n',
        '~/.codex/home.config.toml': 'model_provider = "gw"\n',
      },
    }));
    expect(seen).toMatchObject({ exitCode: 3, verdict: 'inconclusive', cause: 'codex/several-profiles' });
  });

  test('the model of a trusted project is the one that is looked up', async () => {
    const seen = await doctor('codex', (at) => ({
      env: env(at),
      files: {
        [config]: `model = "gpt-5.4"\nmodel_provider = "gw"\n${table(at)}[projects."/home/ana/project"]\ntrust_level = "trusted"\n`,
        './.codex/config.toml': 'model = "no-such-model"\n',
      },
    }));
    expect(seen).toMatchObject({ exitCode: 1, cause: 'codex/model-unlisted' });
    expect(seen.fix?.setting).toBe('model in ~/project/.codex/config.toml');
  });

  test('an address that was exported is set in its place before any key, and done so it works', async () => {
    const before = await doctor('codex', ({ url }) => ({ env: { OPENAI_BASE_URL: `${url}/v1` } }));
    expect(before).toMatchObject({ exitCode: 1, cause: 'codex/no-provider' });
    expect(before.fix?.what).toContain(`base_url = "${before.url}/v1"`);
    expect(before.fix?.what).not.toContain('auth.json');
    const after = await doctor('codex', ({ url, key }) => ({
      env: { OPENAI_BASE_URL: `${url}/v1`, NEXUS_API_KEY: key },
      files: {
        [config]: `model_provider = "gateway"\n[model_providers.gateway]\nname = "Gateway"\nbase_url = "${url}/v1"\nenv_key = "NEXUS_API_KEY"\n`,
      },
    }));
    expect(after).toMatchObject({ exitCode: 0, said: ['codex/base-variable-ignored'] });
  });

  test('nothing is set: the first step names the gateway of this run, and no key goes to OpenAI', async () => {
    const seen = await doctor('codex', ({ url }) => ({ env: { NEXUS_BASE_URL: url } }));
    expect(seen.cause).toBe('codex/no-provider');
    expect(seen.fix?.what).toContain(`base_url = "${seen.url}/v1"`);
  });
});

describe('opencode', () => {
  const file = '~/.config/opencode/opencode.json';
  const settings =
    (model: string, npm = 'openai', models: readonly string[] = ['gpt-5.4']) =>
    ({ url, key }: At): SetUp => ({
      files: {
        [file]: {
          model,
          provider: {
            gw: {
              npm: `@ai-sdk/${npm}`,
              options: { baseURL: `${url}/v1`, apiKey: key },
              models: Object.fromEntries(models.map((id) => [id, {}])),
            },
          },
        },
      },
    });

  test.each([
    [
      'a model that the gateway has not',
      'gw/gpt-5.44',
      ['gpt-5.44', 'gpt-5.4'],
      'opencode/model-unlisted',
      'gw/gpt-5.4',
    ],
    ['a model without its provider', 'gpt-5.4', ['gpt-5.4'], 'opencode/model-without-provider', 'gw/gpt-5.4'],
    [
      'another provider than the one defined',
      'gateway/gpt-5.4',
      ['gpt-5.4'],
      'opencode/provider-undefined',
      'gw/gpt-5.4',
    ],
  ])('%s: set as the fix says, it works', async (_, model, models, cause, to) => {
    const before = await doctor('opencode', settings(model, 'openai', models));
    expect(before).toMatchObject({ exitCode: 1, cause, fix: { setting: `model in ${file}`, to } });
    const after = await doctor('opencode', settings(to, 'openai', models));
    expect(after).toMatchObject({ exitCode: 0, said: [], checks: 6 });
  });

  test('a model that the provider does not list', async () => {
    const before = await doctor('opencode', settings('gw/gpt-5.4-mini'));
    expect(before).toMatchObject({ exitCode: 1, cause: 'opencode/model-undefined' });
    expect(before.fix?.what).toBe(
      `add "gpt-5.4-mini": {} to provider.gw.models in ${file}, or choose one of those listed there: gpt-5.4`,
    );
  });

  test('a package whose format does not stream: set as the fix says, it works', async () => {
    const before = await doctor('opencode', settings('gw/gpt-5.4', 'openai-compatible'));
    expect(before).toMatchObject({
      cause: 'opencode/wire-does-not-stream',
      fix: { setting: `provider.gw.npm in ${file}`, to: '"@ai-sdk/openai"' },
    });
    expect(await doctor('opencode', settings('gw/gpt-5.4'))).toMatchObject({ exitCode: 0, said: [] });
  });
});

test('Cline: a plan mode that was not looked at is not called healthy', async () => {
  const seen = await doctor('cline', ({ url, key }) => ({
    files: {
      '~/.cline/data/settings/providers.json': {
        version: 1,
        lastUsedProvider: 'anthropic',
        providers: { anthropic: { settings: { baseUrl: url, apiKey: key, model: 'claude-sonnet-4-6' } } },
      },
      '~/.cline/data/globalState.json': {
        planModeApiProvider: 'openai',
        actModeApiProvider: 'anthropic',
        openAiBaseUrl: url,
        anthropicBaseUrl: url,
      },
    },
  }));
  expect(seen).toMatchObject({ verdict: 'degraded', cause: 'cline/mode-not-looked-at' });
});
