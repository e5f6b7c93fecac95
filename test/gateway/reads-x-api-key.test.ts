import { expect, test } from 'vitest';
import { readsXApiKey } from '../../src/gateway/reads-x-api-key.ts';
import { checkContext, realKey } from '../support/check-context.ts';
import type { FakeAnswer } from '../support/fake-network.ts';

const list: FakeAnswer = { status: 200, json: { data: [{ id: 'm' }] } };
const refusal: FakeAnswer = { status: 401, json: { error: { code: 'invalid_key' } } };
const notAllowed: FakeAnswer = { status: 403, json: { error: { code: 'endpoint_not_allowed' } } };

/** What the list answers to the key in x-api-key, and to everybody else. */
async function reads(toKey: FakeAnswer, toOthers: FakeAnswer): Promise<boolean> {
  const context = await checkContext({ replies: [{ key: realKey, answer: toKey }, { answer: toOthers }] });
  return readsXApiKey(context.gateway, context.settings.profile.value);
}

test.each<[string, FakeAnswer, FakeAnswer, boolean]>([
  ['a list to the key alone shows that the header is read', list, refusal, true],
  ['so does an answer that only a known key gets', notAllowed, refusal, true],
  ['a refusal shows nothing', refusal, refusal, false],
  ['a list for everybody shows nothing', list, list, false],
  ['neither does a fault', { status: 500, json: {} }, refusal, false],
])('%s', async (_, toKey, toOthers, expected) => {
  expect(await reads(toKey, toOthers)).toBe(expected);
});

test('the key goes out in that header alone, and nothing is posted', async () => {
  const context = await checkContext();
  await readsXApiKey(context.gateway, context.settings.profile.value);
  const { sent } = context.system.fakeNetwork;
  expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(['GET']));
  expect(sent.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
});
