import { describe, expect, test } from 'vitest';
import { accepts, contrast, isBareRefusal, refuses, turnsDown } from '../../src/gateway/contrast.ts';
import { createWrongKeyMemory, noMemory } from '../../src/gateway/wrong-key-memory.ts';
import { profiles } from '../../src/providers/index.ts';
import {
  apiError,
  checkContext,
  healthyReplies,
  page,
  realKey,
  success,
  unreachable,
} from '../support/check-context.ts';

const refused = apiError('nexus/invalid_key', 401);

test('every free route is asked in all three ways', async () => {
  const { gateway, system } = await checkContext();
  const routes = await contrast(gateway, profiles.nexus, noMemory);
  expect(routes).toMatchObject([
    {
      path: '/v1/models',
      none: { entry: 'nexus/invalid_key' },
      wrong: { entry: 'nexus/invalid_key' },
      real: { kind: 'success' },
    },
    {
      path: '/v1/balance',
      none: { kind: 'api-error' },
      wrong: { kind: 'api-error' },
      real: { kind: 'success' },
    },
  ]);
  expect(system.fakeNetwork.sent).toHaveLength(6);
});

test('all of it leaves in one wave: nobody waits for an answer', async () => {
  const context = await checkContext({ replies: [{ answer: { stalls: true } }] });
  const waiting = contrast(context.gateway, profiles.nexus, context.wrongKeys);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(context.system.fakeNetwork.sent).toHaveLength(6);
  context.system.signal('SIGINT');
  await waiting;
});

test('a remembered refusal of a random key is not sent again', async () => {
  const world = await checkContext();
  const memory = createWrongKeyMemory('https://api.nexus-hub.ru', world.system);
  const first = await contrast(world.gateway, profiles.nexus, memory);
  const { gateway, system } = await checkContext();
  const second = await contrast(gateway, profiles.nexus, memory);
  expect(first.map(({ remembered }) => remembered)).toEqual([false, false]);
  expect(second.map(({ remembered }) => remembered)).toEqual([true, true]);
  expect(system.fakeNetwork.sent).toHaveLength(4);
  const keys = new Set(system.fakeNetwork.sent.map(({ headers }) => headers.authorization));
  expect(keys).toEqual(new Set([undefined, `Bearer ${realKey}`]));
  expect(second.map(({ wrong }) => wrong?.kind)).toEqual(['api-error', 'api-error']);
});

test('a random key that passes is not remembered as refused', async () => {
  const open = [{ answer: { status: 200, json: { data: [{ id: 'm' }] } } }];
  const context = await checkContext({ replies: open });
  await contrast(context.gateway, profiles.nexus, context.wrongKeys);
  expect(context.system.fakeFiles.written.size).toBe(0);
});

test('neither is a limit that it ran into', async () => {
  const limited = { answer: { status: 429, json: { error: { code: 'too_fast' } } } };
  const context = await checkContext({ replies: [...healthyReplies.slice(0, 2), limited] });
  await contrast(context.gateway, profiles.nexus, context.wrongKeys);
  expect(context.system.fakeFiles.written.size).toBe(0);
});

test('where the real key may not go, a random one is not sent either', async () => {
  const { gateway, system } = await checkContext({ env: {} });
  const routes = await contrast(gateway, profiles.nexus, noMemory);
  expect(routes).toMatchObject([
    { wrong: null, real: null },
    { wrong: null, real: null },
  ]);
  expect(system.fakeNetwork.sent).toHaveLength(2);
});

describe('what counts as a refusal of a key', () => {
  test.each([
    ['a documented refusal', refused, true, true],
    ['a refusal inside a 200', apiError('nexus/invalid_key', 200), true, true],
    ['any 401 of the API', apiError('edge/http-401', 401), true, true],
    ['any 403 of the API', apiError('edge/http-403', 403), true, true],
    ['a bare 401', page(401, { body: 'empty' }), true, true],
    ['a login page', page(401), false, true],
    ['a browser login', page(401, { body: 'text', asksForLogin: true }), false, true],
    ['a block page', page(403), false, false],
    ['a block that names its ray', page(403, { body: 'text', ray: '8f' }), false, false],
    ['a bare 403', page(403, { body: 'empty' }), false, true],
    ['a web page with 400', page(400), false, false],
    ['a refusal with the status of a fault', apiError('nexus/invalid_key', 500), false, false],
    ['a refusal with the status of a limit', apiError('nexus/invalid_key', 429), false, false],

    ['an empty balance', apiError('nexus/insufficient_balance', 402), false, false],
    ['an empty balance, said with 403', apiError('nexus/insufficient_balance', 403), false, false],
    ['a 402 in words of its own', apiError('edge/http-402', 402), false, true],
    ['a malformed request', apiError('edge/http-400', 400), false, true],
    ['a missing route', apiError('edge/http-404', 404), false, false],
    ['a limit', apiError('edge/http-429', 429), false, false],
    ['a time-out of the gateway', apiError('edge/http-408', 408), false, false],
    ['the login of a proxy', page(407), false, false],
    ['a fault', apiError('edge/http-503', 503), false, false],
    ['a success', success, false, false],
    ['no answer', unreachable('headers', 'TIMEOUT'), false, false],
  ])('%s', (_, facts, isRefusal, isTurnedDown) => {
    expect({ refuses: refuses(facts), turnsDown: turnsDown(facts) }).toEqual({
      refuses: isRefusal,
      turnsDown: isTurnedDown,
    });
  });

  test('a bare refusal is one without any form', () => {
    expect(isBareRefusal(page(401, { body: 'json' }))).toBe(true);
    expect(isBareRefusal(refused)).toBe(false);
    expect(isBareRefusal(page(401))).toBe(false);
  });
});

test('only a list or a balance shows that a key was accepted', () => {
  expect(accepts(success)).toBe(true);
  expect(accepts({ ...success, isModelList: false, showsBalance: true })).toBe(true);
  expect(accepts({ ...success, isModelList: false })).toBe(false);
  expect(accepts(refused)).toBe(false);
});

test('the random key is neither the real one nor none, and the same on every route', async () => {
  const { gateway, system } = await checkContext();
  await contrast(gateway, profiles.nexus, noMemory);
  const keys = system.fakeNetwork.sent.map(({ headers }) => headers.authorization);
  const random = new Set(keys.filter((key) => key !== undefined && key !== `Bearer ${realKey}`));
  expect(random.size).toBe(1);
  expect(keys.filter((key) => random.has(key))).toHaveLength(2);
});

test('a remembered refusal is not made younger by being used', async () => {
  const kept: string[] = [];
  const memory = { recall: async () => refused, keep: async (path: string) => void kept.push(path) };
  const { gateway } = await checkContext();
  await contrast(gateway, profiles.nexus, memory);
  expect(kept).toEqual([]);
});

test.each([
  ['a 401 without a word on access', apiError('a/b', 401, { access: false }), true, true],
  ['a 403 without a word on access', apiError('a/b', 403, { access: false }), true, true],
  ['an error inside a 200 that is not about access', apiError('a/b', 200, { access: false }), false, false],
  ['an error with 399', apiError('a/b', 399, { access: false }), false, false],
  ['an error with 500', apiError('a/b', 500, { access: false }), false, false],
  ['a tunnel that a proxy refused', unreachable('proxy', 'ERR', 403), false, false],
])('%s', (_, facts, isRefusal, isTurnedDown) => {
  expect({ refuses: refuses(facts), turnsDown: turnsDown(facts) }).toEqual({
    refuses: isRefusal,
    turnsDown: isTurnedDown,
  });
});
