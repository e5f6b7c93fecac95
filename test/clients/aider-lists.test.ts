import { describe, expect, test } from 'vitest';
import { removable } from '../../src/clients/removable.ts';
import { reading } from './reading.ts';

const home = '~/.aider.conf.yml';
const yaml = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const lists = yaml(
  'model: anthropic/claude-sonnet-4-6',
  'set-env:',
  '  - FOO=bar',
  '  - ANTHROPIC_API_BASE=https://gw.example/v1',
  'api-key:',
  '  - anthropic=key',
);

describe('an element of a list of aider is named by itself, so that nobody overwrites the list', () => {
  test('in its file, with its line', async () => {
    const { baseUrls, credentials } = await reading('aider', { files: { [home]: lists } });
    expect(baseUrls.map(({ setting }) => setting)).toEqual([
      'ANTHROPIC_API_BASE in the set-env list of ~/.aider.conf.yml (line 4)',
    ]);
    expect(credentials.map(({ setting }) => setting)).toEqual([
      'anthropic= in the api-key list of ~/.aider.conf.yml (line 6)',
    ]);
  });

  test('where the file has one element and no list', async () => {
    const files = { [home]: yaml('model: openai/gpt-5.4', 'set-env: OPENAI_API_BASE=https://gw.example') };
    const { baseUrls } = await reading('aider', { files });
    expect(baseUrls[0]?.setting).toBe('OPENAI_API_BASE in the set-env list of ~/.aider.conf.yml (line 2)');
  });

  test('in its variable', async () => {
    const env = { AIDER_SET_ENV: '[OPENAI_API_BASE=https://gw.example/v1]' };
    const { baseUrls } = await reading('aider', { env });
    expect(baseUrls[0]?.setting).toBe('OPENAI_API_BASE in the list AIDER_SET_ENV');
  });

  test('as something to take out', () => {
    const from = '~/.aider.conf.yml:4';
    const setting = 'ANTHROPIC_API_BASE in the set-env list of ~/.aider.conf.yml (line 4)';
    expect(removable({ from, setting })).toBe(
      'ANTHROPIC_API_BASE from the set-env list of ~/.aider.conf.yml (line 4)',
    );
    expect(removable({ from: 'env AIDER_SET_ENV', setting: 'A in the list AIDER_SET_ENV' })).toBe(
      'A from the list AIDER_SET_ENV',
    );
  });
});
