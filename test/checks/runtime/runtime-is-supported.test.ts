import { expect, test } from 'vitest';
import { runtimeIsSupported } from '../../../src/checks/runtime/runtime-is-supported.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

test.each([
  ['20.19.0', 'pass'],
  ['20.20.1', 'pass'],
  ['22.0.0', 'pass'],
  ['100.1.0', 'pass'],
  ['20.9.0', 'warn local/node-too-old'],
  ['20.18.9', 'warn local/node-too-old'],
  ['18.20.8', 'warn local/node-too-old'],
  ['9.11.2', 'warn local/node-too-old'],
])('Node.js %s: %s', (version, expected) => {
  expect(judged(runtimeIsSupported, { version })).toBe(expected);
});

test('the v in front of the version does not matter', async () => {
  const result = await runOne(runtimeIsSupported, await checkContext({ nodeVersion: 'v20.19.0' }));
  expect(result).toMatchObject({ status: 'pass', fact: '20.19.0' });
});

test('the finding names both versions, and only a v in front is taken off', async () => {
  const result = await runOne(runtimeIsSupported, await checkContext({ nodeVersion: 'v18.0.0-v8' }));
  expect(result).toMatchObject({ findings: [{ params: { version: '18.0.0-v8', needed: '20.19.0' } }] });
});
