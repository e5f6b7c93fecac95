import { describe, expect, test } from 'vitest';
import { clientSettingsAreReadable } from '../../../src/checks/client/settings-are-readable.ts';
import { ofClient } from '../../../src/errors/clients/index.ts';
import { judged } from '../../support/check-context.ts';

const id = 'claude-code';

describe('client.settings-are-readable', () => {
  const broken = ofClient(id, 'settings-unreadable', {
    file: 'f',
    format: 'valid JSON',
    expected: 'a comma',
  });
  const closed = ofClient(id, 'settings-not-opened', { file: 'f', why: 'it is a link' });

  test.each([
    ['no file at all', [], 'pass'],
    ['a file that is broken', [broken], 'fail claude-code/settings-unreadable'],
    ['a file that stayed closed', [closed], 'warn claude-code/settings-not-opened'],
  ])('%s', (_, findings, expected) => {
    expect(judged(clientSettingsAreReadable, { files: [], findings })).toBe(expected);
  });
});
