import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waterfall } from '../../src/render/human/waterfall.ts';
import { displayWidth } from '../../src/render/layout.ts';
import { row } from './probe-documents.ts';

const cutAfter = (times: object, width = 69, ascii = false) =>
  waterfall(
    row('/v1/messages', 'a', {
      verdict: 'truncated',
      timings: {
        connectMs: null,
        tlsMs: null,
        headersMs: null,
        firstByteMs: null,
        firstTokenMs: null,
        longestGapMs: null,
        lastEventMs: null,
        totalMs: 1000,
        ...times,
      },
    }),
    width,
    { ascii },
  );

const barBehind = (label: string, text = '') => new RegExp(`${label} ([^ ]+)`).exec(text)?.[1] ?? '';

describe('the waterfall', () => {
  test('a wait that is twice as long has a bar that is twice as long', () => {
    const text = cutAfter({ headersMs: 300, firstTokenMs: 900, lastEventMs: 1000 }, 69, true);
    const [headers, token] = [barBehind('headers', text).length, barBehind('first token', text).length];
    expect(Math.abs(token - 2 * headers)).toBeLessThanOrEqual(1);
    expect(headers).toBeGreaterThan(4);
  });

  test('names its parts in order and ends in how it ended', () => {
    const text = cutAfter({ connectMs: 100, headersMs: 300, firstTokenMs: 500, lastEventMs: 1000 });
    expect(text).toMatch(/^connect \S+ headers \S+ first token \S+ ·+ cut$/);
  });

  test('is nothing but ASCII on an ASCII terminal', () => {
    expect(cutAfter({ connectMs: 1, headersMs: 300, firstTokenMs: 500, lastEventMs: 600 }, 69, true)).toMatch(
      /^connect \| headers #+ first token #+ \.+ silence #+ cut$/,
    );
  });

  test('an answer that never came is one silence', () => {
    expect(cutAfter({})).toMatch(/^silence █+\S? cut$/);
  });

  test('a connection from before has no part in it', () => {
    expect(cutAfter({ headersMs: 300 })).not.toContain('connect');
  });

  test('is left out where it does not fit, and where time tells nothing', () => {
    expect(cutAfter({ headersMs: 300, firstTokenMs: 500, lastEventMs: 1000 }, 30)).toBeUndefined();
    expect(cutAfter({ totalMs: 0 })).toBeUndefined();
    expect(waterfall(row('/v1/messages', 'a', { verdict: 'not-sse' }), 69, { ascii: false })).toBeUndefined();
    expect(
      waterfall(row('/v1/messages', 'a', { verdict: 'truncated', timings: null }), 69, { ascii: false }),
    ).toBeUndefined();
  });

  test('whatever the numbers, it is never wider than its room and shows every part', () => {
    const ms = fc.option(fc.nat(200_000), { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          connectMs: ms,
          tlsMs: ms,
          headersMs: ms,
          firstTokenMs: ms,
          lastEventMs: ms,
          totalMs: fc.nat(200_000),
        }),
        fc.integer({ min: 1, max: 120 }),
        fc.boolean(),
        (times, width, ascii) => {
          const text = cutAfter(times, width, ascii);
          if (text === undefined) return;
          expect(displayWidth(text)).toBeLessThanOrEqual(width);
          expect(text).not.toMatch(/ {2}|undefined|NaN/);
        },
      ),
    );
  });
});
