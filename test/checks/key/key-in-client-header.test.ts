import { describe, expect, test } from 'vitest';
import { keyIsAccepted } from '../../../src/checks/key/key-is-accepted.ts';
import { judged, success } from '../../support/check-context.ts';
import { type Evidence, evidence, limited, refused, route } from './key-answers.ts';

type ByClient = NonNullable<Evidence['client']>;

const accepted = [route(refused, refused, success)];
const turnedDown = [route(refused, refused, refused)];
const inBearer = { path: '/v1/models', provesKey: true, header: 'authorization' } as const;

function claudeCode(headers: ByClient['headers'], second: ByClient['second'] = null): ByClient {
  return { id: 'claude-code', headers, second };
}

function second(key: Pick<NonNullable<ByClient['second']>, 'accepted' | 'readsBoth'>): ByClient {
  return claudeCode(['authorization'], {
    path: '/v1/models',
    header: 'x-api-key',
    first: { from: 'env A', setting: 'A' },
    second: { from: 'env B', setting: 'B' },
    ...key,
  });
}

describe('a key of a client', () => {
  test.each<[string, Evidence, string, string | undefined]>([
    [
      'in x-api-key that only Bearer lets in is open: some gateways read it on /v1/messages alone',
      evidence(turnedDown, { inOtherHeader: inBearer, client: claudeCode(['x-api-key']) }),
      'unknown claude-code/key-in-other-header',
      undefined,
    ],
    [
      'that goes out in both headers works with either',
      evidence(turnedDown, {
        inOtherHeader: inBearer,
        client: claudeCode(['x-api-key', 'authorization']),
      }),
      'pass',
      'accepts-key',
    ],
    [
      'of a client whose header is not known is told as without a client',
      evidence(turnedDown, {
        inOtherHeader: { path: '/v1/models', provesKey: true },
        client: claudeCode([]),
      }),
      'warn local/key-needs-x-api-key',
      undefined,
    ],
    [
      'is as good as any other where its header is read',
      evidence(accepted, { client: claudeCode(['x-api-key']) }),
      'pass',
      'accepts-key',
    ],
  ])('%s', (_, found, result, proven) => {
    expect(judged(keyIsAccepted, found)).toBe(result);
    if (proven !== undefined) expect(keyIsAccepted.proves?.(found)).toBe(proven);
  });
});

describe('of two keys that go out together', () => {
  test.each<[string, Evidence['routes'], ByClient, string]>([
    [
      'one is refused and both headers are read: open',
      accepted,
      second({ accepted: 'first', readsBoth: true }),
      'unknown claude-code/one-key-refused',
    ],
    [
      'the same the other way round',
      turnedDown,
      second({ accepted: 'second', readsBoth: true }),
      'unknown claude-code/one-key-refused',
    ],
    [
      'the header of the refused one is not read: it works, and is told',
      accepted,
      second({ accepted: 'first', readsBoth: false }),
      'warn claude-code/one-key-refused',
    ],
    [
      'the same for the second',
      turnedDown,
      second({ accepted: 'second', readsBoth: false }),
      'warn claude-code/one-key-refused',
    ],
    ['both are accepted', accepted, second({ accepted: 'both', readsBoth: false }), 'pass'],
    [
      'both are refused',
      turnedDown,
      second({ accepted: 'neither', readsBoth: false }),
      'fail nexus/invalid_key',
    ],
    [
      'a limit says nothing of either',
      [route(limited, limited, limited)],
      claudeCode(['authorization']),
      'unknown edge/http-429',
    ],
  ])('%s', (_, routes, client, result) => {
    expect(judged(keyIsAccepted, evidence(routes, { client }))).toBe(result);
  });
});
