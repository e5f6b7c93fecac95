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
import { isMissing, statusOf, statusWords, wireFactsOf } from '../../gateway/wire-facts.ts';
import { type CheckContext, defineCheck } from '../check.ts';
import { requiresAKey } from '../gateway/requires-a-key.ts';
import { firstPath } from '../network/first-contact.ts';
import { diagnoseStranger } from '../stranger.ts';
import { hostIsExpected } from '../url/host-is-expected.ts';
import { at } from '../where.ts';
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
      credential:
        further.inOtherHeader === null
          ? ('real' as const)
          : realIn[further.inOtherHeader.header ?? 'x-api-key'],
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
      const { route } = at(where, inOtherHeader.path);
      const { header = 'x-api-key' } = inOtherHeader;
      const seen =
        header === 'api-key'
          ? own('local/key-needs-api-key-header', { route })
          : own('local/key-needs-x-api-key', { route });
      if (inOtherHeader.provesKey) return problem(seen);
      const open = own('local/key-not-verifiable', { routes: [route], answered: 'wrong-key' });
      return unknown(`in ${header} any key gets in`, open);
    }
    if (elsewhere !== null)
      return problem(
        own('local/base-url-wrong-path', { used, status: missingStatus(routes[0]), works: elsewhere }),
      );
    const answered = answeredOddly(routes);
    if (answered !== undefined) {
      const odd = { route: at(where, answered.path).route, status: answered.status };
      return unknown(
        'the answer to this key has a form that is not known',
        own('local/answer-form-unknown', odd),
      );
    }
    const refusal = refusalOf(routes, provider);
    return refusal === undefined ? unprovenBecause(routes, where) : problem(refusal);
  },
  fact: ({ where, routes, inOtherHeader }) => {
    if (inOtherHeader !== null) return `in ${inOtherHeader.header ?? 'x-api-key'} only`;
    const proof = routes.find(provesKey);
    if (proof !== undefined)
      return `${at(where, proof.path).route}, a random key was refused${proof.remembered ? ' before' : ''}`;
    const odd = answeredOddly(routes);
    if (odd !== undefined) return `${at(where, odd.path).route} answered ${odd.status} in an unknown form`;
    const real = routes.find((route) => route.real !== null && refuses(route.real))?.real;
    if (real?.kind !== 'api-error') return undefined;
    return [statusWords(real), real.answer.code ?? real.answer.type]
      .filter((part) => part !== undefined)
      .join(' ');
  },
  proves: ({ routes, inOtherHeader }) =>
    routes.some(provesKey) || inOtherHeader?.provesKey === true ? 'accepts-key' : undefined,
});

function provesKey({ none, wrong, real }: RouteContrast): boolean {
  if (wrong === null || real === null || metAWall(none, wrong)) return false;
  const turnsBothDown = turnsDown(none) && turnsDown(wrong);
  // Beside a list for this key, a 404 to everybody else turns them down too: some gateways hide from strangers.
  if (accepts(real)) return turnsBothDown || (hides(none) && hides(wrong));
  if (!turnsBothDown) return false;
  const differs = wrong.kind === 'api-error' && real.kind === 'api-error' && real.entry !== wrong.entry;
  return differs && real.provesKey;
}

/** Whether a route treats this key in another way than a random one: then no refusal elsewhere says that it is wrong. */
export function tellsKeyApart(routes: readonly RouteContrast[]): boolean {
  return routes.some(provesKey) || answeredOddly(routes) !== undefined;
}

function hides(facts: WireFacts): boolean {
  return turnsDown(facts) || isMissing(facts);
}

/** A route that tells this key from others by an answer that is neither a list nor a balance; a wall at the list comes first. */
function answeredOddly(
  routes: readonly RouteContrast[],
): { readonly path: string; readonly status: number } | undefined {
  const atList = routes[0]?.real?.kind;
  if (atList === 'redirect' || atList === 'not-api') return undefined;
  for (const { path, none, wrong, real } of routes) {
    if (real?.kind !== 'success' || wrong === null || accepts(real) || metAWall(none, wrong)) continue;
    if (hides(none) && hides(wrong)) return { path, status: real.status };
  }
  return undefined;
}

/** A route that lets the key in by another header, `x-api-key` where none is named; whether it turns a random one down there. */
type OtherHeader = { readonly path: string; readonly provesKey: boolean; readonly header?: 'api-key' };

const realIn = { 'x-api-key': 'real-in-x-api-key', 'api-key': 'real-in-api-key' } as const;

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
    // One more refused login for nothing is spared: the random key follows only where the real one got in.
    if (profile.key.inApiKey && accepts(await ask('real-in-api-key'))) {
      const provesKey = turnsDown(await ask('wrong-in-api-key'));
      return { elsewhere: null, inOtherHeader: { path, provesKey, header: 'api-key' } };
    }
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
  for (const { path, real, none } of routes) {
    const mayTell = real !== null && !isMissing(real) && !(refuses(real) && isSame(none, real));
    const diagnosis = mayTell ? diagnose(real, at(where, path)) : undefined;
    if (diagnosis === undefined) continue;
    // A wall or a redirect that only the key meets on the list is as broken as one that everybody meets.
    const isWall =
      real?.kind === 'redirect' || real?.kind === 'not-api' || (real !== null && statusOf(real) === 407);
    if (isWall && diagnosis.certainty === 'fail' && path === routes[0]?.path)
      return problem(diagnosis.finding);
    return unknown('no free route answered this key', diagnosis.finding);
  }
  for (const { path, none, wrong, real } of routes) {
    if (real === null || !accepts(real)) continue;
    const isHalf = (facts: WireFacts | null) => facts !== null && (isUnclear(facts) || metAWall(none, facts));
    const half = isHalf(none) ? none : isHalf(wrong) ? wrong : null;
    const asked = half === none ? 'without a key' : 'with a random key';
    const diagnosis = half === null ? undefined : diagnoseStranger(half, asked, real, at(where, path));
    if (diagnosis !== undefined)
      return unknown('the contrast to a wrong key could not be seen', diagnosis.finding);
  }
  const open = routes.filter(({ none }) => none.kind === 'success');
  const anyKey = routes.filter(({ wrong }) => wrong?.kind === 'success');
  const missing = routes.find(({ real }) => real !== null && isMissing(real));
  if (open.length === 0 && anyKey.length === 0 && missing !== undefined) {
    return unknown(
      'the route is missing',
      own('edge/no-model-list', { route: at(where, missing.path).route, status: missingStatus(missing) }),
    );
  }
  const same =
    open.length === 0 && anyKey.length === 0 ? routes.find(({ real }) => real !== null) : undefined;
  const refusal = same?.real ? diagnose(same.real, at(where, same.path)) : undefined;
  if (refusal !== undefined)
    return unknown('everybody gets the same answer, with a key or without', refusal.finding);
  const answered = open.length > 0 ? 'no-key' : 'wrong-key';
  const shown = (open.length > 0 ? open : anyKey).map(({ path }) => at(where, path).route);
  return unknown(
    'the free routes do not tell keys apart',
    own('local/key-not-verifiable', { routes: shown, answered }),
  );
}

/** A gateway can say without a list of routes that one is missing: 404 then stands for it. */
function missingStatus(missing: RouteContrast | undefined): number {
  const real = missing?.real ?? null;
  return (real === null ? undefined : statusOf(real)) ?? 404;
}

/** A page that only the random key met is the word of something before the gateway, which has judged no key. */
function metAWall(none: WireFacts, wrong: WireFacts): boolean {
  return wrong.kind === 'not-api' && wrong.answer.body === 'html' && !isSame(none, wrong);
}

/** Neither let in nor turned away: a limit or a fault, say. */
function isUnclear(facts: WireFacts): boolean {
  return facts.kind !== 'success' && !turnsDown(facts) && !isMissing(facts);
}
