import { expect, test } from 'vitest';
import { hostResolves } from '../../../src/checks/network/host-resolves.ts';
import type { ConnectionFacts } from '../../../src/system/system.ts';
import { checkContext, judged, runOne, where } from '../../support/check-context.ts';
import type { FakeReply } from '../../support/fake-network.ts';

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
  [
    'a name that only a proxy could know is told with the proxy that was not used',
    { ...found, failure: 'ENOTFOUND', unused: { variable: 'ALL_PROXY', kind: 'SOCKS' } },
    'unknown network/proxy-unsupported network/host-not-found',
  ],
  [
    'a name that is found needs no such proxy',
    { ...found, unused: { variable: 'ALL_PROXY', kind: 'SOCKS' } },
    'pass',
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

test.each([
  [{ ...found, addresses: ['a', 'b'], dnsMs: 0.6 }, '2 addresses, 1 ms'],
  [{ ...found, dnsMs: null }, undefined],
])('the fact %#', (evidence, fact) => {
  expect(hostResolves.fact?.(evidence)).toBe(fact);
});

const answered = (connection: Partial<ConnectionFacts>): FakeReply => ({
  answer: {
    result: {
      outcome: { kind: 'unreachable', phase: 'headers', code: 'ECONNRESET' },
      connection: { reused: false, ...connection },
      timings: { totalMs: 5 },
    },
  },
});

test('the evidence is what the connection told', async () => {
  const replies = [answered({ addresses: ['198.51.100.7', '2001:db8::1'], dnsMs: 4 })];
  expect(await runOne(hostResolves, await checkContext({ replies }))).toMatchObject({
    status: 'pass',
    fact: '2 addresses, 4 ms',
    evidence: {
      where: { host: 'api.nexus-hub.ru', port: 443, route: 'GET /v1/models' },
      isAddress: false,
      proxy: null,
      failure: null,
    },
  });
});

test('a connection that tells nothing leaves nothing to show', async () => {
  const evidence = { addresses: [], dnsMs: null, proxy: null, failure: null };
  expect(await runOne(hostResolves, await checkContext({ replies: [] }))).toMatchObject({
    status: 'pass',
    evidence,
  });
});

test('a name that is looked up in vain is the failure, whatever fails later is not', async () => {
  const answer = { kind: 'unreachable', phase: 'dns', code: 'ENOTFOUND' } as const;
  expect(await runOne(hostResolves, await checkContext({ replies: [{ answer }] }))).toMatchObject({
    status: 'unknown',
    evidence: { failure: 'ENOTFOUND' },
  });
});

test('behind a proxy the check says who looks the name up', async () => {
  const replies = [answered({ proxy: 'http://proxy.example:3128' })];
  expect(await runOne(hostResolves, await checkContext({ replies }))).toMatchObject({
    status: 'skip',
    reason: { why: 'the proxy looks the name up' },
  });
});

test.each([
  ['the documented host of the gateway is no typing mistake', {}, 'network/documented-host-not-found'],
  ['a host that the person typed may be one', { baseUrl: 'https://relay.example' }, 'network/host-not-found'],
])('a name that is not found: %s', async (_, request, id) => {
  const replies: FakeReply[] = [{ answer: { kind: 'unreachable', phase: 'dns', code: 'ENOTFOUND' } }];
  const result = await runOne(hostResolves, await checkContext({ replies }, request));
  expect(result).toMatchObject({ status: 'unknown', findings: [{ id }] });
});
