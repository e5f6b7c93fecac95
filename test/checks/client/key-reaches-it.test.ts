import { describe, expect, test } from 'vitest';
import { clientKeyReachesIt } from '../../../src/checks/client/key-reaches-it.ts';
import type { ClientKey } from '../../../src/clients/client-facts.ts';
import { ofClient } from '../../../src/errors/clients/index.ts';
import type { KeyShape } from '../../../src/settings/key-shape.ts';
import { judged } from '../../support/check-context.ts';

const id = 'claude-code';

describe('client.key-reaches-it', () => {
  const shape: KeyShape = { length: 40, outerSpace: false };
  const key = (more: Partial<KeyShape> = {}): ClientKey => ({
    from: 'env ANTHROPIC_AUTH_TOKEN',
    setting: 'ANTHROPIC_AUTH_TOKEN',
    shape: { ...shape, ...more },
  });
  const command: ClientKey = {
    from: 'the command of apiKeyHelper, which is not run',
    setting: 'apiKeyHelper',
  };
  const missing = { looked: ['env ANTHROPIC_AUTH_TOKEN'], setting: 'ANTHROPIC_AUTH_TOKEN' };
  const unset = ofClient(id, 'variable-unset', { from: 'f', variable: 'X' });

  test.each([
    ['a clean key', key(), [], [], 'pass'],
    ['none', null, [], [], 'fail claude-code/no-key'],
    ['none, because its variable is not set', null, [unset], [], 'fail claude-code/variable-unset'],
    ['a command', command, [], [], 'unknown claude-code/key-not-read'],
    ['a line break inside', key({ problem: 'line-break' }), [], [], 'fail claude-code/key-unusable'],
    ['a name that nobody replaced', key({ problem: 'unexpanded' }), [], [], 'fail claude-code/key-unusable'],
    ['white space around it', key({ outerSpace: true }), [], [], 'warn claude-code/key-has-spaces'],
    [
      'another vendor’s form',
      key({ foreignVendor: 'OpenAI' }),
      [],
      [],
      'warn claude-code/key-of-another-vendor',
    ],
    ['a clean key, and one in the project', key(), [], ['p:1'], 'warn claude-code/key-in-project'],
    ['one in the project alone', null, [], ['p:1'], 'unknown claude-code/key-in-project'],
  ] as const)('%s', (_, credential, findings, projectKeys, expected) => {
    const evidence = { id, credential, findings, projectKeys, missing } as const;
    expect(judged(clientKeyReachesIt, evidence)).toBe(expected);
  });
});
