import { expect, test } from 'vitest';
import { hostIsExpected } from '../../../src/checks/url/host-is-expected.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

const own = {
  host: 'api.nexus-hub.ru',
  network: 'public' as const,
  provider: 'Nexus',
  documentedBaseUrl: 'https://api.nexus-hub.ru',
  isOwn: true,
  belongsTo: null,
  meant: null,
};

test.each([
  ['the documented host passes', own, 'pass'],
  [
    'the host of another provider fails',
    { ...own, isOwn: false, belongsTo: 'Nusantara AI' },
    'fail local/host-of-another-provider',
  ],
  [
    'a host one letter away fails',
    { ...own, isOwn: false, meant: 'api.nexus-hub.ru' },
    'fail local/host-looks-mistyped',
  ],
  ['a relay passes with a hint', { ...own, isOwn: false }, 'pass local/host-not-documented'],
  ['this machine needs no hint', { ...own, isOwn: false, network: 'loopback' as const }, 'pass'],
])('%s', (_, evidence, expected) => {
  expect(judged(hostIsExpected, evidence)).toBe(expected);
});

test.each([
  ['https://api.nexus-hub.ru/v1', 'pass', []],
  ['https://api.nexus-hab.ru', 'fail', ['local/host-looks-mistyped']],
  ['https://relay.example', 'pass', []],
])('%s is a %s of the whole check', async (baseUrl, status, findings) => {
  const result = await runOne(hostIsExpected, await checkContext({}, { provider: 'nexus', baseUrl }));
  const found = 'findings' in result ? result.findings.map(({ id }) => id) : [];
  expect({ status: result.status, findings: found }).toEqual({ status, findings });
});

test('the other provider is named when --provider and base URL disagree', async () => {
  const context = await checkContext({}, { provider: 'nexus', baseUrl: 'https://api.neosantara.xyz' });
  expect(await runOne(hostIsExpected, context)).toMatchObject({
    status: 'fail',
    findings: [{ params: { chosen: 'Nexus', belongsTo: 'Nusantara AI' } }],
  });
});

test('only a public host that nobody documents is worth a fact', () => {
  expect(hostIsExpected.fact?.({ ...own, isOwn: false })).toBe('not a documented host');
  expect(hostIsExpected.fact?.(own)).toBeUndefined();
  expect(hostIsExpected.fact?.({ ...own, isOwn: false, network: 'loopback' })).toBeUndefined();
});

test.each([
  [{ belongsTo: 'Nusantara AI' }, { host: own.host, chosen: 'Nexus', belongsTo: 'Nusantara AI' }],
  [{ meant: 'api.x.ru' }, { host: own.host, meant: 'api.x.ru', suggestion: own.documentedBaseUrl }],
])('the finding %# names both hosts', (more, params) => {
  expect(hostIsExpected.judge({ ...own, isOwn: false, ...more })).toMatchObject({ findings: [{ params }] });
});

test('the hint names the host and the provider', () => {
  expect(hostIsExpected.judge({ ...own, isOwn: false })).toMatchObject({
    hints: [{ params: { host: own.host, provider: 'Nexus' } }],
  });
});

test('the documented host is its own and looks like no other', async () => {
  expect(await runOne(hostIsExpected, await checkContext())).toMatchObject({ evidence: own });
});
