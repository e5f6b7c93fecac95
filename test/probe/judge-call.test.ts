import { describe, expect, test } from 'vitest';
import type { CallResult } from '../../src/gateway/call-result.ts';
import type { CallFacts } from '../../src/gateway/model-call.ts';
import { judgeCall, looksBuffered } from '../../src/probe/judge-call.ts';
import { callFacts, noAnswer, refusal, stream, times } from './call-facts.ts';

const where = { route: 'POST /v1/messages', host: 'gateway.test', port: 443, timeoutSeconds: 90 };
const judged = (facts: CallFacts, repeat?: CallFacts) => judgeCall(facts, where, repeat);
const verdictOf = (facts: CallFacts, repeat?: CallFacts) => judged(facts, repeat).verdict;
const idsOf = (facts: CallFacts, repeat?: CallFacts) => judged(facts, repeat).findings.map(({ id }) => id);

const valid = { end: 'valid' } as const;
const noEnd = { end: 'no-terminal-event', why: 'message_stop is missing' } as const;
const noEvents = { end: 'no-events', why: 'no event came' } as const;
const atOnce = stream(valid, times(450, 452, 1));
const apart = stream(valid, times(80, 900));

describe('a sound end', () => {
  test.each([
    ['events far apart', times(80, 900), 'streams'],
    ['exactly 50 ms apart', times(80, 130), 'streams'],
    ['49 ms apart', times(80, 129), 'unproven'],
    ['late first word, then a rhythm', times(20_000, 20_700), 'streams'],
    ['two reads, far apart', times(80, 900, 2), 'streams'],
    ['all at once and early', times(80, 81, 1), 'unproven'],
    ['all at once at 299 ms', times(299, 299, 1), 'unproven'],
    ['all at once at 300 ms, not repeated', times(300, 300, 1), 'unproven'],
  ] as const)('%s', (_, when, verdict) => {
    expect(verdictOf(stream(valid, when))).toBe(verdict);
  });

  test('without any finding when nothing is strange', () => {
    expect(judged(apart)).toEqual({ verdict: 'streams', findings: [], passes: false });
  });

  test.each([
    ['cut', 'the transfer was cut'],
    ['undecodable', 'could not be decoded'],
  ] as const)('counts although the transfer is %s behind it, which is said first', (transport, words) => {
    const slow = judged(stream(valid, times(80, 900), { transport }));
    expect(slow).toMatchObject({ verdict: 'streams', findings: [{ id: 'stream/cut-after-end' }] });
    const fast = judged(stream(valid, times(80, 81, 1), { transport }));
    expect(fast.verdict).toBe('unproven');
    expect(fast.findings.map(({ id }) => id)).toEqual(['stream/cut-after-end', 'stream/too-fast-to-tell']);
    expect(JSON.stringify(fast.findings[0])).toContain(words);
  });

  test('as another content type streams, with a remark', () => {
    const facts = stream(valid, times(80, 900), { contentType: 'text/plain' });
    expect([verdictOf(facts), idsOf(facts)]).toEqual(['streams', ['stream/deviates']]);
  });

  test('with deviations streams, with a remark for each', () => {
    const facts = stream(valid, times(80, 900), { deviations: ['no-done', 'bad-usage'] });
    expect([verdictOf(facts), idsOf(facts)]).toEqual(['streams', ['stream/deviates', 'stream/deviates']]);
  });

  test.each([
    ['ten events a read are pieces', times(80, 900, 2), ['stream/in-bursts']],
    ['fewer than ten are a rhythm', times(80, 900, 3), []],
  ] as const)('%s', (_, when, ids) => {
    expect(idsOf(stream(valid, when, { tokenEvents: 20 }))).toEqual(ids);
  });
});

describe('a held-back stream', () => {
  test.each([
    ['late and within 49 ms', times(300, 349), true],
    ['late and 50 ms apart', times(300, 350), false],
    ['early and at once', times(299, 299), false],
    ['late, behind an early event without a word', { ...times(450, 452), firstEventMs: 20 }, false],
    ['late, with its last line 50 ms behind', { ...times(450, 451), lastEventMs: 500 }, false],
  ] as const)('is suspected: %s', (_, when, suspected) => {
    expect(looksBuffered(stream(valid, when))).toBe(suspected);
  });

  test.each([
    ['a broken end', stream(noEnd, times(450, 452))],
    ['an error event', stream({ end: 'error-event', why: 'overloaded' }, times(450, 452))],
    ['a plain answer', callFacts({ kind: 'no-stream', what: 'a web page' })],
  ])('is not suspected behind %s, which is not repeated', (_, facts) => {
    expect(looksBuffered(facts)).toBe(false);
  });

  test('is buffered only when the repeat without compression agrees', () => {
    expect([verdictOf(atOnce, atOnce), idsOf(atOnce, atOnce)]).toEqual(['buffered', ['stream/buffered']]);
  });

  test.each([
    ['streams: it was the compression', apart, 'stream/held-back-by-compression'],
    ['was too fast to tell', stream(valid, times(80, 81)), 'stream/too-fast-to-tell'],
    ['broke off', stream(noEnd, times(450, 452)), 'stream/too-fast-to-tell'],
    ['was refused', refusal('nexus/rate_limit', { status: 429 }), 'stream/too-fast-to-tell'],
    ['was never sent', undefined, 'stream/too-fast-to-tell'],
  ] as const)('is unproven when the repeat %s', (_, repeat, id) => {
    expect(judged(atOnce, repeat)).toMatchObject({ verdict: 'unproven', passes: true, findings: [{ id }] });
  });

  test('names what the headers of the answer show on the way', () => {
    const named = { ...atOnce, suspect: 'via: 1.1 squid' };
    expect(judged(named, atOnce).findings[0]).toMatchObject({ params: { suspect: 'via: 1.1 squid' } });
  });
});

describe('what looks like a sound end', () => {
  test('pings before an answer that comes at once do not make it stream', () => {
    const pinged = { ...times(3000, 3001, 1), firstEventMs: 100, lastEventMs: 3001 };
    expect(verdictOf(stream(valid, pinged), stream(valid, pinged))).toBe('unproven');
  });

  test('a broken connection in the place of the last line is truncated', () => {
    const facts = stream(valid, times(80, 900), { transport: 'cut', deviations: ['no-done'] });
    expect(verdictOf(facts)).toBe('truncated');
  });

  test('silence in the place of the last line is stalled, and our own limit timed-out', () => {
    const without = { deviations: ['no-done'] } as const;
    expect(verdictOf(stream(valid, times(80, 900), { transport: 'stalled', ...without }))).toBe('stalled');
    expect(verdictOf(stream(valid, times(80, 900), { transport: 'timed-out', ...without }))).toBe(
      'timed-out',
    );
  });

  test('an end without a word is unproven', () => {
    const facts = stream(valid, { tokenReads: 0, firstEventMs: 80, lastEventMs: 900 }, { tokenEvents: 0 });
    expect([verdictOf(facts), idsOf(facts)]).toEqual(['unproven', ['stream/empty']]);
  });
});

describe('an output limit that is ignored', () => {
  test.each([
    [
      'three thousand tokens by the gateway’s own count',
      { usage: { inputTokens: 9, outputTokens: 3000 } },
      true,
    ],
    ['text of as many tokens, without a count', { estimatedTokens: 3000 }, true],
    ['one piece for each letter, without a count', { tokenEvents: 300, estimatedTokens: 75 }, false],
    ['some thinking beside the limit', { usage: { inputTokens: 9, outputTokens: 200 } }, false],
    ['exactly the limit', { usage: { inputTokens: 9, outputTokens: 64 } }, false],
  ] as const)('%s', (_, counts, isIgnored) => {
    expect(idsOf(stream(valid, times(80, 900, 400), counts)).includes('stream/limit-ignored')).toBe(
      isIgnored,
    );
  });
});

describe('an output limit that is ignored after a correction', () => {
  const corrected = { correctedField: 'max_tokens' } as const;
  const counted = (outputTokens: number) => ({
    ...stream(valid, times(80, 900, 400), { usage: { inputTokens: 9, outputTokens } }),
    ...corrected,
  });

  test('needs no more than one token beyond it', () => {
    expect(idsOf(counted(65))).toEqual(['stream/limit-ignored']);
    expect(idsOf(counted(64))).toEqual([]);
  });

  test('is not seen in an estimate that is near it', () => {
    const facts = { ...stream(valid, times(80, 900, 400), { estimatedTokens: 90 }), ...corrected };
    expect(idsOf(facts)).toEqual([]);
  });

  test('is said with the field', () => {
    const [finding] = judged(counted(100)).findings;
    expect(finding).toMatchObject({ params: { field: 'max_tokens', limit: 64, tokens: 100 } });
  });
});

describe('a stream that we hung up because its limit was ignored', () => {
  const hungUp = { transport: 'hung-up', estimatedTokens: 300 } as const;

  test.each([
    ['without its end', stream(noEnd, times(80, 900), hungUp)],
    [
      'between its finish_reason and [DONE]',
      stream({ ...valid }, times(80, 900), { ...hungUp, deviations: ['no-done'] }),
    ],
    [
      'with the first count of the messages format',
      stream(noEnd, times(80, 900), { ...hungUp, usage: { inputTokens: 9, outputTokens: 1 } }),
    ],
  ])('is never called truncated: %s', (_, facts) => {
    const { verdict, findings } = judged(facts);
    expect(verdict).toBe('unproven');
    expect(findings).toMatchObject([{ id: 'stream/limit-ignored', params: { tokens: 300, hungUp: true } }]);
  });
});

test('a plain answer without a count that is far too long ignores its limit', () => {
  const plain = (textLength: number) =>
    callFacts({ kind: 'plain', ignored: false, answer: { kind: 'answer', textLength, stoppedBy: 'end' } });
  expect(idsOf(plain(64 * 4 * 4 + 8))).toEqual(['stream/limit-ignored']);
  expect(idsOf(plain(64 * 4))).toEqual([]);
});

describe('no sound end', () => {
  test.each([
    ['a clean end without the last event', stream(noEnd), 'truncated'],
    ['a broken connection', stream(noEnd, times(80, 900), { transport: 'cut' }), 'truncated'],
    [
      'bytes that cannot be decoded',
      stream(noEnd, times(80, 900), { transport: 'undecodable' }),
      'truncated',
    ],
    [
      'an event that we did not read on',
      stream(noEnd, times(80, 900), { transport: 'event-too-large' }),
      'unproven',
    ],
    ['more bytes than we read', stream(noEvents, { tokenReads: 0 }, { transport: 'too-large' }), 'unproven'],
    ['no event at all', stream(noEvents, { tokenReads: 0 }), 'truncated'],
    ['silence after some events', stream(noEnd, times(80, 900), { transport: 'stalled' }), 'stalled'],
    ['silence after the headers', stream(noEvents, { tokenReads: 0 }, { transport: 'stalled' }), 'stalled'],
    ['no end in time', stream(noEnd, times(80, 900), { transport: 'timed-out' }), 'timed-out'],
    ['an error event', stream({ end: 'error-event', why: 'overloaded' }), 'error-in-stream'],
    ['an event that is no JSON', stream({ end: 'unreadable-event', why: 'no JSON' }), 'not-sse'],
    ['events of another format', stream({ end: 'other-grammar', why: 'chat chunks' }), 'unproven'],
  ] as const)('%s', (_, facts, verdict) => {
    expect(verdictOf(facts)).toBe(verdict);
  });

  test('truncated all at once and late is truncated, not buffered', () => {
    expect(verdictOf(stream(noEnd, times(450, 452, 1)), atOnce)).toBe('truncated');
  });

  test('only what may be over at the next try passes', () => {
    expect(judged(stream(noEnd)).passes).toBe(false);
    expect(judged(stream(noEnd, times(80, 900), { transport: 'stalled' })).passes).toBe(true);
    expect(judged(stream({ end: 'error-event', why: 'overloaded' })).passes).toBe(true);
  });

  test('an error event of a known code is named like an error answer', () => {
    const error = { error: { type: 'api_error', code: 'insufficient_balance', message: 'no money' } };
    const facts = stream({ end: 'error-event', why: 'error', error });
    expect(idsOf(facts)).toEqual(['nexus/insufficient_balance']);
    const passing = { error: { code: 'upstream_error', message: 'try again' } };
    const other = stream({ end: 'error-event', why: 'error', error: passing });
    expect(idsOf(other)[0]).toBe('stream/error-event');
  });

  test.each([
    [
      'a code of the gateway',
      { code: 'billing_finalization_failed' },
      'nexus/billing_finalization_failed',
      true,
    ],
    ['a code that no other try changes', { code: 'unsupported_model' }, 'nexus/unsupported_model', false],
    ['a code of the format', { code: 'server_error' }, 'openai/server_error', true],
    ['a type that is all the format has', { type: 'overloaded_error' }, 'anthropic/overloaded_error', true],
  ])('an error event with %s is that error and nothing else', (_, said, id, passes) => {
    const facts = stream({ end: 'error-event', why: 'error', error: { error: { ...said, message: 'x' } } });
    expect(idsOf(facts)).toEqual([id]);
    expect(judged(facts)).toMatchObject({ verdict: 'error-in-stream', passes });
  });

  test.each([
    ['an empty balance', 'insufficient_balance', false],
    ['a refused key', 'invalid_key', false],
    ['a model that is not allowed', 'model_not_allowed', false],
    ['a limit', 'rate_limit', true],
  ])('an error event about %s passes only if it may be over at the next try', (_, code, passes) => {
    const error = { error: { code, message: 'x' } };
    expect(judged(stream({ end: 'error-event', why: 'error', error })).passes).toBe(passes);
  });
});

describe('no stream', () => {
  const plain = (answer: Extract<CallResult, { kind: 'plain' }>['answer'], ignored: boolean) =>
    callFacts({ kind: 'plain', answer, ignored });
  const answer = { kind: 'answer', stoppedBy: 'limit', textLength: 20, deviations: [] } as never;
  const wrong = { kind: 'wrong', why: 'no choices' } as const;

  test.each([
    ['a JSON answer to a plain request', plain(answer, false), 'answers'],
    ['a JSON answer to a stream request', plain(answer, true), 'ignored-stream'],
    ['JSON of another form', plain(wrong, false), 'wrong-answer'],
    ['JSON of another form to a stream request', plain(wrong, true), 'wrong-answer'],
    ['a web page', callFacts({ kind: 'no-stream', what: 'a web page' }), 'not-sse'],
    [
      'the documented refusal to stream',
      refusal('nexus/streaming_not_supported', { status: 400, code: 'streaming_not_supported' }),
      'not-supported',
    ],
    ['a refused model', refusal('nexus/model_not_allowed', { status: 403 }), 'rejected'],
    ['a limit', refusal('nexus/rate_limit', { status: 429 }), 'rejected'],
    ['a server error', refusal('edge/http-503', { status: 503 }), 'rejected'],
    [
      'a redirect',
      noAnswer({ kind: 'redirect', status: 307, to: 'https://x.test/', loops: false }),
      'rejected',
    ],
    [
      'nothing within the time',
      noAnswer({ kind: 'unreachable', phase: 'headers', code: 'TIMEOUT' }),
      'timed-out',
    ],
    [
      'no connection in time',
      noAnswer({ kind: 'unreachable', phase: 'connect', code: 'TIMEOUT' }),
      'unreachable',
    ],
    ['a reset', noAnswer({ kind: 'unreachable', phase: 'headers', code: 'ECONNRESET' }), 'unreachable'],
    ['an answer that stopped', noAnswer({ kind: 'broken', end: 'stalled', bytes: 9 }), 'stalled'],
    ['an answer that took too long', noAnswer({ kind: 'broken', end: 'timed-out', bytes: 9 }), 'timed-out'],
    ['half an answer', noAnswer({ kind: 'broken', end: 'cut', bytes: 9 }), 'unproven'],
  ] as const)('%s', (_, facts, verdict) => {
    expect(verdictOf(facts)).toBe(verdict);
  });

  test('what may pass by itself proves nothing broken', () => {
    expect(judged(refusal('edge/http-503', { status: 503 })).passes).toBe(true);
    expect(judged(refusal('nexus/rate_limit', { status: 429 })).passes).toBe(true);
    expect(judged(refusal('nexus/model_not_allowed', { status: 403 })).passes).toBe(false);
  });
});
