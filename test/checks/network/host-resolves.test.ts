import { expect, test } from 'vitest';
import { hostResolves } from '../../../src/checks/network/host-resolves.ts';
import { checkContext, judged, runOne, where } from '../../support/check-context.ts';

const found = {
  where,
  isAddress: false,
  proxy: null,
  addresses: ['198.51.100.7'],
  dnsMs: 3.4,
  failure: null,
};

test.each([
  ['a name with an address passes', found, 'pass'],
  [
    'ENOTFOUND is unknown: a network without names looks the same',
    { ...found, failure: 'ENOTFOUND' },
    'unknown network/host-not-found',
  ],
  [
    'EAI_AGAIN is unknown: the name server did not answer',
    { ...found, failure: 'EAI_AGAIN' },
    'unknown network/dns-unavailable',
  ],
  [
    'a time-out of the lookup is unknown',
    { ...found, failure: 'TIMEOUT' },
    'unknown network/dns-unavailable',
  ],
  ['behind a proxy nothing is looked up here', { ...found, proxy: 'http://proxy:3128' }, 'not-applicable'],
])('%s', (_, evidence, expected) => {
  expect(judged(hostResolves, evidence)).toBe(expected);
});

test('an address says that it is one, a name says how many it has', () => {
  expect(hostResolves.fact?.({ ...found, isAddress: true })).toBe('it is an address');
  expect(hostResolves.fact?.(found)).toBe('1 address, 3 ms');
});

test('an IPv6 address in brackets is an address', async () => {
  const result = await runOne(hostResolves, await checkContext({}, { baseUrl: 'http://[::1]:4000' }));
  expect(result).toMatchObject({ status: 'pass', evidence: { isAddress: true } });
});
