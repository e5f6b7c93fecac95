import { describe, expect, test } from 'vitest';
import { own } from '../../src/errors/finding.ts';
import type { CallFacts } from '../../src/gateway/model-call.ts';
import type { CellEnd } from '../../src/probe/probe-cell.ts';
import { sweep } from '../../src/probe/sweep.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { callFacts, noAnswer, refusal, stream } from './call-facts.ts';

const sound = stream({ end: 'valid' });
const limit = (retryAfterSeconds?: number) =>
  refusal('nexus/rate_limit', { status: 429, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });

function ended(facts: CallFacts): Exclude<CellEnd, string | undefined> {
  const judgement = { verdict: 'rejected', findings: [], passes: false } as const;
  return { facts, judgement, attempt: 1, usage: { inputTokens: 0, outputTokens: 0 } };
}

async function swept(ends: readonly CellEnd[], concurrency = 1) {
  const { clock } = fakeSystem();
  const sentAt: number[] = [];
  const stopped = await sweep(
    [...ends.keys()],
    async (cell) => {
      sentAt[cell] = clock.elapsedMs();
      await Promise.resolve();
      return ends[cell];
    },
    { concurrency, perMinute: undefined, clock, signal: new AbortController().signal },
  );
  return { stopped, sentAt };
}

describe('an account without money stops a sweep, whoever the provider is', () => {
  test.each([
    ['an unknown 402', refusal('edge/http-status', { status: 402 })],
    [
      'a 402 that is a page',
      noAnswer({ kind: 'not-api', answer: { body: 'html', status: 402 }, asksForLogin: false }),
    ],
    ['a 403 with insufficient_balance', refusal('a/b', { status: 403, code: 'insufficient_balance' })],
    [
      'a 403 with insufficient_quota',
      refusal('openai/insufficient_quota', { status: 403, code: 'insufficient_quota' }),
    ],
    [
      'the same as its type',
      refusal('openai/insufficient_quota', { status: 403, type: 'insufficient_quota' }),
    ],
    [
      'an error inside a stream',
      stream({
        end: 'error-event',
        why: 'x',
        error: { error: { code: 'insufficient_balance', message: 'x' } },
      }),
    ],
  ])('%s', async (_, facts) => {
    const { stopped, sentAt } = await swept([ended(facts), ended(sound)]);
    expect(stopped).toEqual({ kind: 'no-money' });
    expect(sentAt).toHaveLength(1);
  });
});

test.each(['insufficient_quota', 'insufficient_balance'])(
  'a 429 stops as a limit, though it is called %s: its status says that it may pass',
  async (code) => {
    const facts = refusal('openai/insufficient_quota', { status: 429, code });
    const { stopped } = await swept([ended(facts), ended(sound)]);
    expect(stopped).toEqual({ kind: 'limit', retryAfterSeconds: null });
  },
);

describe('limits of calls that were under way together', () => {
  test('one without a time joins the wait of one with a time', async () => {
    const { stopped, sentAt } = await swept([ended(limit(5)), ended(limit()), ended(sound), ended(sound)], 2);
    expect(stopped).toBeUndefined();
    expect(sentAt).toEqual([0, 0, 5000, 5000]);
  });

  test('one from a call behind the wait stops', async () => {
    const { stopped, sentAt } = await swept(
      [ended(limit(5)), ended(limit()), ended(limit(1)), ended(sound)],
      2,
    );
    expect(stopped).toEqual({ kind: 'limit', retryAfterSeconds: 1 });
    expect(sentAt.slice(0, 3)).toEqual([0, 0, 5000]);
  });

  test('a correction waits too, and its own limit is one behind the wait', async () => {
    const { clock } = fakeSystem();
    const correctedAt: number[] = [];
    const stopped = await sweep(
      ['limited', 'corrected', 'rest'],
      async (cell, pace) => {
        if (cell === 'limited') return ended(limit(7));
        await new Promise((resolve) => setTimeout(resolve, 5));
        await pace();
        correctedAt.push(clock.elapsedMs());
        return ended(cell === 'corrected' ? limit(3) : sound);
      },
      { concurrency: 2, perMinute: undefined, clock, signal: new AbortController().signal },
    );
    expect(correctedAt[0]).toBeGreaterThanOrEqual(7000);
    expect(stopped).toEqual({ kind: 'limit', retryAfterSeconds: 3 });
  });
});

test('a call that was called off ends a sweep as interrupted', async () => {
  expect((await swept(['called-off', ended(sound)])).stopped).toEqual({ kind: 'interrupted' });
});

test('an empty balance that the repeat of a sound stream meets stops too', async () => {
  const repeat = refusal('nexus/insufficient_balance', { status: 402 });
  const { stopped } = await swept([{ ...ended(sound), repeat }, ended(sound)]);
  expect(stopped).toEqual({ kind: 'no-money' });
});

test('a cell that the budget cut short ends a sweep', async () => {
  expect((await swept([{ ...ended(sound), cutShort: true }, ended(sound)])).stopped).toEqual({
    kind: 'budget',
  });
});

test('an ignored output limit ends a sweep', async () => {
  const ignored = own('stream/limit-ignored', {
    route: 'POST /v1/messages',
    limit: 16,
    tokens: 99,
    hungUp: false,
  });
  const judgement = { verdict: 'unproven', findings: [ignored], passes: true } as const;
  expect((await swept([{ ...ended(sound), judgement }, ended(sound)])).stopped).toEqual({
    kind: 'limit-ignored',
  });
});

test('another finding does not', async () => {
  const judgement = {
    verdict: 'ignored-stream',
    findings: [own('stream/ignored', { route: 'x' })],
    passes: false,
  } as const;
  const { stopped, sentAt } = await swept([{ ...ended(sound), judgement }, ended(sound)]);
  expect(stopped).toBeUndefined();
  expect(sentAt).toHaveLength(2);
});

test.each([
  [
    'a plain answer',
    callFacts({ kind: 'plain', ignored: false, answer: { kind: 'answer', textLength: 5, stoppedBy: 'end' } }),
  ],
  ['no connection', noAnswer({ kind: 'unreachable', phase: 'connect', code: 'ECONNREFUSED' })],
  ['half an answer', noAnswer({ kind: 'broken', end: 'cut', bytes: 1 })],
])('%s stops nothing', async (_, facts) => {
  const { stopped, sentAt } = await swept([ended(facts), ended(sound)]);
  expect(stopped).toBeUndefined();
  expect(sentAt).toHaveLength(2);
});

test('a refused key ends a sweep also while a limit is waited for', async () => {
  const refused = refusal('nexus/invalid_key', { status: 401 }, { access: true });
  const { stopped, sentAt } = await swept([ended(limit(5)), ended(refused), ended(sound), ended(sound)], 2);
  expect(stopped).toEqual({ kind: 'key-refused' });
  expect(sentAt).toHaveLength(2);
});

test('a cell whose turn comes after the stop is not sent', async () => {
  const { clock } = fakeSystem();
  const sent: number[] = [];
  const stopped = await sweep(
    [0, 1, 2],
    async (cell) => {
      sent.push(cell);
      return ended(refusal('nexus/invalid_key', { status: 401 }, { access: true }));
    },
    { concurrency: 3, perMinute: 1, clock, signal: new AbortController().signal },
  );
  expect({ stopped, sent }).toEqual({ stopped: { kind: 'key-refused' }, sent: [0] });
});

test('each minute lets exactly as many sends through as are documented', async () => {
  const { clock } = fakeSystem();
  const sentAt: number[] = [];
  const cells = [0, 1, 2, 3, 4, 5];
  await sweep(
    cells,
    async () => {
      sentAt.push(clock.elapsedMs());
      return ended(sound);
    },
    { concurrency: 1, perMinute: 2, clock, signal: new AbortController().signal },
  );
  expect(sentAt).toEqual([0, 0, 60_000, 60_000, 120_000, 120_000]);
});

test.each(['code', 'type'])(
  'a quota that is used up is not waited for, whatever the header says: by its %s',
  async (by) => {
    const facts = refusal('openai/insufficient_quota', {
      status: 429,
      retryAfterSeconds: 1,
      [by]: 'insufficient_quota',
    });
    const { stopped, sentAt } = await swept([ended(facts), ended(sound)]);
    expect(stopped).toEqual({ kind: 'limit', retryAfterSeconds: null });
    expect(sentAt).toHaveLength(1);
  },
);

test('a 403 that nobody documents says something of its own call alone', async () => {
  const facts = refusal('edge/bare-403', { status: 403 });
  const { stopped, sentAt } = await swept([ended(facts), ended(sound)]);
  expect({ stopped, sent: sentAt.length }).toEqual({ stopped: undefined, sent: 2 });
});
