import { describe, expect, test } from 'vitest';
import { clientSettingsAgree } from '../../../src/checks/client/settings-agree.ts';
import { clientFinding, ofClient } from '../../../src/errors/clients/index.ts';
import { judged } from '../../support/check-context.ts';

const id = 'claude-code';

describe('client.settings-agree', () => {
  const two = ofClient(id, 'two-credentials', { first: 'a', second: 'b' });
  const cloud = clientFinding('claude-code/provider-flag', { flag: 'CLAUDE_CODE_USE_BEDROCK', from: 'env' });
  const organisation = clientFinding('openai-sdk/organisation-set', { variable: 'OPENAI_ORG_ID' });

  test.each([
    ['nothing', [], 'pass'],
    ['two credentials', [two], 'warn claude-code/two-credentials'],
    ['a cloud flag', [cloud, two], 'fail claude-code/provider-flag claude-code/two-credentials'],
    ['a remark alone', [organisation], 'pass openai-sdk/organisation-set'],
    [
      'a remark behind a contradiction',
      [organisation, two],
      'warn claude-code/two-credentials openai-sdk/organisation-set',
    ],
  ])('%s', (_, findings, expected) => {
    expect(judged(clientSettingsAgree, { findings })).toBe(expected);
  });
});
