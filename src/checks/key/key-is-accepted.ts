import type { WireFacts } from '../../errors/answer.ts';
import { diagnose, type Where } from '../../errors/diagnose.ts';
import {
  type Finding,
  type Judgement,
  notApplicable,
  own,
  pass,
  problem,
  unknown,
} from '../../errors/finding.ts';
import { accepts, type RouteContrast, refuses, turnsDown } from '../../gateway/contrast.ts';
import { findApiElsewhere } from '../../gateway/find-api.ts';
import type { CredentialUsed } from '../../gateway/gateway-client.ts';
import { isMissing, wireFactsOf } from '../../gateway/wire-facts.ts';
import { type CheckContext, defineCheck } from '../check.ts';
import { requiresAKey } from '../gateway/requires-a-key.ts';
import { firstPath } from '../network/first-contact.ts';
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
  observe: async (context, { contrast }) => {
    const { where, routes } = contrast;
    const isOpen = routes.some(provesKey) || routes.every(({ real }) => real === null);
    const further = isOpen ? { elsewhere: null, inOtherHeader: null } : await lookFurther(routes, context);
    return {
      where,
      routes,
      // What reads on asks in the way that let this key in.
      credential: further.inOtherHeader === null ? ('real' as const) : ('real-in-x-api-key' as const),
      provider: context.settings.profile.value.id,
      used: context.settings.baseUrl.value.used ?? '',
      ...further,
    };
  },
  judge: ({ where, routes, provider, used, elsewhere, inOtherHeader }) => {
    if (routes.length > 0 && routes.every(({ real }) => real === null))
      return notApplicable('the key may not be sent here');
    if (routes.some(provesKey)) return pass;
    if (inOtherHeader !== null) {
      const seen = own('local/key-needs-x-api-key', { route: `GET ${inOtherHeader.path}` });
      if (inOtherHeader.provesKey) return problem(seen);
      const open = own('local/key-not-verifiable', {
        routes: [`GET ${inOtherHeader.path}`],
        answered: 'wrong-key',
      });
      return unknown('in x-api-key any key gets in', open);
    }
    if (elsewhere !== null)
      return problem(own('local/base-url-wrong-path', { used, status: 404, works: elsewhere }));
    const refusal = refusalOf(routes, provider);
    return refusal === undefined ? unprovenBecause(routes, where) : problem(refusal);
  },
  fact: ({ routes, inOtherHeader }) => {
    if (inOtherHeader !== null) return 'in x-api-key only';
    const proof = routes.find(provesKey);
    if (proof !== undefined)
      return `GET ${proof.path}, a random key was refused${proof.remembered ? ' before' : ''}`;
    const real = routes.find((route) => route.real !== null && refuses(route.real))?.real;
    if (real?.kind !== 'api-error') return undefined;
    return [real.answer.status, real.answer.code ?? real.answer.type]
      .filter((part) => part !== undefined)
      .join(' ');
  },
  proves: ({ routes, inOtherHeader }) =>
    routes.some(provesKey) || inOtherHeader?.provesKey === true ? 'accepts-key' : undefined,
});

function provesKey({ none, wrong, real }: RouteContrast): boolean {
  if (wrong === null || real === null || !turnsDown(none) || !turnsDown(wrong)) return false;
  if (metAWall(none, wrong)) return false;
  if (accepts(real)) return true;
  const differs = wrong.kind === 'api-error' && real.kind === 'api-error' && real.entry !== wrong.entry;
  return differs && real.provesKey;
}

/** A route that lets the key in by `x-api-key`; whether it turns a random one down there. */
type OtherHeader = { readonly path: string; readonly provesKey: boolean };

/** Two more looks, only when the contrast proved nothing: the other header, and other paths with the key. */
async function lookFurther(
  routes: readonly RouteContrast[],
  { gateway, settings }: CheckContext,
): Promise<{ elsewhere: string | null; inOtherHeader: OtherHeader | null }> {
  const profile = settings.profile.value;
  const untold = routes.find(
    ({ none, wrong, real }) => wrong !== null && real !== null && isSame(none, real) && refuses(real),
  );
  if (untold !== undefined) {
    const { path } = untold;
    const ask = async (credential: CredentialUsed) =>
      wireFactsOf(await gateway.ask(path, credential), profile);
    const [real, wrong] = await Promise.all([ask('real-in-x-api-key'), ask('wrong-in-x-api-key')]);
    if (accepts(real)) return { elsewhere: null, inOtherHeader: { path, provesKey: turnsDown(wrong) } };
  }
  const isPathWrong = routes.every(({ none, real }) => real !== null && isMissing(real) && refuses(none));
  const used = settings.baseUrl.value.used ?? '';
  const elsewhere = isPathWrong
    ? await findApiElsewhere(used, firstPath(gateway), profile, gateway, 'real')
    : undefined;
  return { elsewhere: elsewhere ?? null, inOtherHeader: null };
}

/** Word for word the same refusal: the gateway may not have seen a key at all. */
function isSame(none: WireFacts, real: WireFacts): boolean {
  if (none.kind === 'not-api' && real.kind === 'not-api') return none.answer.status === real.answer.status;
  if (none.kind !== 'api-error' || real.kind !== 'api-error') return false;
  return none.entry === real.entry && none.answer.message === real.answer.message;
}

/**
 * A refusal of this very key: documented, or a 401 that any wrong key gets too. A bare 403 may be about anything.
 * Where the list is open to everybody, another route's refusal condemns the key only in the provider's own words.
 */
function refusalOf(routes: readonly RouteContrast[], provider: string): Finding | undefined {
  const isOpen = routes.some(({ none }) => none.kind === 'success');
  for (const { real } of routes) {
    if (real === null || !refuses(real)) continue;
    if (real.kind === 'not-api') return isOpen ? undefined : { id: 'edge/http-401', answer: real.answer };
    if (real.kind !== 'api-error' || real.provesKey) continue;
    const counts = isOpen
      ? real.entry.startsWith(`${provider}/`)
      : real.documented || real.answer.status === 401;
    if (counts) return { id: real.entry, answer: real.answer };
  }
  return undefined;
}

function unprovenBecause(routes: readonly RouteContrast[], where: Where): Judgement {
  const at = (path: string): Where => ({ ...where, route: `GET ${path}` });
  for (const { path, real, none } of routes) {
    const mayTell = real !== null && !isMissing(real) && !(refuses(real) && isSame(none, real));
    const diagnosis = mayTell ? diagnose(real, at(path)) : undefined;
    if (diagnosis === undefined) continue;
    // A wall or a redirect that only the key meets on the list is as broken as one that everybody meets.
    const isWall = real?.kind === 'redirect' || real?.kind === 'not-api';
    if (isWall && diagnosis.certainty === 'fail' && path === routes[0]?.path)
      return problem(diagnosis.finding);
    return unknown('no free route answered this key', diagnosis.finding);
  }
  for (const { path, none, wrong, real } of routes) {
    const half =
      real !== null && accepts(real)
        ? [none, wrong].find((facts) => facts !== null && (isUnclear(facts) || metAWall(none, facts)))
        : undefined;
    const diagnosis = half && diagnose(half, at(path));
    if (diagnosis) return unknown('the contrast to a wrong key could not be seen', diagnosis.finding);
  }
  const open = routes.filter(({ none }) => none.kind === 'success');
  const anyKey = routes.filter(({ wrong }) => wrong?.kind === 'success');
  const missing = routes.find(({ real }) => real !== null && isMissing(real));
  if (open.length === 0 && anyKey.length === 0 && missing !== undefined) {
    return unknown(
      'the route is missing',
      own('edge/no-model-list', { route: `GET ${missing.path}`, status: 404 }),
    );
  }
  const same =
    open.length === 0 && anyKey.length === 0 ? routes.find(({ real }) => real !== null) : undefined;
  const refusal = same?.real ? diagnose(same.real, at(same.path)) : undefined;
  if (refusal !== undefined)
    return unknown('everybody gets the same answer, with a key or without', refusal.finding);
  const answered = open.length > 0 ? 'no-key' : 'wrong-key';
  const shown = (open.length > 0 ? open : anyKey).map(({ path }) => `GET ${path}`);
  return unknown(
    'the free routes do not tell keys apart',
    own('local/key-not-verifiable', { routes: shown, answered }),
  );
}

/** A page that only the random key met is the word of something before the gateway, which has judged no key. */
function metAWall(none: WireFacts, wrong: WireFacts): boolean {
  return wrong.kind === 'not-api' && wrong.answer.body === 'html' && !isSame(none, wrong);
}

/** Neither let in nor turned away: a limit or a fault, say. */
function isUnclear(facts: WireFacts): boolean {
  return facts.kind !== 'success' && !turnsDown(facts) && !isMissing(facts);
}
