import { describe, expect, test } from 'vitest';
import { clientModelIsListed } from '../../../src/checks/client/model-is-listed.ts';
import { judged } from '../../support/check-context.ts';

const id = 'claude-code';

describe('client.model-is-listed', () => {
  const model = (isListed: boolean) => ({
    value: 'm',
    from: 'f',
    setting: 's',
    prefix: '',
    isListed,
    nearest: isListed ? null : 'm1',
  });

  test.each([
    ['all are there', [model(true)], 3, true, 'pass'],
    [
      'one is missing in the list of this key',
      [model(true), model(false)],
      3,
      true,
      'fail claude-code/model-unlisted',
    ],
    [
      'one is missing in a list that may leave models out',
      [model(false)],
      3,
      false,
      'warn claude-code/model-perhaps-unlisted',
    ],
    ['nobody could read the list', [model(false)], null, true, 'not-applicable'],
  ])('%s', (_, models, listed, complete, expected) => {
    expect(judged(clientModelIsListed, { id, models, listed, complete })).toBe(expected);
  });
});
