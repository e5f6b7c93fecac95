import { expect, test } from 'vitest';
import { proxyIsConsistent } from '../../../src/checks/network/proxy-is-consistent.ts';
import { checkContext, judged, realKey, runOne } from '../../support/check-context.ts';

const used = {
  shown: 'http://proxy.example:3128',
  variable: 'HTTPS_PROXY',
  bypass: null,
  unsupported: null,
  conflict: false,
};

test.each([
  ['one http proxy passes', used, 'pass'],
  ['two spellings that differ warn', { ...used, conflict: true }, 'warn network/proxy-variables-differ'],
  ['a SOCKS proxy warns', { ...used, unsupported: 'socks' as const }, 'warn network/proxy-unsupported'],
  [
    'both are said',
    { ...used, unsupported: 'unparseable' as const, conflict: true },
    'warn network/proxy-unsupported network/proxy-variables-differ',
  ],
  ['no variable, nothing to judge', { ...used, variable: null, shown: null }, 'not-applicable'],
  [
    'a gateway on this machine needs no proxy',
    { ...used, bypass: 'loopback' as const, conflict: true },
    'not-applicable',
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
