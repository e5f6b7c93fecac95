import { describe, expect, test } from 'vitest';
import { nearestNames } from '../../src/providers/nearest-names.ts';

const names = ['gpt-5.4', 'gpt-5.4-mini', 'claude-sonnet-4-6', 'claude-haiku-4-5-20251001', 'o3'];

describe('the nearest names', () => {
  test.each([
    ['gpt5', ['gpt-5.4', 'gpt-5.4-mini']],
    ['GPT_5.4', ['gpt-5.4', 'gpt-5.4-mini']],
    ['sonnet-4.6', ['claude-sonnet-4-6']],
    ['gpt-5.4x', ['gpt-5.4']],
    ['claude-haiku-4-5', ['claude-haiku-4-5-20251001']],
    ['3', ['o3']],
    ['llama', []],
  ])('of %s', (wanted, nearest) => {
    expect(nearestNames(wanted, names)).toEqual(nearest);
  });
});
