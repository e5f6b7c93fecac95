import { expect, test } from 'vitest';
import { verificationIsOn } from '../../../src/checks/tls/verification-is-on.ts';
import { checkContext, judged, realKey, runOne } from '../../support/check-context.ts';

test('switched-off certificate checks warn, the usual state is not worth a row', () => {
  expect(judged(verificationIsOn, { switchedOff: true })).toBe('warn local/tls-verification-off');
  expect(judged(verificationIsOn, { switchedOff: false })).toBe('not-applicable');
});

test.each([
  ['0', 'warn'],
  ['1', 'skip'],
  ['', 'skip'],
  // Node.js compares with the text "0" and with nothing else.
  ['false', 'skip'],
])('NODE_TLS_REJECT_UNAUTHORIZED=%s is a %s', async (value, status) => {
  const env = { NEXUS_API_KEY: realKey, NODE_TLS_REJECT_UNAUTHORIZED: value };
  expect((await runOne(verificationIsOn, await checkContext({ env }))).status).toBe(status);
});
