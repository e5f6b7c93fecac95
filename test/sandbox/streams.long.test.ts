import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterEach, describe, expect, test } from 'vitest';
import type { StreamFault } from '../../src/sandbox/stream-fault.ts';
import type { StreamSeen } from './read-stream.ts';
import { closeGateways, streamOf, targets } from './stream-targets.ts';

afterEach(closeGateways);

const everyTarget = Object.entries(targets);
const firstWords = 'No model was asked';
const lastWords = 'nine ten.';

/** What a parser that follows the standard makes of the reads, as they came. */
function eventsIn({ reads }: StreamSeen): readonly EventSourceMessage[] {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const decoder = new TextDecoder();
  for (const { bytes } of reads) parser.feed(decoder.decode(bytes, { stream: true }));
  // This parser keeps a last CR until it knows that no LF follows.
  if (reads.at(-1)?.bytes.at(-1) === 0x0d) parser.feed('\n');
  return events;
}

/** Names and types, without ids and times. */
function typesIn(seen: StreamSeen): readonly string[] {
  return eventsIn(seen).map(({ event, data }) => {
    const parsed: { type?: string } = data.startsWith('{') ? JSON.parse(data) : {};
    return `${event} ${parsed.type}`;
  });
}

function textIn(seen: StreamSeen): string {
  return eventsIn(seen)
    .map(({ data }) => JSON.parse(data).delta?.text ?? '')
    .join('');
}

/** Milliseconds between the first and the last read. */
function spanMs({ reads }: StreamSeen): number {
  return (reads.at(-1)?.atMs ?? 0) - (reads.at(0)?.atMs ?? 0);
}

describe.each(everyTarget)('a stream of %s', (_, target) => {
  test('is sound and whole when nothing is wrong', async () => {
    const seen = await streamOf({ kind: 'sound' }, target, { streamGapMs: 12 });
    expect(seen.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(seen.end).toBe('proper');
    expect(seen.text).toContain(firstWords);
    expect(seen.text.trimEnd().split('\n').at(-1)).toContain(target.terminal);
    expect(seen.text).toMatch(/\n\n$/);
    expect(seen.reads.length).toBeGreaterThanOrEqual(4);
    expect(spanMs(seen)).toBeGreaterThan(50);
  });

  test('breaks in the middle of the text when it is cut', async () => {
    const seen = await streamOf({ kind: 'cut' }, target);
    expect(seen.end).toBe('broken');
    expect(seen.text).toContain(firstWords);
    expect(seen.text).not.toContain(lastWords);
    expect(seen.text).not.toContain(target.reason);
  });

  test('can end properly in the middle of the text', async () => {
    const seen = await streamOf({ kind: 'ends-early' }, target);
    expect(seen.end).toBe('proper');
    expect(seen.text).toContain(firstWords);
    expect(seen.text).not.toContain(lastWords);
    expect(seen.text).not.toContain(target.terminal);
  });

  test('can lack nothing but its last event', async () => {
    const seen = await streamOf({ kind: 'without-terminal' }, target);
    expect(seen.end).toBe('proper');
    expect(seen.text).toContain(lastWords);
    expect(seen.text).toContain(target.reason);
    expect(seen.text).not.toContain(target.terminal);
  });

  test('can lack nothing but the blank line behind its last event', async () => {
    const seen = await streamOf({ kind: 'without-last-blank-line' }, target);
    expect(seen.text.split('\n').at(-1)).toContain(target.terminal);
    expect(
      eventsIn(seen)
        .map(({ data }) => data)
        .join(),
    ).not.toContain(target.terminal.replace('data: ', ''));
  });

  test('tells of an error in the form of its format, after some text or at once', async () => {
    const later = await streamOf({ kind: 'error', after: 'half-the-text' }, target);
    expect([later.status, later.end]).toEqual([200, 'proper']);
    expect(later.text).toContain(firstWords);
    expect(later.text).toMatch(target.error);
    expect(later.text).not.toContain(target.terminal);
    const atOnce = await streamOf({ kind: 'error', after: 'nothing' }, target);
    expect(eventsIn(atOnce)).toHaveLength(1);
    expect(atOnce.text).toMatch(target.error);
  });

  test('is answered in one JSON body where streaming is ignored', async () => {
    const seen = await streamOf({ kind: 'plain-json' }, target);
    expect(seen.headers['content-type']).toContain('application/json');
    expect(Number(seen.headers['content-length'])).toBe(seen.text.length);
    expect(JSON.parse(seen.text)).toHaveProperty('usage');
  });

  test('is refused with its code where a gateway takes streaming away', async () => {
    const seen = await streamOf({ kind: 'refused' }, target);
    expect(seen.status).toBe(400);
    expect(JSON.parse(seen.text).error.code).toBe('streaming_not_supported');
  });
});

describe('a stream that stays without events', () => {
  test('is empty', async () => {
    const seen = await streamOf({ kind: 'empty' });
    expect(seen.headers['content-type']).toContain('text/event-stream');
    expect([seen.status, seen.text, seen.end]).toEqual([200, '', 'proper']);
  });

  test('has keep-alive comments only', async () => {
    const seen = await streamOf({ kind: 'only-comments' });
    expect(seen.text).toBe(': keep-alive\n\n'.repeat(3));
    expect(eventsIn(seen)).toEqual([]);
    expect(seen.end).toBe('proper');
  });

  test('is a web page', async () => {
    const seen = await streamOf({ kind: 'web-page' });
    expect([seen.status, seen.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(eventsIn(seen)).toEqual([]);
  });

  test('has one event that does not end', async () => {
    const seen = await streamOf({ kind: 'endless-event', megabytes: 3 });
    expect(seen.text).toHaveLength(3 * 1024 * 1024 + 6);
    expect(seen.text).not.toContain('\n');
  });
});

describe('a stream that fails half-way', () => {
  test('stalls with its connection open', async () => {
    const seen = await streamOf({ kind: 'stall' });
    expect(seen.end).toBe('open');
    expect(seen.text).toContain(firstWords);
    expect(seen.text).not.toContain(lastWords);
  });

  test('carries a code of the gateway', async () => {
    const error = 'billing_finalization_failed';
    const seen = await streamOf({ kind: 'error', after: 'half-the-text', error });
    const last = eventsIn(seen).at(-1);
    expect(last?.event).toBe('error');
    expect(JSON.parse(last?.data ?? '')).toMatchObject({ type: 'error', error: { code: error } });
  });

  test('turns a response to failed, with the next sequence number', async () => {
    const seen = await streamOf({ kind: 'failed' }, targets.responses);
    const events = eventsIn(seen).map(({ data }) => JSON.parse(data));
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    expect(events.at(-1)).toMatchObject({
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'server_is_overloaded' } },
    });
  });
});

describe('a stream that is held back', () => {
  test('comes in one late piece, its headers too', async () => {
    const seen = await streamOf({ kind: 'late-burst', holdMs: 450 });
    expect(seen.headersMs).toBeGreaterThanOrEqual(445);
    expect(spanMs(seen)).toBeLessThan(50);
    expect(seen.text).toContain(targets.messages.terminal);
  });

  test('is kept until its end when it is shorter than a block', async () => {
    const seen = await streamOf({ kind: 'blocks', bytes: 16_384 }, targets.messages, { streamGapMs: 45 });
    expect(seen.headersMs).toBeGreaterThanOrEqual(300);
    expect(spanMs(seen)).toBeLessThan(50);
    expect(seen.text.length).toBeLessThan(16_384);
    expect(seen.text).toContain(targets.messages.terminal);
  });

  test('comes in blocks of 16 kilobytes when it is longer', async () => {
    const fault: StreamFault = { kind: 'blocks', bytes: 16_384, padEventsTo: 5000 };
    const seen = await streamOf(fault, targets.messages, { streamGapMs: 60 });
    const bursts: { atMs: number; bytes: number }[] = [];
    for (const { bytes, atMs } of seen.reads) {
      const last = bursts.at(-1);
      if (last !== undefined && atMs - last.atMs < 40) last.bytes += bytes.length;
      else bursts.push({ atMs, bytes: bytes.length });
    }
    expect(bursts.slice(0, -1).map(({ bytes }) => bytes)).toEqual([16_384, 16_384]);
    expect(bursts.at(0)?.atMs).toBeGreaterThanOrEqual(230);
    expect(typesIn(seen)).toEqual(typesIn(await streamOf({ kind: 'sound' })));
  });

  test('is compressed as a whole for a client that accepts gzip, and for no other', async () => {
    const fault: StreamFault = { kind: 'gzip-buffered', holdMs: 420 };
    const held = await streamOf(fault, targets.messages, { acceptEncoding: 'gzip, deflate' });
    expect(held.headers['content-encoding']).toBe('gzip');
    expect(held.headersMs).toBeGreaterThanOrEqual(415);
    expect(spanMs(held)).toBeLessThan(50);
    expect(held.text).toContain(targets.messages.terminal);
    for (const acceptEncoding of ['identity', undefined]) {
      const options = { streamGapMs: 12, ...(acceptEncoding !== undefined && { acceptEncoding }) };
      const seen = await streamOf(fault, targets.messages, options);
      expect(seen.headers['content-encoding']).toBeUndefined();
      expect(spanMs(seen)).toBeGreaterThan(50);
    }
  });

  test('comes too fast to tell', async () => {
    const seen = await streamOf({ kind: 'at-once' }, targets.messages, { streamGapMs: 60 });
    expect(seen.reads.at(-1)?.atMs).toBeLessThan(300);
    expect(spanMs(seen)).toBeLessThan(50);
    expect(seen.text).toContain(targets.messages.terminal);
  });

  test('starts late and then goes on', async () => {
    const seen = await streamOf({ kind: 'slow-start', pauseMs: 300 }, targets.messages, { streamGapMs: 12 });
    const [opening, text] = seen.reads;
    expect(opening?.bytes.toString()).toContain('message_start');
    expect((text?.atMs ?? 0) - (opening?.atMs ?? 0)).toBeGreaterThanOrEqual(100);
    expect(spanMs({ ...seen, reads: seen.reads.slice(1) })).toBeGreaterThan(40);
    expect(seen.text).toContain(targets.messages.terminal);
  });
});

describe('a stream in an unusual form says the same', () => {
  const forms: readonly (readonly [string, StreamFault, (seen: StreamSeen) => boolean])[] = [
    ['CR', { kind: 'line-ends', use: 'cr' }, ({ text }) => text.includes('\r') && !text.includes('\n')],
    ['CRLF', { kind: 'line-ends', use: 'crlf' }, ({ text }) => !/[^\r]\n/.test(text)],
    [
      'CRLF torn apart',
      { kind: 'line-ends', use: 'crlf-split' },
      ({ reads }) =>
        reads.some(({ bytes }) => bytes[0] === 0x0a) && reads.some(({ bytes }) => bytes.at(-1) === 0x0d),
    ],
    [
      'data over several lines',
      { kind: 'multi-line-data' },
      ({ text }) => /^data: \{\ndata: {2}"/m.test(text),
    ],
    ['no space', { kind: 'without-space' }, ({ text }) => /^data:\{/m.test(text) && !/^data: /m.test(text)],
    [
      'a byte order mark',
      { kind: 'byte-order-mark' },
      ({ reads }) => reads[0]?.bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ?? false,
    ],
    [
      'a wrong content type',
      { kind: 'wrong-content-type' },
      ({ headers }) => headers['content-type'] === 'text/plain; charset=utf-8',
    ],
  ];

  test.each(forms)('%s', async (_, fault, shows) => {
    const sound = await streamOf({ kind: 'sound' });
    const seen = await streamOf(fault);
    expect(shows(seen)).toBe(true);
    expect(shows(sound)).toBe(false);
    expect(typesIn(seen)).toEqual(typesIn(sound));
    expect(textIn(seen)).toBe(textIn(sound));
  });

  test('with events that nobody documents in between', async () => {
    const seen = await streamOf({ kind: 'unknown-events' });
    const known = typesIn(seen).filter((type) => type !== 'gateway.note gateway.note');
    expect(known).toEqual(typesIn(await streamOf({ kind: 'sound' })));
    expect(known.length).toBeLessThan(typesIn(seen).length);
    expect(seen.text).toMatch(/^retry: 3000$/m);
    expect(seen.text).toMatch(/^: a comment$/m);
  });

  test('with characters torn apart between two reads', async () => {
    const seen = await streamOf({ kind: 'split-characters' }, targets.messages, { streamGapMs: 20 });
    const continued = seen.reads.filter(({ bytes }) => ((bytes[0] ?? 0) & 0b1100_0000) === 0b1000_0000);
    expect(continued.length).toBeGreaterThanOrEqual(3);
    expect(textIn(seen)).toContain('Ни одна модель');
    expect(textIn(seen)).toMatch(/🙂.*🚀 конец\.$/);
    expect(textIn(seen)).not.toContain('\ufffd');
  });

  test('and one more piece of text after its end', async () => {
    const seen = await streamOf({ kind: 'after-the-end' });
    expect(typesIn(seen).slice(-2)).toEqual([
      'message_stop message_stop',
      'content_block_delta content_block_delta',
    ]);
  });
});
