import { describe, expect, test } from 'vitest';
import { reading } from './reading.ts';

const file = '~/.config/opencode/opencode.json';
const options = { baseURL: 'https://gw.example/v1', apiKey: 'key' };
const gw = (npm: string, more: object = {}) => ({ gw: { npm: `@ai-sdk/${npm}`, options, ...more } });
const listed = { models: { 'gpt-5.4': {} } };

/** What is said of the models, and the ids that are compared with the gateway’s list. */
async function saidOf(settings: object): Promise<{ said: readonly string[]; sent: readonly string[] }> {
  const { problems, models } = await reading('opencode', { files: { [file]: settings } });
  return {
    said: problems.map(({ about, finding }) => `${about}: ${finding.id}`),
    sent: models.map(({ value, setting, prefix = '' }) => `${prefix}${value} < ${setting}`),
  };
}

describe('the model of opencode is one that it would find', () => {
  const model = `gpt-5.4 < model in ${file}`;
  test.each<[string, object, { said: readonly string[]; sent: readonly string[] }]>([
    [
      'a model that the provider lists',
      { model: 'gw/gpt-5.4', provider: gw('openai', listed) },
      { said: [], sent: [`gw/${model}`] },
    ],
    [
      'a model that it does not list',
      { model: 'gw/gpt-5.4', provider: gw('openai', { models: { 'gpt-5.5': {} } }) },
      { said: ['agreement: opencode/model-undefined'], sent: [`gw/${model}`] },
    ],
    [
      'a provider without a list',
      { model: 'gw/gpt-5.4', provider: gw('anthropic') },
      { said: ['agreement: opencode/model-undefined'], sent: [`gw/${model}`] },
    ],
    [
      'a package whose models newer versions ask for',
      { model: 'gw/gpt-5.4', provider: gw('openai-compatible') },
      { said: ['agreement: opencode/model-perhaps-undefined'], sent: [`gw/${model}`] },
    ],
    [
      'a provider that opencode knows itself',
      {
        model: 'anthropic/claude-sonnet-4-6',
        provider: { anthropic: { npm: '@ai-sdk/anthropic', options } },
      },
      { said: [], sent: [`anthropic/claude-sonnet-4-6 < model in ${file}`] },
    ],
    [
      'a name that stands for another id: the id is what the gateway gets',
      { model: 'gw/fast', provider: gw('openai', { models: { fast: { id: 'gpt-5.4-mini' } } }) },
      { said: [], sent: [`gpt-5.4-mini < provider.gw.models.fast.id in ${file}`] },
    ],
    [
      'no provider before the model',
      { model: 'gpt-5.4', provider: gw('openai', listed) },
      { said: ['agreement: opencode/model-without-provider'], sent: [] },
    ],
    [
      'a provider under another name than the one that is defined',
      { model: 'gateway/gpt-5.4', provider: gw('openai', listed) },
      {
        said: ['url: opencode/provider-undefined', 'key: opencode/provider-undefined'],
        sent: [`gateway/${model}`],
      },
    ],
    [
      'the small model of another provider is named',
      { model: 'gw/gpt-5.4', small_model: 'groq/x', provider: gw('openai', listed) },
      { said: ['agreement: opencode/small-model-elsewhere'], sent: [`gw/${model}`] },
    ],
    [
      'the small model of the same provider is compared as well',
      { model: 'gw/gpt-5.4', small_model: 'gw/gpt-5.4', provider: gw('openai', listed) },
      { said: [], sent: [`gw/${model}`, `gw/gpt-5.4 < small_model in ${file}`] },
    ],
  ])('%s', async (_, settings, expected) => {
    expect(await saidOf(settings)).toEqual(expected);
  });

  test('the fix names the provider that is defined, before the model', async () => {
    const settings = { model: 'gateway/gpt-5.4', provider: gw('openai', listed) };
    const { problems } = await reading('opencode', { files: { [file]: settings } });
    expect(problems[0]?.finding).toMatchObject({
      params: { right: 'gw/gpt-5.4', setting: `model in ${file}` },
    });
  });
});
