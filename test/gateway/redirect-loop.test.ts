import { expect, test } from 'vitest';
import { redirectLoops } from '../../src/gateway/redirect-loop.ts';
import { checkContext } from '../support/check-context.ts';
import type { FakeReply } from '../support/fake-network.ts';

const to = (path: string, location: string): FakeReply => ({
  path,
  answer: { status: 301, body: '', headers: { location } },
});

async function follow(replies: readonly FakeReply[]) {
  const { gateway, system } = await checkContext({ replies }, { baseUrl: 'https://gateway.example' });
  const first = await gateway.ask('/v1/models', 'none');
  const before = system.fakeNetwork.sent.length;
  const loops = await redirectLoops(first, gateway);
  return { loops, looked: system.fakeNetwork.sent.slice(before) };
}

test.each([
  ['to itself', [to('/v1/models', '/v1/models')]],
  ['by a slash and back', [to('/v1/models', '/v1/models/'), to('/v1/models/', '/v1/models')]],
  [
    'by a whole URL and back',
    [to('/v1/models', 'https://gateway.example/a'), to('/a', 'https://gateway.example/v1/models')],
  ],
  ['from the second step on', [to('/v1/models', '/a'), to('/a', '/a')]],
])('a redirect %s is a circle', async (_, replies) => {
  expect((await follow(replies)).loops).toBe(true);
});

test.each([
  [
    'to an answer',
    [to('/v1/models', '/v1/models/'), { path: '/v1/models/', answer: { status: 200, json: {} } }],
  ],
  ['to another host', [to('/v1/models', 'https://other.example/v1/models')]],
  ['to plain http', [to('/v1/models', 'http://gateway.example/v1/models')]],
  ['to another port', [to('/v1/models', 'https://gateway.example:8443/v1/models')]],
  ['to something that is no URL', [to('/v1/models', 'http://[')]],
  ['to a script', [to('/v1/models', 'javascript:alert(1)')]],
  ['without a target', [{ answer: { status: 302, body: '' } }]],
])('a redirect %s is none', async (_, replies) => {
  expect((await follow(replies)).loops).toBe(false);
});

test('only the same origin is looked at, and never with a key', async () => {
  const { looked } = await follow([to('/v1/models', '/a'), to('/a', 'https://other.example/')]);
  expect(looked.map(({ url }) => url)).toEqual(['https://gateway.example/a']);
  expect(looked[0]?.headers).not.toHaveProperty('authorization');
});

test('a chain without an end is given up', async () => {
  const chain = Array.from({ length: 20 }, (_, index) => to(`/${index}`, `/${index + 1}`));
  const { loops, looked } = await follow([to('/v1/models', '/0'), ...chain]);
  expect(loops).toBe(false);
  expect(looked.length).toBeLessThanOrEqual(4);
});

test('a redirect to itself is seen without asking again', async () => {
  expect(await follow([to('/v1/models', '/v1/models')])).toEqual({ loops: true, looked: [] });
});

test.each([
  [200, false],
  [299, false],
  [300, true],
  [399, true],
  [400, false],
  [500, false],
])('a %i that names a place leads there: %s', async (status, loops) => {
  const answer = { status, body: '', headers: { location: '/v1/models' } };
  expect((await follow([{ answer }])).loops).toBe(loops);
});

test('where nobody answers, nothing leads anywhere', async () => {
  expect(await follow([])).toEqual({ loops: false, looked: [] });
  expect((await follow([to('/v1/models', '/a')])).loops).toBe(false);
});
