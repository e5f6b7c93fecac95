import { expect, test } from 'vitest';
import { createCallOff } from '../../src/system/call-off.ts';

test('a signal ends everything that watches it, and nothing else', () => {
  const callOff = createCallOff();
  const [one, other] = [new AbortController(), new AbortController()];
  const ended: string[] = [];
  callOff.watch(one.signal, () => ended.push('a'));
  callOff.watch(other.signal, () => ended.push('b'));
  callOff.watch(one.signal, () => ended.push('c'));
  one.abort();
  expect(ended).toEqual(['a', 'c']);
});

test('calling everything off ends what is under way, whatever it watches, and what comes later', () => {
  const callOff = createCallOff();
  const ended: string[] = [];
  callOff.watch(new AbortController().signal, () => ended.push('a'));
  callOff.watch(new AbortController().signal, () => ended.push('b'));
  callOff.all();
  callOff.watch(new AbortController().signal, () => ended.push('late'));
  expect(ended).toEqual(['a', 'b', 'late']);
});

test('a signal that was aborted before ends at once', () => {
  let ended = 0;
  createCallOff().watch(AbortSignal.abort(), () => {
    ended += 1;
  });
  expect(ended).toBe(1);
});

test('what was taken back is not ended, and the signal keeps no listener of it', () => {
  const callOff = createCallOff();
  const stop = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = stop.signal;
  stop.signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(stop.signal, given);
  };
  stop.signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(stop.signal, given);
  };
  const ended: string[] = [];
  const takeBack = ['a', 'b'].map((name) => callOff.watch(stop.signal, () => ended.push(name)));
  expect(listeners).toBe(1);
  for (const forget of takeBack) forget();
  expect(listeners).toBe(0);
  stop.abort();
  callOff.all();
  expect(ended).toEqual([]);
});
