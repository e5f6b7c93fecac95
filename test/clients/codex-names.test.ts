import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';
import { reading, worldOf } from './reading.ts';

const file = '~/.codex/config.toml';
const table = '[model_providers.gw]\nname = "x"';
const baseUrl = 'base_url = "https://gw.example/v1"';
const findingsOf = async (text: string, env = {}) =>
  (await reading('codex', { env, files: { [file]: text } })).problems.map(({ about, finding }) => ({
    about,
    ...finding,
  }));

describe('a name of Codex that is misspelled', () => {
  test.each([
    ['baseurl = "https://gw.example/v1"\nenv_key = "MYK"', 'url', 'baseurl', 'base_url', 4],
    ['baseURL = "https://gw.example/v1"\nenv_key = "MYK"', 'url', 'baseURL', 'base_url', 4],
    [`${baseUrl}\nenv-key = "MYK"`, 'key', 'env-key', 'env_key', 5],
  ])('is named: %s', async (lines, about, name, wanted, line) => {
    const all = await findingsOf(`model_provider = "gw"\n${table}\n${lines}\n`, { MYK: 'key' });
    expect(all).toContainEqual({
      about,
      id: 'codex/other-name',
      params: { from: `${file}:${line}`, name, wanted },
    });
  });

  test('is no cause where the right one stands beside it', async () => {
    const text = `model_provider = "gw"\n${table}\n${baseUrl}\nurl = "https://a.example"\nenv_key = "MYK"\n`;
    expect(await findingsOf(text, { MYK: 'key' })).toEqual([]);
  });
});

test('a provider of almost the same name is the one to choose', async () => {
  const text = `model_provider = "GW"\n${table}\n${baseUrl}\nenv_key = "MYK"\n`;
  const world = worldOf({ env: { MYK: 'key' }, files: { [file]: text } });
  const { json } = await runNexus(['doctor', '--for', 'codex', '--json'], world);
  const [first] = json.firstCause.finding.fixes;
  expect({ setting: first.setting, to: first.to }).toEqual({
    setting: `model_provider in ${file}`,
    to: '"gw"',
  });
});

test('a variable that Codex does not read is to be removed where the base URL is set', async () => {
  const text = `model_provider = "gw"\n${table}\n${baseUrl}\nenv_key = "MYK"\n`;
  const world = worldOf({
    env: { MYK: 'key', OPENAI_BASE_URL: 'https://other.example/v1' },
    files: { [file]: text },
  });
  const { json } = await runNexus(['doctor', '--for', 'codex', '--json'], world);
  expect(JSON.stringify(json)).toContain('remove OPENAI_BASE_URL from the environment');
});

test('an organisation and a project of OpenAI are both named', async () => {
  const env = { OPENAI_ORG_ID: 'org', OPENAI_PROJECT_ID: 'project' };
  const { problems } = await reading('openai-sdk', { env });
  expect(problems.map(({ finding }) => finding)).toContainEqual({
    id: 'openai-sdk/organisation-set',
    params: { variable: 'OPENAI_ORG_ID and OPENAI_PROJECT_ID' },
  });
});
