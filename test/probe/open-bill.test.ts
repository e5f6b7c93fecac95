import { describe, expect, test } from 'vitest';
import { isOpenBill } from '../../src/errors/open-bill.ts';
import { barOf } from '../../src/probe/bar-of.ts';
import { apiError, page } from '../support/check-context.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { gatewayWith, posts, probeAt } from './probe-sandbox.ts';

const code = 'billing_finalization_failed';
const headers = { 'x-should-retry': 'true', 'retry-after': '1' };
const forms: readonly (readonly [string, object])[] = [
  [
    'a code',
    { error: { code, type: 'api_error', message: 'Unknown parameter: max_tokens', param: 'max_tokens' } },
  ],
  ['a type', { type: 'error', error: { type: code, message: 'max_tokens is not supported' } }],
];

describe.each(forms)('a bill that could not be closed, told as %s', (_, body) => {
  test.each([200, 400, 401, 402, 403, 422, 429, 500])(
    'with status %i is sent once, also by --resume',
    async (status) => {
      const gateway = await gatewayWith({
        rules: [{ method: 'POST', reply: { kind: 'json', status, body, headers } }],
      });
      const files = fakeFiles({});
      const flags = ['--yes', '--route', '/v1/messages', '--model', 'claude-sonnet-4-6', '--mode', 'plain'];
      const { json } = await probeAt(gateway, flags, { realFiles: files });
      expect(json.rows).toMatchObject([{ findings: [{ id: `nexus/${code}`, retry: 'never' }] }]);
      expect(json.stopped).toBeUndefined();
      expect(JSON.stringify(json.nextStep)).not.toContain('--resume');

      await probeAt(gateway, ['--yes', '--resume', json.runId], { realFiles: files });
      expect(posts(gateway)).toHaveLength(1);
    },
  );
});

test('it says nothing about other calls, whatever its status', () => {
  for (const status of [401, 402, 429]) {
    expect(barOf(apiError('edge/http-status', status, { answer: { code } }))).toBeUndefined();
  }
  expect(barOf(page(402))).toBe('no-money');
});

test('no other name is taken for it', () => {
  expect(isOpenBill(['nexus/billing_finalization_failed'])).toBe(true);
  expect(isOpenBill([null, undefined, 'nexus/billing_error', `not_${code}`])).toBe(false);
});
