import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiKeyHeaders, authHeaders } from '../../src/gateway/auth-headers.ts';
import { keyHeaderOf, keyHeaders } from '../../src/providers/key-header.ts';
import { Secret } from '../../src/settings/secret.ts';

const key = new Secret('nexus-0123456789abcdef');

test.each([
  '/v1/models',
  '/v1/balance',
  '/v1/auth/key',
  '/v1/chat/completions',
  '/v1/responses/compact',
  '/v1/messages-of-the-day',
])('%s takes a bearer token', (path) => {
  expect(authHeaders(path, key)).toEqual({ authorization: 'Bearer nexus-0123456789abcdef' });
});

test.each([
  '/v1/messages',
  '/v1/messages/count_tokens',
  '/anthropic/v1/messages',
  '/coding/anthropic/v1/messages',
])('%s takes the headers of Anthropic', (path) => {
  expect(authHeaders(path, key)).toEqual({
    'x-api-key': 'nexus-0123456789abcdef',
    'anthropic-version': '2023-06-01',
  });
});

test('without a key there is no credential of any kind', () => {
  expect(authHeaders('/v1/models', undefined)).toEqual({});
  expect(authHeaders('/v1/messages', undefined)).toEqual({ 'anthropic-version': '2023-06-01' });
  expect(apiKeyHeaders(undefined)).not.toHaveProperty('x-api-key');
});

test('another header than the usual one takes its place', () => {
  expect(authHeaders('/v1/messages', key, 'authorization')).toEqual({
    authorization: 'Bearer nexus-0123456789abcdef',
    'anthropic-version': '2023-06-01',
  });
  expect(authHeaders('/v1/responses', key, 'api-key')).toEqual({ 'api-key': 'nexus-0123456789abcdef' });
  expect(authHeaders('/v1/responses', key, 'x-api-key')).toHaveProperty('x-api-key');
});

test('no path at all gets both headers', () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      const carriers = [undefined, ...keyHeaders].map(
        (header) => Object.keys(authHeaders(path, key, header)).filter((name) => keyHeaderOf(name)).length,
      );
      expect(carriers).toEqual([1, 1, 1, 1]);
    }),
  );
});
