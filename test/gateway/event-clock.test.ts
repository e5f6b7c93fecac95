import { describe, expect, test } from 'vitest';
import { createEventClock } from '../../src/gateway/event-clock.ts';

const token = { hasToken: true, ends: false };
const noToken = { hasToken: false, ends: false };

describe('the clock of a stream', () => {
  test('knows nothing before the first read', () => {
    expect(createEventClock().times).toEqual({ tokenReads: 0 });
  });

  test('tells the first byte from the first event and the first token', () => {
    const clock = createEventClock();
    clock.read(100, () => {});
    clock.read(150, () => clock.event(noToken));
    clock.read(900, () => clock.event(token));
    expect(clock.times).toEqual({
      firstByteMs: 100,
      firstEventMs: 150,
      firstTokenMs: 900,
      lastTokenMs: 900,
      lastEventMs: 900,
      longestGapMs: 750,
      tokenReads: 1,
    });
  });

  test('counts the events of one read as one moment', () => {
    const clock = createEventClock();
    clock.read(400, () => {
      for (let count = 0; count < 20; count += 1) clock.event(token);
    });
    expect(clock.times).toMatchObject({ tokenReads: 1, firstEventMs: 400, lastEventMs: 400 });
    expect(clock.times.longestGapMs).toBeUndefined();
  });

  test('does not count a read that completes no event, such as a keep-alive', () => {
    const clock = createEventClock();
    clock.read(10, () => clock.event(token));
    clock.read(60, () => {});
    clock.read(90, () => clock.event(token));
    expect(clock.times).toMatchObject({ tokenReads: 2, lastEventMs: 90, longestGapMs: 80 });
  });

  test('pings and empty events are no rhythm of the answer', () => {
    const clock = createEventClock();
    for (const ms of [100, 400, 700]) clock.read(ms, () => clock.event(noToken));
    clock.read(1000, () => clock.event(token));
    expect(clock.times).toMatchObject({
      firstTokenMs: 1000,
      lastTokenMs: 1000,
      tokenReads: 1,
      lastEventMs: 1000,
    });
  });

  test('keeps the longest gap, wherever it was', () => {
    const clock = createEventClock();
    for (const ms of [0, 10, 510, 530]) clock.read(ms, () => clock.event(token));
    expect(clock.times.longestGapMs).toBe(500);
  });
});
