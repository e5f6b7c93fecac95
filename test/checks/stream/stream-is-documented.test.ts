import { expect, test } from 'vitest';
import { streamIsDocumented } from '../../../src/checks/stream/stream-is-documented.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

const streams = ['/v1/messages', '/v1/responses'];

test.each([
  [
    'a route that streams passes',
    { route: '/v1/messages', documented: 'yes' as const, streams, isElsewhere: false },
    'pass',
  ],
  [
    'a route documented without streaming warns',
    { route: '/v1/completions', documented: 'no' as const, streams, isElsewhere: false },
    'warn local/streaming-not-documented',
  ],
  [
    'what nobody documents is not judged',
    { route: '/v1/ocr', documented: 'unknown' as const, streams, isElsewhere: false },
    'not-applicable',
  ],
  [
    'without a route there is nothing to judge',
    { route: null, documented: 'unknown' as const, streams, isElsewhere: false },
    'not-applicable',
  ],
])('%s', (_, evidence, expected) => {
  expect(judged(streamIsDocumented, evidence)).toBe(expected);
});

test.each([
  ['nexus', '/v1/chat/completions', 'warn'],
  ['nusantara', '/v1/chat/completions', 'pass'],
  ['nexus', '/v1/responses/compact', 'pass'],
  ['nexus', '/v1/images/generations', 'skip'],
])('%s documents %s: %s', async (provider, route, status) => {
  expect((await runOne(streamIsDocumented, await checkContext({}, { provider, route }))).status).toBe(status);
});

const documentedToStream = ['/v1/messages', '/v1/responses', '/v1/responses/compact'];

test('the finding names the route and those that stream instead', async () => {
  const result = await runOne(streamIsDocumented, await checkContext({}, { route: '/v1/chat/completions' }));
  const [finding] = 'findings' in result ? result.findings : [];
  expect(finding).toMatchObject({ params: { route: 'POST /v1/chat/completions' } });
  expect(result).toMatchObject({
    fact: '/v1/chat/completions',
    evidence: { documented: 'no', streams: documentedToStream },
  });
});

test.each(['/v1/models', '/v1/nowhere'])('%s is no route to POST to', async (route) => {
  const context = await checkContext({}, { route });
  expect(await streamIsDocumented.observe(context, {})).toMatchObject({ documented: 'unknown' });
});

test('without a route there is no fact', async () => {
  expect(await streamIsDocumented.observe(await checkContext(), {})).toMatchObject({ route: null });
  expect(
    streamIsDocumented.fact?.({ route: null, documented: 'unknown', streams, isElsewhere: false }),
  ).toBeUndefined();
});
