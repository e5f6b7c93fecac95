import { expect, test } from 'vitest';
import { nusantara } from '../../src/providers/nusantara/profile.ts';

function prefixOf(key: string): string | undefined {
  return nusantara.key.prefixes.find((prefix) => key.startsWith(prefix));
}

test('reads the variable of the documentation before the one of its former name', () => {
  expect(nusantara.env).toEqual({
    key: ['NEOSANTARA_API_KEY', 'NUSANTARA_API_KEY'],
    baseUrl: 'NEOSANTARA_BASE_URL',
  });
});

test('tells the three families of keys apart', () => {
  expect(prefixOf('nsk_code_abc')).toBe('nsk_code_');
  expect(prefixOf(`nsk_mcp_${'0'.repeat(32)}`)).toBe('nsk_mcp_');
  expect(prefixOf(`nsk_${'0'.repeat(32)}`)).toBe('nsk_');
});

test.each([
  [`nsk_${'0a'.repeat(16)}`, true],
  [`nsk_mcp_${'0a'.repeat(16)}`, true],
  ['nsk_code_anything-at-all', true],
  [`nsk_${'0a'.repeat(15)}`, false],
  [`nsk_${'0g'.repeat(16)}`, false],
  [`sk-${'0a'.repeat(16)}`, false],
  ['nsk_code_', false],
])('the shape of %s is documented: %s', (key, isDocumented) => {
  expect(new RegExp(nusantara.key.pattern ?? '').test(key)).toBe(isDocumented);
});

test('keeps coding keys below /coding', () => {
  expect(nusantara.baseUrlVariants.map(({ path, keyPrefix }) => ({ path, keyPrefix }))).toEqual([
    { path: '/coding', keyPrefix: 'nsk_code_' },
    { path: '/coding/anthropic', keyPrefix: undefined },
    { path: '/anthropic', keyPrefix: undefined },
  ]);
});

test('streams on chat, responses and both messages routes', () => {
  const streaming = nusantara.routes.filter(({ streams }) => streams === 'yes').map(({ path }) => path);
  expect(streaming).toEqual([
    '/v1/chat/completions',
    '/v1/responses',
    '/anthropic/v1/messages',
    '/v1/messages',
  ]);
});

test('has a key status instead of a balance', () => {
  expect(nusantara.routes.find(({ speaks }) => speaks === 'key-status')?.path).toBe('/v1/auth/key');
  expect(nusantara.routes.some(({ speaks }) => speaks === 'balance')).toBe(false);
});

test('names no support, because none is documented', () => {
  expect(nusantara.support).toEqual([]);
});

test('keeps to the lowest documented pace', () => {
  expect(nusantara.requestsPerMinute).toBe(10);
});

test('prices models in the currency that the table gives', () => {
  const priceOf = (id: string) => nusantara.models.find((model) => model.id === id)?.price;
  expect(priceOf('claude-sonnet-4-6')).toEqual({ currency: 'USD', input: 3, output: 15 });
  expect(priceOf('gpt-5-nano')).toEqual({ currency: 'IDR', input: 810, output: 6485 });
  expect(priceOf('gpt-oss-20b')).toEqual({ currency: 'IDR', input: 400, output: 1600 });
});

test('leaves out what is not priced per token', () => {
  const ids = nusantara.models.map(({ id }) => id);
  for (const id of ['neosantara-gen-2045', 'gpt-image-2', 'whisper-large-v3-turbo', 'glm-ocr']) {
    expect(ids).not.toContain(id);
  }
});

test('never takes a free embedding model for a chat model', () => {
  const free = nusantara.models.filter(({ price }) => price?.input === 0);
  expect(free.map(({ id, routes }) => [id, routes])).toEqual([
    ['glm-4.7-flash', undefined],
    ['nusa-embedding-0001', ['/v1/embeddings']],
  ]);
});
