import { expect, test } from 'vitest';
import { chosenOf } from '../../src/journal/choose-records.ts';
import { callOf } from './records.ts';

const sweep = (count: number, changed: (n: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, n) => callOf(n, changed(n)));

test('up to 20 failures all are kept', () => {
  expect(chosenOf(sweep(20))).toEqual(sweep(20));
});

test('of many alike the first 20 are kept', () => {
  expect(chosenOf(sweep(400))).toEqual(sweep(20));
});

test('a rare failure at the end is kept, and the order stays', () => {
  const rare = callOf(400, { finding: 'nexus/invalid_key' });
  expect(chosenOf([...sweep(400), rare])).toEqual([...sweep(19), rare]);
});

test('of one finding each route is kept before more of the same', () => {
  const chosen = chosenOf(sweep(400, (n) => ({ path: n === 399 ? '/v1/messages' : '/v1/responses' })));
  expect(chosen.at(-1)?.path).toBe('/v1/messages');
});

test('each finding counts before each route', () => {
  const routes = sweep(30, (n) => ({ path: `/v1/${n}` }));
  const rare = callOf(400, { finding: 'nexus/invalid_key', path: '/v1/0' });
  expect(chosenOf([...routes, rare])).toContainEqual(rare);
});
