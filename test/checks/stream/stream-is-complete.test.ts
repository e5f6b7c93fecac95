import { expect, test } from 'vitest';
import type { EvidenceOf } from '../../../src/checks/check.ts';
import { streamIsComplete } from '../../../src/checks/stream/stream-is-complete.ts';
import { own } from '../../../src/errors/finding.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

type Evidence = EvidenceOf<typeof streamIsComplete>;

const route = 'POST /v1/messages';
const streamed: Evidence = {
  route,
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

test.each<[string, Evidence, string]>([
  ['a stream piece by piece to its end passes', streamed, 'pass'],
  [
    'a stream that ended too early fails',
    {
      ...streamed,
      verdict: 'truncated',
      findings: [own('stream/truncated', { route, events: 3, seconds: 1, why: 'it ended' })],
    },
    'fail stream/truncated',
  ],
  [
    'one that stalled may come through the next time',
    {
      ...streamed,
      verdict: 'stalled',
      passes: true,
      findings: [own('stream/stalled', { route, events: 3, seconds: 30, waited: 30, longer: 60 })],
    },
    'unknown stream/stalled',
  ],
  [
    'too fast to tell is complete, so it passes with a hint',
    {
      ...streamed,
      verdict: 'unproven',
      passes: true,
      findings: [own('stream/too-fast-to-tell', { route, events: 4, ms: 12 })],
    },
    'pass stream/too-fast-to-tell',
  ],
  [
    'one that was cut behind its end is degraded, however fast it came',
    {
      ...streamed,
      verdict: 'unproven',
      passes: true,
      findings: [
        own('stream/cut-after-end', { route, why: 'the transfer was cut' }),
        own('stream/too-fast-to-tell', { route, events: 4, ms: 12 }),
      ],
    },
    'warn stream/cut-after-end',
  ],
  [
    'a deviation is told of a fast stream as of a slow one',
    {
      ...streamed,
      verdict: 'unproven',
      passes: true,
      findings: [
        own('stream/too-fast-to-tell', { route, events: 4, ms: 12 }),
        own('stream/deviates', { route, what: 'the opening event is missing' }),
      ],
    },
    'warn stream/deviates',
  ],
  [
    'one that was too large to read on may be another the next time',
    {
      ...streamed,
      verdict: 'unproven',
      passes: true,
      findings: [own('stream/too-large', { route, what: 'more than 4 MiB', events: 0, seconds: 1 })],
    },
    'unknown stream/too-large',
  ],
  [
    'a whole answer instead of a stream is not complete',
    { ...streamed, verdict: 'ignored-stream', findings: [own('stream/ignored', { route })] },
    'fail stream/ignored',
  ],
  [
    'no call, no claim',
    { ...streamed, verdict: null, hasTokens: false, hasValidEnd: false, events: 0 },
    'not-applicable',
  ],
])('%s', (_, evidence, expected) => {
  expect(judged(streamIsComplete, evidence)).toBe(expected);
});

test('only a stream that was seen streaming proves the last rung', () => {
  expect(streamIsComplete.proves?.(streamed)).toBe('streams');
  expect(streamIsComplete.proves?.({ ...streamed, verdict: 'unproven' })).toBeUndefined();
});

test('without consent it does not apply', async () => {
  expect(await runOne(streamIsComplete, await checkContext())).toMatchObject({
    status: 'skip',
    reason: { kind: 'not-applicable' },
  });
});

test.each<[string, Evidence, string]>([
  [
    'a stream with a fault beside its end',
    {
      ...streamed,
      passes: true,
      findings: [own('stream/limit-ignored', { route, limit: 16, tokens: 99, hungUp: false })],
    },
    'warn stream/limit-ignored',
  ],
  [
    'one that compression held back, though it may pass',
    {
      ...streamed,
      verdict: 'buffered',
      passes: true,
      findings: [own('stream/held-back-by-compression', { route })],
    },
    'warn stream/held-back-by-compression',
  ],
  [
    'two faults of one stream',
    {
      ...streamed,
      verdict: 'truncated',
      findings: [
        own('stream/truncated', { route, events: 3, seconds: 1, why: 'it ended' }),
        own('stream/stalled', { route, events: 3, seconds: 30, waited: 30, longer: 60 }),
      ],
    },
    'fail stream/truncated stream/stalled',
  ],
])('%s is told', (_, evidence, expected) => {
  expect(judged(streamIsComplete, evidence)).toMatch(
    new RegExp(`^(?:warn|fail) ${expected.split(' ').slice(1).join(' ')}$`),
  );
});

test('the fact counts the events and the seconds to the first word', () => {
  expect(streamIsComplete.fact?.(streamed)).toBe('14 events, first token after 0.6 s');
  expect(streamIsComplete.fact?.({ ...streamed, firstTokenMs: null })).toBeUndefined();
});

test.each([
  ['plain', 'streaming is not documented for this route'],
  ['stream', undefined],
] as const)('a call that is %s: %s', async (mode, why) => {
  const cell = { path: '/v1/messages', model: 'm', mode, dialect: 'messages', limitFields: [] } as const;
  const live = { cell, outcome: async () => undefined };
  expect(streamIsComplete.doesNotApply?.({ ...(await checkContext()), live })).toBe(why);
  expect(streamIsComplete.doesNotApply?.(await checkContext())).toBe('only with --live');
});
