import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInProfiles } from '../../src/providers/index.ts';
import { endpointFrom } from '../../src/ticket/endpoint-fact.ts';
import {
  clientFrom,
  hostFrom,
  messageFrom,
  modelFrom,
  nameFrom,
  requestIdFrom,
} from '../../src/ticket/fact-shape.ts';

describe('an endpoint is a method and a path, and never a query', () => {
  test.each([
    ['POST /v1/responses', 'POST /v1/responses'],
    ['/v1/responses', 'POST /v1/responses'],
    ['/v1/models', 'GET /v1/models'],
    ['https://api.nexus-hub.ru/v1/messages?key=secret#x', 'POST /v1/messages'],
    ['get /v1/balance?token=secret', 'GET /v1/balance'],
    ['POST /v1/responses (streaming)', 'POST /v1/responses (streaming)'],
    ['POST /v1/responses (plain)', 'POST /v1/responses'],
    ['/v9/unheard-of', '/v9/unheard-of'],
    ['responses', undefined],
    ['POST', undefined],
    ['/v1/<script>', undefined],
    ['POST /v1/responses and more', undefined],
  ])('%j', (text, endpoint) => {
    expect(endpointFrom(text, builtInProfiles)).toBe(endpoint);
  });
});

test.each<[string, (text: string) => string | null | undefined, readonly string[], readonly string[]]>([
  [
    'request id',
    requestIdFrom,
    ['req_51f', '6b0f7a52-7c1e-4b1f'],
    ['two words', 'a\nb', '', 'x'.repeat(201)],
  ],
  ['model', modelFrom, ['gpt-5.4', 'anthropic/claude-sonnet-4-6', '[官]gpt-5.4'], ['a b', '<img>', '']],
  ['client', clientFrom, ['codex 0.169', 'клиент 1'], ['a\nb', '\u001b[31m', 'x'.repeat(81), ' ']],
  ['code', nameFrom, ['invalid_key', 'Service Request Error'], ['::error::', '\u202e', 'x'.repeat(101)]],
  ['host', hostFrom, ['api.nexus-hub.ru', '127.0.0.1:4000', '[::1]:80'], ['a b', 'user:pass@host', 'a/b']],
])('a %s has its shape or is none', (_, shape, good, bad) => {
  for (const text of good) expect(shape(text)).toBe(text);
  for (const text of bad) expect(shape(text) ?? undefined).toBeUndefined();
});

describe('a message', () => {
  test('has at most 300 characters and no half word at its end', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\w{1,40}$/), { maxLength: 60 }), (words) => {
        const message = messageFrom(words.join(' ')) ?? '';
        expect(message.length).toBeLessThanOrEqual(304);
        const kept = message.replace(/ ?\[…\]$/, '').split(' ');
        expect(kept.filter((word) => word !== '' && !words.includes(word))).toEqual([]);
      }),
    );
  });

  test('of one endless word is dropped: it could be a key', () => {
    expect(messageFrom('k'.repeat(5000))).toBe('[…]');
  });
});
