import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSseReader, type SseReport } from '../../src/dialects/sse.ts';
import type { SseEvent } from '../../src/dialects/stream-reading.ts';

const encoder = new TextEncoder();

function read(
  chunks: readonly (string | Uint8Array)[],
  maxEventBytes?: number,
): { events: readonly SseEvent[]; report: SseReport } {
  const events: SseEvent[] = [];
  const reader = createSseReader({
    onEvent: (event) => events.push(event),
    ...(maxEventBytes === undefined ? {} : { maxEventBytes }),
  });
  for (const chunk of chunks) reader.feed(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
  return { events, report: reader.end() };
}

describe('events', () => {
  test.each([
    ['a name and data', 'event: a\ndata: 1\n\n', [{ event: 'a', data: '1' }]],
    ['no space after the colon', 'event:a\ndata:1\n\n', [{ event: 'a', data: '1' }]],
    ['one space only is dropped', 'data:  1\n\n', [{ data: ' 1' }]],
    ['several lines of data', 'data: {\ndata: }\n\n', [{ data: '{\n}' }]],
    ['CRLF', 'event: a\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n', [{ event: 'a', data: '1' }, { data: '2' }]],
    ['CR', 'event: a\rdata: 1\r\rdata: 2\r\r', [{ event: 'a', data: '1' }, { data: '2' }]],
    ['a byte order mark', '\uFEFFdata: 1\n\n', [{ data: '1' }]],
    ['a garbled mark belongs to the line', '\u00ef\u00bb\u00bfdata: 1\n\ndata: 2\n\n', [{ data: '2' }]],
    ['comments, ids and unknown fields', ': hello\nid: 7\nretry: 10\nx: y\ndata: 1\n\n', [{ data: '1' }]],
    ['empty data', 'data:\n\n', [{ data: '' }]],
    ['a name without data is no event', 'event: a\n\ndata: 1\n\n', [{ data: '1' }]],
    ['the last one lacks its blank line', 'data: 1\n\ndata: 2\n', [{ data: '1' }]],
  ])('%s', (_, text, events) => {
    expect(read([text]).events).toEqual(events);
    expect(read([text]).report.events).toBe(events.length);
  });

  test('a character split over two reads stays whole', () => {
    const bytes = encoder.encode('data: да 🎲\n\n');
    for (let at = 1; at < bytes.length; at += 1) {
      expect(read([bytes.slice(0, at), bytes.slice(at)]).events).toEqual([{ data: 'да 🎲' }]);
    }
  });

  test('an event is handed over with the read that completes it, also with CR', () => {
    const events: SseEvent[] = [];
    const reader = createSseReader({ onEvent: (event) => events.push(event) });
    reader.feed(encoder.encode('data: 1\r\r'));
    expect(events).toEqual([{ data: '1' }]);
    reader.feed(encoder.encode('data: 2\r\n\r'));
    expect(events).toEqual([{ data: '1' }, { data: '2' }]);
    reader.feed(encoder.encode('\ndata: 3\n\n'));
    expect(events).toHaveLength(3);
  });

  test('comments are counted as signs of life', () => {
    expect(read([': ping\n\n', ':\n\n', 'data: 1\n\n: pi', 'ng\n\n']).report).toEqual({
      events: 1,
      comments: 3,
      endedInsideEvent: false,
      tooLarge: false,
    });
  });
});

describe('every split of the bytes gives the same events', () => {
  const line = fc.oneof(
    fc.constantFrom('', '', 'data: x', 'data:', 'event: message_stop', ': ping', 'id: 1', 'data', 'nonsense'),
    fc.string({ unit: 'binary' }).map((text) => `data: ${text}`),
    fc.string({ unit: 'grapheme' }).map((text) => `data: ${text}`),
  );
  const stream = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 20 })
    .chain((lines) => fc.constantFrom('', '\uFEFF').map((mark) => mark + lines.flat().join('')))
    .map((text) => encoder.encode(text));

  function split(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
    const chunks: Uint8Array[] = [];
    let start = 0;
    for (let turn = 0; start < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      chunks.push(bytes.slice(start, start + size));
      start += size;
    }
    return chunks;
  }

  test('of a stream', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(stream, sizes, (bytes, parts) => {
        expect(read(split(bytes, parts))).toEqual(read([bytes]));
      }),
    );
  });

  test('of any bytes, with empty reads between', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const single = [...bytes].flatMap((byte) => [Uint8Array.of(byte), new Uint8Array()]);
        expect(read(single)).toEqual(read([bytes]));
      }),
    );
  });
});

describe('the end of the bytes', () => {
  test.each([
    ['data: 1\n\n', false],
    ['data: 1\r\r', false],
    ['data: 1\r\n\r\n', false],
    ['', false],
    ['data: 1\n\n: ping\n', false],
    ['data: 1\n\n: pi', false],
    ['data: 1\n', true],
    ['data: 1', true],
    ['data:\n', true],
    ['event: a\n', true],
    ['event: a', true],
    ['id: 1\n', true],
    ['d', true],
    ['data: 1\n: ping', true],
    ['data: 1\n\ndata: {"x', true],
  ])('%j is inside an event: %s', (text, inside) => {
    expect(read([text]).report.endedInsideEvent).toBe(inside);
  });

  test('half a character is inside an event', () => {
    expect(read([encoder.encode('data: д').slice(0, -1)]).report.endedInsideEvent).toBe(true);
  });
});

describe('the size of an event', () => {
  test('is at most 1 MiB unless said otherwise', () => {
    const mebibyte = 1024 * 1024;
    expect(read([`data: ${'x'.repeat(mebibyte)}\n\n`]).report).toMatchObject({ events: 1, tooLarge: false });
    expect(read([`data: ${'x'.repeat(mebibyte + 1)}\n\n`]).report).toMatchObject({
      events: 0,
      tooLarge: true,
    });
  });

  test('stops a line without an end, and nothing after it is read', () => {
    const { events, report } = read(
      ['data: 1\n\ndata: ', ...Array(40).fill('x'.repeat(100)), '\n\ndata: 2\n\n'],
      1000,
    );
    expect(events).toEqual([{ data: '1' }]);
    expect(report).toEqual({ events: 1, comments: 0, endedInsideEvent: true, tooLarge: true });
  });

  test('stops endless lines of data and endless comments', () => {
    expect(read(Array(1000).fill('data: x\n'), 1000).report.tooLarge).toBe(true);
    expect(read([': ', ...Array(40).fill('x'.repeat(100))], 1000).report.tooLarge).toBe(true);
  });

  test('is the same in one read and in many', () => {
    for (const length of [999, 1000, 1001]) {
      const text = `data: ${'x'.repeat(length)}\n\n`;
      expect(read([text], 1000)).toEqual(read([...text], 1000));
    }
  });

  test('is known at once, so that the request can be given up', () => {
    const reader = createSseReader({ onEvent: () => undefined, maxEventBytes: 1000 });
    reader.feed(encoder.encode('data: '));
    expect(reader.tooLarge).toBe(false);
    reader.feed(encoder.encode('x'.repeat(2000)));
    expect(reader.tooLarge).toBe(true);
  });

  test('does not limit the stream', () => {
    const { report } = read(Array(500).fill(`data: ${'x'.repeat(900)}\n\n`), 1000);
    expect(report).toMatchObject({ events: 500, tooLarge: false });
  });
});
