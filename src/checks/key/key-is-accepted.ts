import type { WireFacts } from '../../errors/answer.ts';
import { diagnose, type Where } from '../../errors/diagnose.ts';
import { type Judgement, notApplicable, own, pass, problem, unknown } from '../../errors/finding.ts';
import { type RouteContrast, refuses } from '../../gateway/contrast.ts';
import { defineCheck } from '../check.ts';
import { requiresAKey } from '../gateway/requires-a-key.ts';
import { hostIsExpected } from '../url/host-is-expected.ts';
import { keyBelongsToProvider } from './key-belongs-to-provider.ts';
import { keyHasCleanShape } from './key-has-clean-shape.ts';

/** The key is proven by contrast: a route that refuses no key and a random key, and accepts this one. */
export const keyIsAccepted = defineCheck({
  id: 'key.is-accepted',
  title: 'The gateway accepts the key',
  spine: true,
  needs: {
    shape: keyHasCleanShape,
    owner: keyBelongsToProvider,
    host: hostIsExpected,
    contrast: requiresAKey,
  },
  goesOnAfterUnknown: true,
  observe: async (_, { contrast }) => ({ where: contrast.where, routes: contrast.routes }),
  judge: ({ where, routes }) => {
    if (routes.length > 0 && routes.every(({ real }) => real === null))
      return notApplicable('the key may not be sent here');
    if (routes.some(provesKey)) return pass;
    return refusalOf(routes) ?? unprovenBecause(routes, where);
  },
  fact: ({ routes }) => {
    const proof = routes.find(provesKey);
    if (proof !== undefined)
      return `GET ${proof.path}, a random key was refused${proof.remembered ? ' before' : ''}`;
    const real = routes.find(({ real }) => real !== null && refuses(real))?.real;
    if (real?.kind !== 'api-error') return undefined;
    return [real.answer.status, real.answer.code ?? real.answer.type]
      .filter((part) => part !== undefined)
      .join(' ');
  },
  proves: ({ routes }) => (routes.some(provesKey) ? 'accepts-key' : undefined),
});

function provesKey({ none, wrong, real }: RouteContrast): boolean {
  if (wrong === null || real === null || !refuses(none) || !refuses(wrong)) return false;
  if (real.kind === 'success') return true;
  const differs = wrong.kind === 'api-error' && real.kind === 'api-error' && real.entry !== wrong.entry;
  return differs && real.provesKey;
}

/** A refusal of this very key. A bare 403 that nobody documents may be about anything, so it is none. */
function refusalOf(routes: readonly RouteContrast[]): Judgement | undefined {
  for (const { real } of routes) {
    if (real?.kind !== 'api-error' || !refuses(real) || real.provesKey) continue;
    if (real.documented || real.answer.status === 401)
      return problem({ id: real.entry, answer: real.answer });
  }
  return undefined;
}

function unprovenBecause(routes: readonly RouteContrast[], where: Where): Judgement {
  for (const { path, real } of routes) {
    const diagnosis = real === null ? undefined : diagnose(real, { ...where, route: `GET ${path}` });
    if (diagnosis !== undefined && !isMissing(real))
      return unknown('no free route answered this key', diagnosis.finding);
  }
  for (const { path, none, wrong, real } of routes) {
    const half = [none, wrong].find((facts) => facts !== null && isUnclear(facts));
    const diagnosis = half && real?.kind === 'success' && diagnose(half, { ...where, route: `GET ${path}` });
    if (diagnosis) return unknown('the contrast to a wrong key could not be seen', diagnosis.finding);
  }
  const open = routes.filter(({ none }) => none.kind === 'success');
  const shown = open.length > 0 ? open : routes;
  return unknown(
    'the free routes do not tell keys apart',
    own('local/key-not-verifiable', {
      routes: shown.map(({ path }) => `GET ${path}`),
      answered: open.length > 0 ? 'no-key' : 'wrong-key',
    }),
  );
}

/** Neither let in nor turned away: a limit or a fault, say. */
function isUnclear(facts: WireFacts): boolean {
  return facts.kind !== 'success' && !refuses(facts) && !isMissing(facts);
}

function isMissing(real: RouteContrast['real']): boolean {
  return (real?.kind === 'api-error' || real?.kind === 'not-api') && real.answer.status === 404;
}
