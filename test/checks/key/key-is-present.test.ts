import { expect, test } from 'vitest';
import { keyIsPresent } from '../../../src/checks/key/key-is-present.ts';
import { wordFinding } from '../../../src/errors/word-finding.ts';
import { builtInProfiles, profiles } from '../../../src/providers/index.ts';
import { keychainWords } from '../../../src/settings/keychain-words.ts';
import { checkContext, judged, realKey, runOne } from '../../support/check-context.ts';

const looked = ['env NEXUS_API_KEY', 'your settings file'];

test.each([
  ['no key anywhere fails', { from: null, shadows: [], looked }, 'fail local/key-missing'],
  ['a key in the environment passes', { from: 'env NEXUS_API_KEY', shadows: [], looked }, 'pass'],
  [
    'a second key behind the first is no fault',
    { from: 'env NEXUS_API_KEY', shadows: ['~/.config/nexus/config.json:2'], looked },
    'pass',
  ],
])('%s', (_, evidence, expected) => {
  expect(judged(keyIsPresent, evidence)).toBe(expected);
});

test('the fact names the source and what it shadows, never the key', async () => {
  const files = { '/home/ana/.config/nexus/config.json': '{ "apiKey": "nexus-another-key-0123456789" }' };
  const result = await runOne(keyIsPresent, await checkContext({ files }));
  expect(result).toMatchObject({
    status: 'pass',
    fact: expect.stringContaining('env NEXUS_API_KEY, shadows'),
  });
  expect(JSON.stringify(result)).not.toContain(realKey.slice(6));
});

test('a missing key says where it was looked for', async () => {
  const result = await runOne(keyIsPresent, await checkContext({ env: {} }));
  expect(result).toMatchObject({ status: 'fail', findings: [{ params: { looked } }] });
});

test('the fact is the source alone where nothing stands behind it', () => {
  const found = { from: 'env NEXUS_API_KEY', shadows: [], looked };
  expect(keyIsPresent.fact?.(found)).toBe('env NEXUS_API_KEY');
  expect(keyIsPresent.fact?.({ ...found, shadows: ['a', 'b'] })).toBe('env NEXUS_API_KEY, shadows a, b');
  expect(keyIsPresent.fact?.({ ...found, from: null })).toBeUndefined();
});

test('a settings file that is not valid may hold the key, and that is said', async () => {
  const files = { '/home/ana/.config/nexus/config.json': '{ "apiKey": ' };
  const context = await checkContext({ env: {}, files });
  expect(await keyIsPresent.observe(context, {})).toEqual({
    from: null,
    shadows: [],
    looked: ['env NEXUS_API_KEY', '~/.config/nexus/config.json (not used, because it is not valid)'],
  });
});

test('the evidence names what the key shadows', async () => {
  const files = { '/home/ana/.config/nexus/config.json': '{ "apiKey": "nexus-another-key-0123456789" }' };
  expect(await keyIsPresent.observe(await checkContext({ files }), {})).toMatchObject({
    from: 'env NEXUS_API_KEY',
    shadows: [expect.stringContaining('config.json')],
  });
});

test('a key that is kept for another gateway, or that its keychain does not give, is named', async () => {
  const context = await checkContext({ env: {} });
  const origin = (name: string) => ({ kind: 'keychain' as const, name });
  const unusedKeys = [
    { origin: origin('a'), belongsTo: 'https://a.example' },
    { origin: origin('b') },
    { origin: origin('c'), why: 'timed-out' as const },
  ];
  const settings = { ...context.settings, unusedKeys };
  expect(await keyIsPresent.observe({ ...context, settings }, {})).toMatchObject({
    looked: [
      'env NEXUS_API_KEY',
      'a (kept for https://a.example)',
      'b (kept for another gateway)',
      `c (${keychainWords['timed-out']})`,
    ],
  });
});

test.each(['timed-out', 'locked', 'refused', 'unavailable'] as const)(
  'a kept key that its keychain does not give (%s) leaves open whether there is one',
  async (why) => {
    const context = await checkContext({ env: {} });
    const keychain = { kind: 'keychain' as const, name: 'keychain' };
    const settings = { ...context.settings, unusedKeys: [{ origin: keychain, why }] };
    const result = await runOne(keyIsPresent, { ...context, settings });
    expect(result).toMatchObject({
      status: 'unknown',
      findings: [{ id: 'local/kept-key-unread', params: { why: keychainWords[why] } }],
    });
  },
);

test('a kept key that its keychain does not hold any more is missing', async () => {
  const context = await checkContext({ env: {} });
  const keychain = { kind: 'keychain' as const, name: 'keychain' };
  const settings = { ...context.settings, unusedKeys: [{ origin: keychain, why: 'absent' as const }] };
  expect(await runOne(keyIsPresent, { ...context, settings })).toMatchObject({
    status: 'fail',
    findings: [{ id: 'local/key-missing' }],
  });
});

test.each([
  ['the variable of another gateway', { NEOSANTARA_API_KEY: realKey }, ['NEOSANTARA_API_KEY']],
  [
    'variables of clients',
    { OPENAI_API_KEY: realKey, ANTHROPIC_AUTH_TOKEN: 'x' },
    ['OPENAI_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
  ],
] as const)('where the key is in %s, its name is told and never its value', async (_, env, others) => {
  const baseUrl = 'https://api.nexus-hub.ru';
  const result = await runOne(keyIsPresent, await checkContext({ env: { ...env, NEXUS_BASE_URL: baseUrl } }));
  expect(result).toMatchObject({
    status: 'fail',
    findings: [{ id: 'local/key-missing', params: { others } }],
  });
  expect(JSON.stringify(result)).not.toContain(realKey);
  const [finding] = 'findings' in result ? result.findings : [];
  if (finding === undefined) throw new Error('no finding');
  const words = wordFinding(finding, 'as-entered', {
    profile: profiles.nexus,
    profiles: builtInProfiles,
    command: (command) => command,
  });
  expect(words.summary).toContain(`${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} set`);
});

test('an empty variable of another gateway is not named', async () => {
  const result = await runOne(keyIsPresent, await checkContext({ env: { OPENAI_API_KEY: '' } }));
  expect(result).toMatchObject({ findings: [{ params: { looked } }] });
  expect(JSON.stringify(result)).not.toContain('OPENAI_API_KEY');
});
