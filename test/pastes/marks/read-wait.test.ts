import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secondsIn, waitInWords } from '../../../src/pastes/marks/read-wait.ts';

const unit = fc.constantFrom('s', 'ms');

test.each([
  ['12', 's', 12],
  ['1500', 'ms', 1.5],
  ['1.5s', 's', 1.5],
  ['6m0s', 's', 360],
  ['250ms', 's', 0.25],
  ['20 seconds', 's', 20],
  ['1h2m3s', 's', 3723],
  ['2 MINUTES', 's', 120],
  ['5 milliseconds', 's', 0.005],
] as const)('%j is %j and makes %s seconds', (text, bare, seconds) => {
  expect(secondsIn(text, bare)).toBe(seconds);
});

test('whatever stands there, a wait is a time to come or nothing', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('1', '0.5', '-3', '9999999', 's', 'ms', 'm', ' ', 'h', 'e9', 'Infinity'))
      .map((all) => all.join('')),
  );
  const property = fc.property(anything, unit, (text, bare) => {
    const seconds = secondsIn(text, bare);
    if (seconds !== undefined) expect(Number.isFinite(seconds) && seconds >= 0, text).toBe(true);
  });
  fc.assert(property);
});

test('what is written as hours, minutes and seconds is read back', () => {
  const whole = fc.integer({ min: 0, max: 59 });
  const property = fc.property(fc.integer({ min: 0, max: 99 }), whole, whole, (hours, minutes, seconds) => {
    const total = hours * 3600 + minutes * 60 + seconds;
    expect(secondsIn(`${hours}h${minutes}m${seconds}s`, 's')).toBe(total);
    expect(secondsIn(`${hours} hours ${minutes} min ${seconds} seconds`, 'ms')).toBe(total);
  });
  fc.assert(property);
});

test('a sentence that names a wait gives it, wherever it stands', () => {
  const words = fc.constantFrom('Try again in', 'please wait', 'retry after', 'Please retry your request in');
  const around = fc.stringMatching(/^[a-z ,.]{0,20}$/).map((text) => `${text} `);
  const property = fc.property(around, words, fc.integer({ min: 1, max: 999 }), (before, sign, count) => {
    const found = [...`${before}${sign} ${count}s.`.matchAll(waitInWords)];
    expect(found.map(([, wait = '']) => secondsIn(wait, 's'))).toContain(count);
  });
  fc.assert(property);
});
