import { expect, test } from 'vitest';
import { portConnects } from '../../../src/checks/network/port-connects.ts';
import { checkContext, judged, runOne, where } from '../../support/check-context.ts';

const failed = (phase: 'connect' | 'proxy', code: string, status?: number) => ({
  where,
  proxy: null,
  connectMs: null,
  failure: {
    kind: 'unreachable' as const,
    phase,
    code,
    ...(status === undefined ? {} : { status }),
  },
});

test.each([
  ['a connection passes', { where, proxy: null, connectMs: 9, failure: null }, 'pass'],
  ['a refusal fails', failed('connect', 'ECONNREFUSED'), 'fail network/connection-refused'],
  ['a time-out may be anything', failed('connect', 'TIMEOUT'), 'unknown network/connect-timeout'],
  ['so may the one of the system', failed('connect', 'ETIMEDOUT'), 'unknown network/connect-timeout'],
  ['no route may come back', failed('connect', 'ENETUNREACH'), 'unknown network/unreachable'],
  ['a reset may pass', failed('connect', 'ECONNRESET'), 'unknown network/connection-reset'],
  ['too many open files says nothing', failed('connect', 'EMFILE'), 'unknown network/out-of-files'],
  [
    'a public address over http fails',
    failed('connect', 'ERR_PUBLIC_ADDRESS'),
    'fail network/public-address',
  ],
  ['a code nobody knows is unknown', failed('connect', 'EWHATEVER'), 'unknown network/failed'],
  ['407 fails', failed('proxy', 'UND_ERR_ABORTED', 407), 'fail network/proxy-authentication'],
  ['a proxy that forbids the host fails', failed('proxy', 'ERR', 403), 'fail network/proxy-refused'],
  ['a proxy that has a fault is unknown', failed('proxy', 'ERR', 502), 'unknown network/proxy-refused'],
  ['a proxy that does not listen fails', failed('proxy', 'ECONNREFUSED'), 'fail network/proxy-unreachable'],
  ['a proxy that is slow is unknown', failed('proxy', 'TIMEOUT'), 'unknown network/proxy-failed'],
])('%s', (_, evidence, expected) => {
  expect(judged(portConnects, evidence)).toBe(expected);
});

const known = { where, isAddress: false, proxy: null, addresses: [], dnsMs: null, failure: null };

test('a connection that broke later still connected', async () => {
  const answer = { kind: 'unreachable', phase: 'headers', code: 'ECONNRESET' } as const;
  const result = await runOne(portConnects, await checkContext({ replies: [{ answer }] }));
  expect(result).toMatchObject({ status: 'pass', proves: 'reachable' });
});

test('a refused connection proves nothing', async () => {
  const result = await runOne(portConnects, await checkContext({ replies: [] }));
  expect(result).toMatchObject({ status: 'fail' });
  expect(result).not.toHaveProperty('proves');
});

test.each([
  [null, 8.6, '9 ms'],
  [null, null, undefined],
  ['http://proxy.example:3128', 8.6, 'through http://proxy.example:3128, 9 ms'],
  ['http://proxy.example:3128', null, 'through http://proxy.example:3128'],
])('by the proxy %s in %s ms, the fact is "%s"', (proxy, connectMs, fact) => {
  expect(portConnects.fact?.({ where, proxy, connectMs, failure: null })).toBe(fact);
});

test.each(['connect', 'proxy'] as const)('what failed in the phase %s is kept as evidence', async (phase) => {
  const answer = { kind: 'unreachable', phase, code: 'ECONNREFUSED' } as const;
  expect(await runOne(portConnects, await checkContext({ replies: [{ answer }] }))).toMatchObject({
    evidence: { proxy: null, connectMs: null, failure: answer, where: { route: 'GET /v1/models' } },
  });
});

test('the evidence of a connection is its time and its proxy', async () => {
  const connection = { reused: false, proxy: 'http://proxy.example:3128', connectMs: 7 };
  const outcome = { kind: 'unreachable', phase: 'headers', code: 'ECONNRESET' } as const;
  const answer = { result: { outcome, connection, timings: { totalMs: 9 } } };
  expect(
    await portConnects.observe(await checkContext({ replies: [{ answer }] }), { host: known }),
  ).toMatchObject({
    proxy: 'http://proxy.example:3128',
    connectMs: 7,
    failure: null,
    where: { proxy: 'http://proxy.example:3128' },
  });
});
