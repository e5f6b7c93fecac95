import { describe, expect, test } from 'vitest';
import type { EvidenceOf } from '../../../src/checks/check.ts';
import { keyIsAccepted } from '../../../src/checks/key/key-is-accepted.ts';
import type { WireFacts } from '../../../src/errors/answer.ts';
import { apiError, judged, page, success, unreachable, where } from '../../support/check-context.ts';

type Routes = EvidenceOf<typeof keyIsAccepted>['routes'];
type Route = Routes[number];

/** One of each kind of answer that a free route can give. */
const answers = {
  refusal: apiError('nexus/invalid_key', 401, { answer: { code: 'invalid_key' } }),
  'no permission': apiError('nexus/endpoint_not_allowed', 403),
  'no money': apiError('nexus/insufficient_balance', 402),
  'too many': apiError('edge/http-429', 429),
  'server error': apiError('edge/http-503', 503),
  'bare 401': page(401, { body: 'empty' }),
  page: page(200),
  list: success,
  'other success': { ...success, isModelList: false },
  nothing: unreachable('connect', 'ECONNREFUSED'),
} as const satisfies Record<string, WireFacts>;
const names = Object.keys(answers) as readonly (keyof typeof answers)[];
const orNotSent = [...names, 'not sent'] as const;

const factsOf = (name: (typeof orNotSent)[number]) => (name === 'not sent' ? null : answers[name]);
const evidence = (routes: Routes) => {
  const further = { elsewhere: null, inOtherHeader: null, credential: 'real' as const };
  return { where, routes, provider: 'nexus', used: 'https://gateway.example', ...further };
};
const verdictOf = (...routes: readonly Route[]) => judged(keyIsAccepted, evidence(routes));

/** Every way in which a route can answer to no key, to a random one and to the real one. */
const all = names.flatMap((none) =>
  orNotSent.flatMap((wrong) =>
    orNotSent.map((real) => ({
      said: [none, wrong, real] as const,
      route: {
        path: '/v1/models',
        none: factsOf(none) ?? success,
        wrong: factsOf(wrong),
        real: factsOf(real),
        remembered: false,
      } satisfies Route,
    })),
  ),
);

// Only a known key gets to hear that it has no money: to a random one this is no refusal.
const byTheApi = ['refusal', 'no permission'];
const turnsDown = [...byTheApi, 'bare 401'];
const ofKnownKeys = ['no permission', 'no money'];

describe('of all that one route can answer, the key is accepted', () => {
  test('only where no key and a random one are turned down and this one is not', () => {
    for (const { said, route } of all) {
      const [none, wrong, real] = said;
      const letsIn =
        real === 'list' || (ofKnownKeys.includes(real) && byTheApi.includes(wrong) && real !== wrong);
      // A page in place of an answer turns strangers away where the API itself judged two keys.
      const byContrast = turnsDown.includes(none) || (none === 'page' && real === 'list');
      const judgedWrong =
        turnsDown.includes(wrong) || (none === 'page' && wrong === 'page' && real === 'list');
      const proves = byContrast && judgedWrong && letsIn;
      expect(verdictOf(route) === 'pass', said.join(', ')).toBe(proves);
    }
  });

  test('and a proof on one route is one, whatever another says and wherever it stands', () => {
    const proof: Route = {
      path: '/v1/balance',
      none: answers.refusal,
      wrong: answers.refusal,
      real: success,
      remembered: false,
    };
    for (const { said, route } of all) {
      expect(verdictOf(route, proof), said.join(', ')).toBe('pass');
      expect(verdictOf(proof, route), said.join(', ')).toBe('pass');
    }
  });

  test('and two routes that prove nothing prove nothing together', () => {
    const idle = all.filter(({ route }) => verdictOf(route) !== 'pass');
    expect(idle.length).toBeGreaterThan(800);
    for (const [at, { said, route }] of idle.entries()) {
      const other = idle[(at * 7 + 3) % idle.length] ?? { said, route };
      expect(verdictOf(route, { ...other.route, path: '/v1/balance' }), `${said}; ${other.said}`).not.toBe(
        'pass',
      );
    }
  });
});

test('the key is called refused only where it was refused, and never for an answer that may be over soon', () => {
  for (const { said, route } of all) {
    const verdict = verdictOf(route);
    if (verdict === 'fail nexus/invalid_key') expect(said[2]).toBe('refusal');
    if (['too many', 'server error', 'list', 'other success'].includes(said[2]))
      expect(verdict, said.join(', ')).not.toMatch(/^fail/);
  }
});

test('what is not known is always said with a reason', () => {
  for (const { said, route } of all)
    expect(verdictOf(route), said.join(', ')).not.toMatch(/^(?:unknown|fail|warn)$/);
});

test('what is measured stands in its column: the proof, else the refusal, else nothing', () => {
  const shown = (route: Route) => keyIsAccepted.fact?.(evidence([route]));
  const refused = { none: answers.refusal, wrong: answers.refusal };
  const at = { path: '/v1/models', remembered: false };
  expect(shown({ ...at, ...refused, real: success })).toBe('GET /v1/models, a random key was refused');
  expect(shown({ ...at, ...refused, real: success, remembered: true })).toBe(
    'GET /v1/models, a random key was refused before',
  );
  expect(shown({ ...at, ...refused, real: answers.refusal })).toBe('401 invalid_key');
  expect(shown({ ...at, ...refused, real: answers['bare 401'] })).toBeUndefined();
  expect(shown({ ...at, ...refused, real: answers['server error'] })).toBeUndefined();
  expect(shown({ ...at, ...refused, real: null })).toBeUndefined();
});
