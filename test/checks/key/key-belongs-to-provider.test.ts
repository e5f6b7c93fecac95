import { expect, test } from 'vitest';
import { keyBelongsToProvider } from '../../../src/checks/key/key-belongs-to-provider.ts';
import { keyHasCleanShape } from '../../../src/checks/key/key-has-clean-shape.ts';
import { baseUrlFrom } from '../../../src/settings/base-url.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

const own = {
  from: 'env NEXUS_API_KEY',
  provider: 'Nexus',
  vendor: null,
  heldBack: false,
  prefix: null,
  worksAt: null,
  isThere: true,
};

test.each([
  ['a key without a known beginning passes', own, 'pass'],
  [
    'a foreign key that was held back fails',
    { ...own, vendor: 'Anthropic', heldBack: true },
    'fail local/key-of-another-provider',
  ],
  ['the same key on a relay only warns', { ...own, vendor: 'Anthropic' }, 'warn local/key-looks-foreign'],
  [
    'a key of another path fails',
    { ...own, prefix: 'nsk_code_', worksAt: 'https://api.neosantara.xyz/coding', isThere: false },
    'fail local/key-for-another-path',
  ],
  ['a key of this path passes', { ...own, prefix: 'nsk_code_', worksAt: 'https://x/coding' }, 'pass'],
])('%s', (_, evidence, expected) => {
  expect(judged(keyBelongsToProvider, evidence)).toBe(expected);
});

const present = { from: null, shadows: [], looked: [] };
const hex = '0123456789abcdef0123456789abcdef';

test.each([
  ['nexus', undefined, `sk-ant-${hex}`, 'fail', 'local/key-of-another-provider'],
  ['nexus', undefined, `nsk_${hex}`, 'fail', 'local/key-of-another-provider'],
  ['nexus', 'https://relay.example', `sk-ant-${hex}`, 'warn', 'local/key-looks-foreign'],
  ['nexus', undefined, `sk-${hex}`, 'pass', undefined],
  ['nusantara', undefined, `nsk_${hex}`, 'pass', undefined],
  ['nusantara', undefined, `nsk_code_${hex}`, 'fail', 'local/key-for-another-path'],
  ['nusantara', 'https://api.neosantara.xyz/coding/v1', `nsk_code_${hex}`, 'pass', undefined],
  ['nusantara', 'https://api.neosantara.xyz/coding/anthropic', `nsk_code_${hex}`, 'pass', undefined],
])('%s at %s with %s: %s', async (provider, baseUrl, key, status, id) => {
  const env = { NEXUS_API_KEY: key, NEOSANTARA_API_KEY: key };
  const result = await runOne(keyBelongsToProvider, await checkContext({ env }, { provider, baseUrl }));
  const [finding] = 'findings' in result ? result.findings : [];
  expect({ status: result.status, id: finding?.id }).toEqual({ status, id });
});

test('the finding says whose key it is, and where it came from', async () => {
  const { judge } = keyBelongsToProvider;
  const foreign = { ...own, vendor: 'Anthropic' };
  expect(judge({ ...foreign, heldBack: true })).toMatchObject({
    findings: [{ params: { from: own.from, vendor: 'Anthropic', provider: 'Nexus' } }],
  });
  expect(judge(foreign)).toMatchObject({ findings: [{ params: { from: own.from, vendor: 'Anthropic' } }] });
});

test('a key of another path is told the base URL that it works at', async () => {
  const env = { NEOSANTARA_API_KEY: `nsk_code_${hex}` };
  const result = await runOne(keyBelongsToProvider, await checkContext({ env }, { provider: 'nusantara' }));
  expect(result).toMatchObject({
    findings: [{ params: { prefix: 'nsk_code_', works: 'https://api.neosantara.xyz/coding' } }],
    evidence: {
      from: 'env NEOSANTARA_API_KEY',
      provider: 'Nusantara AI',
      vendor: null,
      heldBack: false,
      isThere: false,
    },
  });
});

test('a key of nobody in particular works anywhere', async () => {
  expect(await runOne(keyBelongsToProvider, await checkContext())).toMatchObject({
    evidence: own,
  });
});

test('a foreign key is not called held back where the host holds every key back', async () => {
  const env = { NEXUS_API_KEY: `sk-ant-${hex}` };
  const context = await checkContext({ env }, { provider: 'nexus', baseUrl: 'https://api.neosantara.xyz' });
  expect(await runOne(keyBelongsToProvider, context)).toMatchObject({
    status: 'warn',
    evidence: { vendor: 'Anthropic', heldBack: false },
  });
});

test('the base URL that the key works at is on the host in use', async () => {
  const env = { NEOSANTARA_API_KEY: `nsk_code_${hex}` };
  const request = { provider: 'nusantara', baseUrl: 'https://api.neosantara.xyz:8443' };
  expect(await runOne(keyBelongsToProvider, await checkContext({ env }, request))).toMatchObject({
    evidence: { worksAt: 'https://api.neosantara.xyz:8443/coding' },
  });
});

test('without a key there is nothing that could be foreign', async () => {
  const context = await checkContext({ env: {} });
  const needs = {
    shape: await keyHasCleanShape.observe(context, { present }),
    url: baseUrlFrom('https://x.example'),
  };
  expect(await keyBelongsToProvider.observe(context, needs)).toEqual({ ...own, from: 'nowhere' });
});
