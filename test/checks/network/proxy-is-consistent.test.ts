import { expect, test } from 'vitest';
import { proxyIsConsistent } from '../../../src/checks/network/proxy-is-consistent.ts';
import { baseUrlFrom } from '../../../src/settings/base-url.ts';
import { checkContext, judged, realKey, runOne } from '../../support/check-context.ts';

const used = {
  shown: 'http://proxy.example:3128',
  variable: 'HTTPS_PROXY',
  bypass: null,
  unsupported: null,
  conflict: null,
};

test.each([
  ['one http proxy passes', used, 'pass'],
  [
    'two spellings that differ warn',
    { ...used, conflict: 'HTTPS_PROXY' },
    'warn network/proxy-variables-differ',
  ],
  ['a SOCKS proxy warns', { ...used, unsupported: 'socks' as const }, 'warn network/proxy-unsupported'],
  [
    'both are said',
    { ...used, unsupported: 'unparseable' as const, conflict: 'HTTPS_PROXY' },
    'warn network/proxy-unsupported network/proxy-variables-differ',
  ],
  ['no variable, nothing to judge', { ...used, variable: null, shown: null }, 'not-applicable'],
  [
    'a gateway on this machine needs no proxy',
    { ...used, bypass: 'loopback' as const, conflict: 'HTTPS_PROXY' },
    'not-applicable',
  ],
  [
    'a SOCKS proxy that NO_PROXY takes this host from is not missed',
    { ...used, unsupported: 'socks' as const, bypass: 'no-proxy' as const },
    'pass',
  ],
  ['NO_PROXY for this host is fine', { ...used, bypass: 'no-proxy' as const }, 'pass'],
])('%s', (_, evidence, expected) => {
  expect(judged(proxyIsConsistent, evidence)).toBe(expected);
});

test('the password of the proxy does not become evidence', async () => {
  const env = { NEXUS_API_KEY: realKey, HTTPS_PROXY: 'http://ana:open-sesame@proxy.example:3128' };
  const result = await runOne(proxyIsConsistent, await checkContext({ env }));
  expect(result).toMatchObject({ status: 'pass', fact: 'http://proxy.example:3128 (HTTPS_PROXY)' });
  expect(JSON.stringify(result)).not.toContain('open-sesame');
});

test.each([
  [used, 'http://proxy.example:3128 (HTTPS_PROXY)'],
  [{ ...used, bypass: 'no-proxy' as const }, 'not used, NO_PROXY covers the host'],
  [{ ...used, shown: null }, undefined],
  [{ ...used, variable: null }, undefined],
])('the fact %#', (evidence, fact) => {
  expect(proxyIsConsistent.fact?.(evidence)).toBe(fact);
});

test.each([
  ['socks', 'SOCKS'],
  ['unparseable', 'unreadable'],
] as const)('a proxy that is %s is told as %s', (unsupported, kind) => {
  expect(proxyIsConsistent.judge({ ...used, unsupported, conflict: 'HTTPS_PROXY' })).toMatchObject({
    findings: [{ params: { variable: 'HTTPS_PROXY', kind } }, { params: { variable: 'HTTPS_PROXY' } }],
  });
});

test('without a variable there is no evidence of a proxy', async () => {
  const evidence = await proxyIsConsistent.observe(await checkContext(), {
    url: baseUrlFrom('https://x.example'),
  });
  expect(evidence).toEqual({ shown: null, variable: null, bypass: null, unsupported: null, conflict: null });
});

test('two spellings of one variable that differ are evidence', async () => {
  const env = {
    NEXUS_API_KEY: realKey,
    HTTPS_PROXY: 'http://a.example:1',
    https_proxy: 'http://b.example:1',
  };
  expect(await runOne(proxyIsConsistent, await checkContext({ env }))).toMatchObject({
    status: 'warn',
    evidence: { conflict: 'HTTPS_PROXY', unsupported: null, bypass: null },
  });
});
