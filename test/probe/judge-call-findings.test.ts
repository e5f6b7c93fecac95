import { describe, expect, test } from 'vitest';
import { wordFinding } from '../../src/errors/word-finding.ts';
import type { CallFacts } from '../../src/gateway/model-call.ts';
import { judgeCall } from '../../src/probe/judge-call.ts';
import { nexus } from '../../src/providers/nexus/profile.ts';
import { callFacts, noAnswer, refusal, stream, times } from './call-facts.ts';

const route = 'POST /v1/messages';
const where = {
  route,
  host: 'gateway.test',
  port: 443,
  timeoutSeconds: 90,
  idleSeconds: 30,
  totalSeconds: 180,
};
const judged = (facts: CallFacts, repeat?: CallFacts) => judgeCall(facts, where, repeat);

const valid = { end: 'valid' } as const;
const noEnd = { end: 'no-terminal-event', why: 'message_stop is missing' } as const;
const late = times(450, 452, 1);
const plain = (answer: object, ignored: boolean) =>
  callFacts({ kind: 'plain', answer: answer as never, ignored });
const empty = { kind: 'answer', stoppedBy: 'end', textLength: 0, deviations: [] };

describe('what is said of a call holds what was seen', () => {
  test.each([
    [
      'a web page',
      callFacts({ kind: 'no-stream', what: 'a web page' }),
      'stream/not-sse',
      { what: 'a web page' },
    ],
    [
      'JSON of another form',
      plain({ kind: 'wrong', why: 'no choices' }, false),
      'stream/wrong-answer',
      { why: 'no choices' },
    ],
    ['JSON to a stream request', plain({ ...empty, textLength: 9 }, true), 'stream/ignored', {}],
    ['an answer without a word', plain(empty, false), 'stream/empty', {}],
    [
      'events of another format',
      stream({ end: 'other-grammar', why: 'chat chunks' }),
      'stream/other-grammar',
      { why: 'chat chunks' },
    ],
    [
      'an event that is no JSON',
      stream({ end: 'unreadable-event', why: 'no JSON' }),
      'stream/not-sse',
      { what: 'no JSON' },
    ],
    [
      'silence',
      stream(noEnd, times(80, 1_240), { transport: 'stalled' }),
      'stream/stalled',
      { events: 20, seconds: 1.2, waited: 30, longer: 60 },
    ],
    [
      'no end in time',
      stream(noEnd, times(80, 900), { transport: 'timed-out' }),
      'stream/timed-out',
      { events: 20, seconds: 0.9, waited: 180, longer: 180 },
    ],
    [
      'a clean end that is none',
      stream(noEnd),
      'stream/truncated',
      { events: 20, seconds: 0.9, why: 'message_stop is missing' },
    ],
    [
      'a broken connection',
      stream(noEnd, times(80, 900), { transport: 'cut' }),
      'stream/truncated',
      { why: 'message_stop is missing, and the connection broke' },
    ],
    [
      'an error event',
      stream({ end: 'error-event', why: 'overloaded' }),
      'stream/error-event',
      { events: 20, seconds: 0.9, why: 'overloaded' },
    ],
    [
      'pieces of many events',
      stream(valid, times(80, 900, 2), { tokenEvents: 20 }),
      'stream/in-bursts',
      { events: 20, pieces: 2 },
    ],
    [
      'all at once and early',
      stream(valid, times(80, 92.4, 1)),
      'stream/too-fast-to-tell',
      { events: 20, ms: 12 },
    ],
    ['an end without a word', stream(valid, times(80, 900), { tokenEvents: 0 }), 'stream/empty', {}],
  ] as const)('%s', (_, facts, id, params) => {
    expect(judged(facts).findings[0]).toMatchObject({ id, params: { route, ...params } });
  });

  test('a stream that was held back says for how long', () => {
    const held = stream(valid, times(3_040, 3_041, 1));
    const { findings, passes } = judged(held, held);
    expect(findings[0]).toMatchObject({ id: 'stream/buffered', params: { route, events: 20, seconds: 3 } });
    expect(passes).toBe(false);
  });

  test('one that compression held back names it where it is known', () => {
    const repeat = stream(valid, times(80, 900));
    const named = { ...stream(valid, late), contentEncoding: 'gzip' };
    expect(judged(named, repeat).findings[0]).toMatchObject({ params: { route, encoding: 'gzip' } });
    const [unnamed] = judged(stream(valid, late), repeat).findings;
    expect(unnamed).toMatchObject({ id: 'stream/held-back-by-compression' });
    expect(JSON.stringify(unnamed)).not.toContain('encoding"');
  });

  test('a repeat that streams 50 ms apart is enough to blame compression, one that broke off is not', () => {
    const blames = (repeat: CallFacts) => judged(stream(valid, late), repeat).findings[0]?.id;
    expect(blames(stream(valid, times(80, 130)))).toBe('stream/held-back-by-compression');
    expect(blames(stream(noEnd, times(80, 900)))).toBe('stream/too-fast-to-tell');
  });

  test('a refusal is told by its entry', () => {
    expect(judged(refusal('nexus/model_not_allowed', { status: 403 })).findings).toMatchObject([
      { id: 'nexus/model_not_allowed' },
    ]);
  });
});

describe('the request id', () => {
  test('stands in each finding of our own, for the support', () => {
    expect(judged(stream(noEnd)).findings).toMatchObject([{ requestId: 'req_1' }]);
  });

  test('is not made up where the gateway gave none', () => {
    const { requestId: _, ...without } = stream(noEnd);
    expect(judged(without).findings[0]).not.toHaveProperty('requestId');
  });
});

describe('an answer without a word', () => {
  test('is a note beside an answer, unless the limit was used up before the first one', () => {
    expect(judged(plain(empty, false))).toMatchObject({ verdict: 'answers', passes: false });
    expect(judged(plain({ ...empty, stoppedBy: 'limit' }, false)).findings).toEqual([]);
  });

  test('to a stream request is first of all no stream', () => {
    expect(judged(plain(empty, true)).findings).toMatchObject([{ id: 'stream/ignored' }]);
  });
});

test.each([
  ['a request that could not be sent in time', 'request', 'TIMEOUT', 'timed-out'],
  ['a name that was not found in time', 'dns', 'TIMEOUT', 'unreachable'],
  ['a reset while it was sent', 'request', 'ECONNRESET', 'unreachable'],
] as const)('%s', (_, phase, code, verdict) => {
  expect(judged(noAnswer({ kind: 'unreachable', phase, code })).verdict).toBe(verdict);
});

test.each([
  ['an answer', plain({ ...empty, textLength: 9 }, false), false],
  ['events of another format', stream({ end: 'other-grammar', why: 'x' }), true],
  ['a stream without a word', stream(valid, times(80, 900), { tokenEvents: 0 }), true],
  ['a stream that we hung up', stream(noEnd, times(80, 900), { transport: 'hung-up' }), false],
] as const)('whether %s may be over at the next try', (_, facts, passes) => {
  expect(judged(facts).passes).toBe(passes);
});

test('a success that is taken for a refusal is our own fault, and no verdict', () => {
  const success = { kind: 'success', status: 200, isModelList: false, showsBalance: false } as const;
  expect(() => judged(callFacts({ kind: 'refused', facts: success }))).toThrow('taken for a refusal');
});

describe('a stream that comes in one piece', () => {
  const held = callFacts({ ...stream(valid, late).result } as never);
  const words = (here: object) => {
    const [finding] = judgeCall(held, { ...where, ...here }, held).findings;
    if (finding === undefined) throw new Error('nothing was found');
    return wordFinding(finding, 'as-entered', {
      profile: nexus,
      profiles: [nexus],
      command: (command) => command,
    });
  };

  test('may be held back by the network of the person', () => {
    expect(words({})).toMatchObject({ id: 'stream/buffered', owner: 'your-network' });
  });

  test('from a gateway on this machine is held back by no network', () => {
    const { owner, causes, fixes } = words({ isHere: true });
    expect(owner).toBe('gateway');
    expect(JSON.stringify([causes, fixes])).not.toMatch(/network|antivirus/);
  });
});
