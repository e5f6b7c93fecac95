import { expect, test } from 'vitest';
import { findApiElsewhere, speaksApi } from '../../src/gateway/find-api.ts';
import { apiError, checkContext, page, realKey, success } from '../support/check-context.ts';
import type { FakeReply } from '../support/fake-network.ts';

const list = { status: 200, json: { object: 'list', data: [{ id: 'm' }] } };
const asksForKey = { status: 401, json: { error: { code: 'invalid_key', message: 'No.' } } };
const missing = { status: 404, body: 'nothing here' };

async function find(baseUrl: string, replies: readonly FakeReply[], credential: 'none' | 'real' = 'none') {
  const env = { NEXUS_API_KEY: realKey, NEOSANTARA_API_KEY: realKey };
  const context = await checkContext({ env, replies: [...replies, { answer: missing }] }, { baseUrl });
  const profile = context.settings.profile.value;
  const found = await findApiElsewhere(baseUrl, '/v1/models', profile, context.gateway, credential);
  return { found, sent: context.system.fakeNetwork.sent };
}

test.each([
  ['below /api', 'https://g.example', [{ path: '/api/v1/models', answer: list }], 'https://g.example/api'],
  ['at the root', 'https://g.example/openai', [{ path: '/v1/models', answer: list }], 'https://g.example'],
  [
    'where a key is asked for',
    'https://g.example',
    [{ path: '/openai/v1/models', answer: asksForKey }],
    'https://g.example/openai',
  ],
  ['nowhere', 'https://g.example', [], undefined],
  ['not in a web page', 'https://g.example', [{ answer: { status: 200, body: '<html></html>' } }], undefined],
  [
    'not in JSON of another kind',
    'https://g.example',
    [{ answer: { status: 200, json: { ok: true } } }],
    undefined,
  ],
])('the API is found %s', async (_, baseUrl, replies, works) => {
  expect((await find(baseUrl, replies)).found).toBe(works);
});

test('paths that the provider documents are tried too', async () => {
  const replies = [{ path: '/coding/v1/models', answer: list }];
  const { found } = await find('https://api.neosantara.xyz', replies);
  expect(found).toBe('https://api.neosantara.xyz/coding');
});

test('no key is sent, no other host is asked, and no path twice', async () => {
  const { sent } = await find('https://g.example/api', []);
  const urls = sent.map(({ url }) => url);
  expect(new Set(urls).size).toBe(urls.length);
  expect(urls.filter((url) => !url.startsWith('https://g.example/'))).toEqual([]);
  expect(urls).not.toContain('https://g.example/api/v1/models');
  expect(sent.filter(({ headers }) => 'authorization' in headers || 'x-api-key' in headers)).toEqual([]);
});

test('with the key only a list is an answer: every wrong path may ask for one', async () => {
  const refusing = [{ path: '/openai/v1/models', key: realKey, answer: asksForKey }];
  expect((await find('https://g.example', refusing, 'real')).found).toBeUndefined();
  const listing = [{ path: '/openai/v1/models', key: realKey, answer: list }];
  expect((await find('https://g.example', listing, 'real')).found).toBe('https://g.example/openai');
});

test('nobody but the API lists models or asks for a key in its form', () => {
  expect(speaksApi(success)).toBe(true);
  expect(speaksApi(apiError('nexus/invalid_key', 401))).toBe(true);
  expect(speaksApi({ ...success, isModelList: false })).toBe(false);
  expect(speaksApi(page(200))).toBe(false);
  expect(speaksApi(page(401))).toBe(false);
  expect(speaksApi(apiError('edge/http-404', 404))).toBe(false);
});
