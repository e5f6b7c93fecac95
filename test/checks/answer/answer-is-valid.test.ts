import { expect, test } from 'vitest';
import { answerIsValid } from '../../../src/checks/answer/answer-is-valid.ts';
import type { EvidenceOf } from '../../../src/checks/check.ts';
import { own } from '../../../src/errors/finding.ts';
import type { CallFacts } from '../../../src/gateway/model-call.ts';
import type { CallJudgement } from '../../../src/probe/judge-call.ts';
import type { CellEnd } from '../../../src/probe/probe-cell.ts';
import { refusal, stream } from '../../probe/call-facts.ts';
import { apiError, checkContext, judged, runOne } from '../../support/check-context.ts';

type Evidence = EvidenceOf<typeof answerIsValid>;

const answered: Evidence = {
  route: 'POST /v1/messages',
  unread: null,
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
const inBearer = own('local/route-needs-bearer', { route: answered.route, isTaken: true });
const limitIgnored = { route: answered.route, limit: 16, tokens: 400, hungUp: false };
const errorEvent = own('stream/error-event', {
  route: answered.route,
  events: 3,
  seconds: 1,
  why: 'it failed',
});
const noAnswer = own('network/no-answer', { host: 'gateway.example', seconds: 90 });

test.each<[string, Evidence, string]>([
  ['a stream to its end passes', answered, 'pass'],
  ['a plain answer passes', { ...silent, mode: 'plain', verdict: 'answers' }, 'pass'],
  [
    'one that came with the key in another header only warns of that',
    { ...silent, mode: 'plain', verdict: 'answers', findings: [inBearer] },
    'warn local/route-needs-bearer',
  ],
  ['of a stream, the check of its end says that', { ...answered, findings: [inBearer] }, 'pass'],
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
  [
    'words before an error that is known by its name are none',
    {
      ...answered,
      verdict: 'error-in-stream',
      hasValidEnd: false,
      passes: true,
      findings: [answer('nexus/billing_finalization_failed')],
    },
    'unknown nexus/billing_finalization_failed',
  ],
  [
    'words before an error that nobody knows are one',
    { ...answered, verdict: 'error-in-stream', hasValidEnd: false, passes: true, findings: [errorEvent] },
    'pass',
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

test.each<[string, Evidence, string]>([
  [
    'a plain answer beyond its limit',
    { ...silent, mode: 'plain', verdict: 'answers', findings: [own('stream/limit-ignored', limitIgnored)] },
    'warn stream/limit-ignored',
  ],
  [
    'of a stream, the check of its end says so',
    { ...answered, findings: [own('stream/limit-ignored', limitIgnored)] },
    'pass',
  ],
  ['a stream that sent nothing but its end', { ...silent, verdict: 'unproven', hasValidEnd: true }, 'pass'],
  ['a call without a finding', { ...silent, verdict: 'unproven' }, 'pass'],
])('%s is judged %3$s', (_, evidence, expected) => {
  expect(judged(answerIsValid, evidence)).toBe(expected);
});

test('every finding of the call is told, the first one first', () => {
  const findings = [truncated, noAnswer];
  expect(judged(answerIsValid, { ...silent, verdict: 'truncated', findings })).toBe(
    'fail stream/truncated network/no-answer',
  );
});

test('a whole answer where a stream was asked for proves that it answers', () => {
  expect(answerIsValid.proves?.({ ...silent, verdict: 'ignored-stream' })).toBe('answers');
});

test('the fact names route, model and the seconds it took', () => {
  expect(answerIsValid.fact?.(answered)).toBe('POST /v1/messages, claude-sonnet-4-6, 2.1 s');
});

/** Runs the check on a call that ended this way. */
async function observed(end: CellEnd, mode: 'plain' | 'stream' = 'stream') {
  const cell = {
    path: '/v1/messages',
    model: 'm',
    mode,
    dialect: 'messages',
    limitFields: [],
  } as const;
  const live = { cell, outcome: async () => end };
  const result = await runOne(answerIsValid, { ...(await checkContext()), live });
  return { status: result.status, evidence: 'evidence' in result ? result.evidence : undefined };
}

const ended = (facts: CallFacts, judgement: CallJudgement): CellEnd => ({
  facts,
  judgement,
  attempt: 1,
  usage: { inputTokens: 0, outputTokens: 0 },
});

test('the evidence holds what the call measured', async () => {
  const end = ended(stream({ end: 'valid' }), { verdict: 'streams', findings: [], passes: true });
  expect(await observed(end)).toEqual({
    status: 'pass',
    evidence: {
      route: 'POST /v1/messages',
      unread: null,
      model: 'm',
      mode: 'stream',
      verdict: 'streams',
      passes: true,
      findings: [],
      hasTokens: true,
      hasValidEnd: true,
      firstTokenMs: 4,
      lastEventMs: 5,
      totalMs: 6,
      events: 20,
    },
  });
});

test('an end without a token has neither', async () => {
  const end = stream({ end: 'no-terminal-event', why: 'it ended' }, undefined, { tokenEvents: 0 });
  const judgement = { verdict: 'truncated', findings: [truncated], passes: false } as const;
  expect(await observed(ended(end, judgement))).toMatchObject({
    status: 'fail',
    evidence: { hasTokens: false, hasValidEnd: false, findings: [truncated] },
  });
});

test('a refusal has no events', async () => {
  const findings = [answer('nexus/model_not_allowed')];
  const end = ended(refusal('nexus/model_not_allowed', { status: 403 }), {
    verdict: 'rejected',
    findings,
    passes: false,
  });
  expect(await observed(end, 'plain')).toMatchObject({
    status: 'fail',
    evidence: { mode: 'plain', hasTokens: false, hasValidEnd: false, events: 0 },
  });
});

test.each([['called-off'], [undefined]] as const)('a call that ended as %s is not judged', async (end) => {
  expect(await observed(end)).toEqual({ status: 'skip', evidence: undefined });
});
