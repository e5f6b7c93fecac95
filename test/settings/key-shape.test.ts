import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customProfile } from '../../src/providers/custom/profile.ts';
import { builtInProfiles, profiles } from '../../src/providers/index.ts';
import { keyShapeOf } from '../../src/settings/key-shape.ts';
import { secretPartOf } from '../../src/settings/not-a-key.ts';
import { growthOf, tooSteep } from '../support/growth.ts';

const { nexus, nusantara } = profiles;
const relay = customProfile({ id: 'relay', baseUrl: 'https://relay.example', keyPrefixes: ['sk-', 'rel_'] });
const all = [...builtInProfiles, relay];
const key = 'a1B2c3D4e5F6a1B2c3D4e5F6';

describe('a clean key', () => {
  test.each([[key], [`${key}/+=._-~`], [`sk-${key}`], ['YOUR_FRIENDS_a1B2c3D4e5F6'], ['xxx1a2b3c4d5']])(
    '%s has no problem',
    (clean) => {
      expect(keyShapeOf(clean, nexus, all)).not.toHaveProperty('problem');
      expect(keyShapeOf(clean, nexus, all)).toMatchObject({ length: clean.length, outerSpace: false });
    },
  );

  test.each([` ${key}`, `${key}\n`, `${key}\r\n`, `\u{feff}${key}`, `${key}\u{a0}`])(
    'white space around it is noted, not counted: %j',
    (raw) => {
      expect(keyShapeOf(raw, nexus, all)).toEqual({ length: key.length, outerSpace: true });
    },
  );
});

describe('a key that can not be sent', () => {
  test.each([
    ['', 'empty', undefined],
    [' \n', 'empty', undefined],
    [`abcd\n${key}`, 'line-break', 5],
    [`abcd\r\n${key}`, 'line-break', 5],
    [`"${key}"`, 'quotes', 1],
    [`${key}'`, 'quotes', 25],
    [`“${key}”`, 'quotes', 1],
    [`Bearer ${key}`, 'bearer-prefix', undefined],
    [`bearer\t${key}`, 'bearer-prefix', undefined],
    [`Authorization: Bearer ${key}`, 'bearer-prefix', undefined],
    [`abc ${key}`, 'illegal-character', 4],
    [`ab…${key}`, 'illegal-character', 3],
    [`${key}\u200b`, 'illegal-character', 25],
    [`а${key}`, 'illegal-character', 1],
    [`ab\u0000${key}`, 'illegal-character', 3],
  ])('%j has the problem %s', (raw, problem, position) => {
    const shape = keyShapeOf(raw, nexus, all);
    expect({ problem: shape.problem, position: shape.position }).toEqual({ problem, position });
  });

  test.each([
    'YOUR_API_KEY',
    'YOUR_NEXUS_API_KEY',
    'your-api-key',
    'your_api_key_here',
    'your-key',
    'my-api-key',
    'sk-your-api-key-here',
    '<key>',
    '<your key>',
    '[API KEY]',
    'sk-xxx',
    'sk-XXXXXXXXXXXXXXXX',
    'sk-...',
    'sk-…',
    'nsk_xxxxxxxx',
    'sk-ant-xxxx',
    'xxxxxxxx',
    '********',
    'changeme',
    'change-me',
    'replace_with_key'.replace('with_', ''),
    'insert-your-api-key-here',
    'undefined',
    'null',
  ])('%s is a placeholder', (raw) => {
    expect(keyShapeOf(raw, nexus, all).problem).toBe('placeholder');
  });

  test.each([
    '\u0024{NEXUS_API_KEY}',
    '$NEXUS_API_KEY',
    '$env:NEXUS_API_KEY',
    '{env:NEXUS_API_KEY}',
    '%NEXUS_API_KEY%',
    '\u0024{{ secrets.NEXUS_API_KEY }}',
    '{{ key }}',
    '$(cat key)',
    'os.environ/NEXUS_API_KEY',
    'NEXUS_API_KEY',
  ])('%s is a name that nobody replaced', (raw) => {
    expect(keyShapeOf(raw, nexus, all).problem).toBe('unexpanded');
  });

  test.each([
    `$${key}-1`,
    `${key}<key>`,
    `%${key}`,
    `changeme-${key}`,
    `xxx-${key}`,
    'NEXUS_API_KEY_2',
    `yourkey${key}`,
  ])('%s only looks like one', (raw) => {
    expect(keyShapeOf(raw, nexus, all)).not.toHaveProperty('problem');
  });
});

describe('what is no key at all is named by its form', () => {
  test.each([
    [`NEXUS_API_KEY=sk-${key}`, 'assignment'],
    [`export NEXUS_API_KEY=sk-${key}`, 'assignment'],
    [`export NEXUS_API_KEY="${key}"`, 'assignment'],
    [`$env:NEXUS_API_KEY = "${key}"`, 'assignment'],
    [`set -gx NEXUS_API_KEY ${key}`, 'assignment'],
    [`setx NEXUS_API_KEY ${key}`, 'assignment'],
    [`x-api-key: ${key}`, 'assignment'],
    [`apiKey: ${key}`, 'assignment'],
    [`{"apiKey":"${key}"}`, 'json'],
    [`{\n  "apiKey": "${key}"\n}`, 'json'],
    [`"apiKey": "${key}"`, 'json'],
    [`["${key}"]`, 'json'],
    ['https://api.nexus-hub.ru', 'url'],
    ['http://localhost:4000/v1', 'url'],
    [`https://me:${key}@api.nexus-hub.ru`, 'private-url'],
    [`https://api.nexus-hub.ru/?key=${key}`, 'private-url'],
    ['/home/me/key.txt', 'path'],
    ['~/.secrets/nexus', 'path'],
    ['./key.txt', 'path'],
    [String.raw`C:\Users\me\key.txt`, 'path'],
    ['/data/keys/nexus.key', 'path'],
    ['file:///home/me/key', 'path'],
    ['op://Private/Nexus/credential', 'reference'],
    ['vault://kv/nexus#key', 'reference'],
    ['arn:aws:secretsmanager:eu-central-1:123456789012:secret:nexus', 'reference'],
    [`${key},${key}`, 'two-keys'],
    [`${key}; ${key}`, 'two-keys'],
    [`${key}${key}`, 'two-keys'],
    [`sk-${key},sk-9z8Y7x6W5v4U`, 'two-keys'],
    [`nsk_${key} nsk_9z8Y7x6W5v4U`, 'two-keys'],
  ])('%j is %s', (raw, instead) => {
    expect(keyShapeOf(raw, nexus, all)).toMatchObject({ problem: 'not-a-key', instead });
  });

  test.each([
    `${key}==`,
    `${key}=`,
    'KEY_a1B2c3D4e5F6a1B2c3D4e5F6==',
    'token==',
    '/9j/4AAQSkZJRgABAQ+a1B2c3D4e5F6==',
    `/${key}/${key.slice(0, 10)}`,
    `${key.slice(0, 8)}/${key.slice(8)}+=`,
    `${key},9z8Y7x6W5v4U3t2S`,
    `${key}:9z8Y7x6W5v4U3t2S`,
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl',
    `user=${key}`,
    `sk-lf-${key}sk-lf-${key}x`,
    '00000000000000000000000000000000',
    `exportNEXUS${key}`,
    `https-${key}`,
  ])('%s stays a key', (raw) => {
    expect(keyShapeOf(raw, nexus, all)).not.toHaveProperty('problem');
  });
});

test.each([
  ['NEXUS_API_KEY=sk-abc==', 'assignment', 'sk-abc=='],
  ['export NEXUS_API_KEY="sk-abc"', 'assignment', 'sk-abc'],
  ['setx NEXUS_API_KEY sk-abc', 'assignment', 'sk-abc'],
  ['$env:NEXUS_API_KEY = "sk-abc"', 'assignment', 'sk-abc'],
  ['x-api-key: sk-abc', 'assignment', 'sk-abc'],
  ['{"key":"sk-abcdef"}', 'json', 'sk-abcdef'],
  [' sk-abc,sk-abc ', 'two-keys', 'sk-abc,sk-abc'],
  [' sk-abc ', undefined, 'sk-abc'],
] as const)('of %j the secret is what stands behind the name', (raw, instead, secret) => {
  expect(secretPartOf(raw, instead)).toBe(secret);
});

describe('whose key it is', () => {
  test.each([
    ['sk-ant-', 'Anthropic'],
    ['sk-proj-', 'OpenAI'],
    ['sk-or-', 'OpenRouter'],
    ['gsk_', 'Groq'],
    ['AIza', 'Google'],
    ['xai-', 'xAI'],
    ['hf_', 'Hugging Face'],
    ['pplx-', 'Perplexity'],
    ['nsk_', 'Nusantara AI'],
    ['nsk_code_', 'Nusantara AI'],
    ['rel_', 'relay'],
  ])('%s belongs to %s', (prefix, foreignVendor) => {
    expect(keyShapeOf(prefix + key, nexus, all)).toMatchObject({ foreignVendor, prefix });
  });

  test('a bare sk- is nobody’s, although a settings file claims it', () => {
    expect(keyShapeOf(`sk-${key}`, nexus, all)).toEqual({ length: 27, outerSpace: false, prefix: 'sk-' });
  });

  test('the longest documented beginning of the profile itself is named', () => {
    expect(keyShapeOf(`nsk_code_${key}`, nusantara, all)).toMatchObject({ prefix: 'nsk_code_' });
    expect(keyShapeOf(`nsk_code_${key}`, nusantara, all)).not.toHaveProperty('foreignVendor');
  });

  test('a profile that claims sk- does not claim the longer sk-ant- with it', () => {
    expect(keyShapeOf(`sk-ant-${key}`, relay, all)).toMatchObject({ foreignVendor: 'Anthropic' });
    expect(keyShapeOf(`sk-${key}`, relay, all)).not.toHaveProperty('foreignVendor');
  });

  test('a profile that documents sk-ant- itself has such keys of its own', () => {
    const proxy = customProfile({ id: 'proxy', baseUrl: 'https://proxy.example', keyPrefixes: ['sk-ant-'] });
    expect(keyShapeOf(`sk-ant-${key}`, proxy, [...all, proxy])).not.toHaveProperty('foreignVendor');
  });
});

test('a key that is too short to be masked is said to be', () => {
  expect(keyShapeOf('abcdefg', nexus, all)).toMatchObject({ tooShort: true });
  expect(keyShapeOf('abcdefgh', nexus, all)).not.toHaveProperty('tooShort');
});

test('the facts never hold a piece of the key', () => {
  const secret = fc.stringMatching(/^[b-z]{4}[A-Z0-9]{8,20}$/);
  const around = fc.constantFrom('', ' ', '"', 'Bearer ', 'sk-', 'nsk_', '\n', '${', 'é');
  const property = fc.property(around, secret, around, (before, middle, after) => {
    const shape = JSON.stringify(keyShapeOf(before + middle + after, nexus, all));
    expect(shape).not.toContain(middle.slice(0, 6));
    expect(shape).not.toContain(middle.slice(-6));
  });
  fc.assert(property);
});

describe.each(['your', 'sk-', 'x', '-', '_', 'a_', '${', '<', '.', ' ', '%'])(
  'a key of nothing but %j is described',
  (piece) => {
    const describeKey = (key: string) => keyShapeOf(key, nexus, all);

    test('in time in proportion to its length', async () => {
      const long = (size: number) => piece.repeat(size / piece.length);
      expect(await growthOf(50_000, long, describeKey)).toBeLessThan(tooSteep);
    });

    // The expressions for placeholders get steep, which their limit of 80 characters has to make up for.
    test('and no more steeply beyond the length of a placeholder', async () => {
      const odd = (size: number) => `${piece.repeat(size / piece.length)}!`;
      expect(await growthOf(78, odd, describeKey)).toBeLessThan(tooSteep);
    });
  },
);
