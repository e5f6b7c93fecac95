import { expect, test } from 'vitest';
import { routePathFrom, routeUrl } from '../../src/settings/route-path.ts';

test.each([
  ['messages', '/v1/messages'],
  ['/messages', '/v1/messages'],
  ['v1/messages', '/v1/messages'],
  ['/v1/messages/', '/v1/messages'],
  [' /v1/messages ', '/v1/messages'],
  ['chat/completions', '/v1/chat/completions'],
  ['/anthropic/v1/messages', '/anthropic/v1/messages'],
  ['/v1beta/x', '/v1/v1beta/x'],
  ['/v2/rerank', '/v2/rerank'],
  ['', undefined],
  ['/', undefined],
  ['http://evil/x', undefined],
  ['//evil/v1/x', undefined],
  ['/v1/../x', undefined],
  ['/v1/./x', undefined],
  ['/v1/a b', undefined],
  ['/v1/a?b=c', undefined],
  ['/v1/a%2fb', undefined],
  ['/v1/a\\b', undefined],
  [`/v1${'/a'.repeat(20)}`, undefined],
])('%j is the path %s', (typed, path) => {
  expect(routePathFrom(typed)).toBe(path);
});

test.each([
  ['', '/v1/messages', '/v1/messages'],
  ['//x', '/v1/messages', '//x/v1/messages'],
  ['/a//b', '/v1/messages', '/a//b/v1/messages'],
  ['//api', '/api/v1/messages', '//api/v1/messages'],
  ['/', '/v1/messages', '/v1/messages'],
  ['/api', '/v1/messages', '/api/v1/messages'],
  ['/coding/anthropic', '/v1/messages', '/coding/anthropic/v1/messages'],
  ['/coding/anthropic', '/anthropic/v1/messages', '/coding/anthropic/v1/messages'],
  ['/coding/anthropic', '/coding/anthropic/v1/messages', '/coding/anthropic/v1/messages'],
  ['/anthropic', '/anthropic/v1/messages', '/anthropic/v1/messages'],
  ['/anthropic', '/anthropic2/v1/messages', '/anthropic/anthropic2/v1/messages'],
  ['/my-anthropic', '/anthropic/v1/messages', '/my-anthropic/anthropic/v1/messages'],
  ['/coding/anthropic', '/coding/v1/messages', '/coding/anthropic/coding/v1/messages'],
  ['/a/a', '/a/v1/x', '/a/a/v1/x'],
  ['/api/v3', '/v1/messages', '/api/v3/messages'],
  ['/v1beta/openai', '/v1/messages', '/v1beta/openai/messages'],
  ['/client/v4/ai/v1', '/v1/messages', '/client/v4/ai/v1/messages'],
  ['/api/v3', '/api/v3/messages', '/api/v3/messages'],
  ['/vault', '/v1/messages', '/vault/v1/messages'],
  ['/a/a', '/a/a/v1/x', '/a/a/v1/x'],
])('below %j the route %s is %s', (base, path, expected) => {
  expect(routeUrl(`https://gateway.test:8443${base}`, path)).toBe(`https://gateway.test:8443${expected}`);
});
