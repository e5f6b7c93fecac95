import { expect, test } from 'vitest';
import { answerIsValid } from '../../../src/checks/answer/answer-is-valid.ts';
import type { EvidenceOf } from '../../../src/checks/check.ts';
import { own } from '../../../src/errors/finding.ts';
import { apiError, checkContext, judged, runOne } from '../../support/check-context.ts';

type Evidence = EvidenceOf<typeof answerIsValid>;

const answered: Evidence = {
  route: 'POST /v1/messages',
  model: 'claude-sonnet-4-6',
  mode: 'stream',
  verdict: 'streams',
  passes: false,
  findings: [],
  hasTokens: true,
  hasValidEnd: true,
  firstTokenMs: 640,
  lastEventMs: 2100,
  totalMs: 2150,
  events: 14,
};
const silent: Evidence = { ...answered, hasTokens: false, hasValidEnd: false, firstTokenMs: null, events: 0 };
const answer = (id: string) => ({ id, answer: apiError(id, 400).answer });
const truncated = own('stream/truncated', { route: answered.route, events: 3, seconds: 1, why: 'it ended' });
const noAnswer = own('network/no-answer', { host: 'gateway.example', seconds: 90 });

test.each<[string, Evidence, string]>([
  ['a stream to its end passes', answered, 'pass'],
  ['a plain answer passes', { ...silent, mode: 'plain', verdict: 'answers' }, 'pass'],
  [
    'a whole answer where a stream was asked for is an answer',
    { ...silent, verdict: 'ignored-stream', findings: [own('stream/ignored', { route: answered.route })] },
    'pass',
  ],
  [
    'words before the stream broke off are an answer',
    { ...answered, verdict: 'truncated', hasValidEnd: false, findings: [truncated] },
    'pass',
  ],
  [
    'a stream that broke off before any word is none',
    { ...silent, verdict: 'truncated', findings: [truncated] },
    'fail stream/truncated',
  ],
  [
    'a documented refusal fails',
    { ...silent, verdict: 'rejected', findings: [answer('nexus/model_not_allowed')] },
    'fail nexus/model_not_allowed',
  ],
  [
    'what may pass is unknown',
    { ...silent, verdict: 'timed-out', passes: true, findings: [noAnswer] },
    'unknown network/no-answer',
  ],
  ['a call that was not allowed is not judged', { ...silent, verdict: null }, 'not-applicable'],
])('%s', (_, evidence, expected) => {
  expect(judged(answerIsValid, evidence)).toBe(expected);
});

test.each<[Evidence, string | undefined]>([
  [answered, 'answers'],
  [{ ...silent, verdict: 'answers' }, 'answers'],
  [{ ...answered, verdict: 'truncated', hasValidEnd: false }, undefined],
  [{ ...silent, verdict: null }, undefined],
])('the rung %#', (evidence, rung) => {
  expect(answerIsValid.proves?.(evidence)).toBe(rung);
});

test('without consent nothing is called and the check does not apply', async () => {
  const context = await checkContext();
  expect(await runOne(answerIsValid, context)).toMatchObject({
    status: 'skip',
    reason: { kind: 'not-applicable', why: 'only with --live' },
  });
  expect(context.system.fakeNetwork.sent.filter(({ method }) => method === 'POST')).toEqual([]);
});
