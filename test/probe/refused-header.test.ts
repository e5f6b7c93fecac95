import { expect, test } from 'vitest';
import { own } from '../../src/errors/finding.ts';
import type { CallFacts } from '../../src/gateway/model-call.ts';
import { headersOfClient } from '../../src/probe/call-headers.ts';
import type { CallJudgement } from '../../src/probe/judge-call.ts';
import { inOtherHeader, withHeader } from '../../src/probe/refused-header.ts';
import { apiError, page, where } from '../support/check-context.ts';

const route = 'POST /v1/messages';
const proven = { ...where, route, keyIsAccepted: true } as const;
const empty = own('stream/empty', { route });
const judgement: CallJudgement = { verdict: 'answers', findings: [empty], passes: false };

function refusedWith(facts: Extract<CallFacts['result'], { kind: 'refused' }>['facts']): CallFacts {
  return { clientRequestId: 'id', limitTokens: 16, timings, result: { kind: 'refused', facts } };
}
const timings: CallFacts['timings'] = {
  connectMs: null,
  tlsMs: null,
  headersMs: null,
  firstByteMs: null,
  firstTokenMs: null,
  longestGapMs: null,
  lastEventMs: null,
  totalMs: 1,
};
const refused = refusedWith(apiError('edge/http-401', 401));
const answered: CallFacts = {
  ...refused,
  result: { kind: 'plain', answer: { kind: 'answer', textLength: 3 }, ignored: false } as CallFacts['result'],
};
const elsewhere = { ...headersOfClient, other: async () => 'authorization' as const };
const sent = { limit: { field: 'max_tokens', tokens: 16 }, bare: false, keyHeader: 'x-api-key' } as const;

test.each([
  ['a refusal of the key', refused, 'authorization'],
  ['a bare 401', refusedWith(page(401, { body: 'empty' })), 'authorization'],
  [
    'a refusal that only a known key gets',
    refusedWith(apiError('nexus/endpoint_not_allowed', 403)),
    undefined,
  ],
  ['a limit', refusedWith(apiError('edge/http-429', 429)), undefined],
  ['a fault', refusedWith(apiError('edge/http-500', 500)), undefined],
  ['an answer', answered, undefined],
])('%s leads to the other header: %#', async (_, facts, header) => {
  expect((await inOtherHeader(facts, sent, elsewhere))?.keyHeader).toBe(header);
});

test('a program that is named is not called as another one would call', async () => {
  expect(await inOtherHeader(refused, sent, headersOfClient)).toBeUndefined();
});

test('what the call itself showed stays before the remark', () => {
  const told = withHeader(judgement, proven, { refused: true, facts: answered });
  expect(told.findings).toEqual([empty, own('local/route-needs-bearer', { route, isTaken: true })]);
});

test('nothing is added where the first header was good, or the other one brought nothing', () => {
  expect(withHeader(judgement, proven, { refused: false, facts: answered })).toBe(judgement);
  expect(withHeader(judgement, proven, { refused: true, facts: refused })).toBe(judgement);
});

test('a call that the budget did not cover leaves the header as the cause only for a key that is proven', () => {
  const open = { refused: true, facts: undefined };
  expect(withHeader(judgement, { ...where, route }, open)).toBe(judgement);
  expect(withHeader(judgement, proven, open).findings).toEqual([
    own('local/route-needs-bearer', { route, isTaken: false }),
  ]);
});
