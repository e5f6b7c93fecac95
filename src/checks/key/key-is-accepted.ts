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
import { listsAsked } from '../../gateway/find-api.ts';
import type { CredentialUsed } from '../../gateway/gateway-client.ts';
import { isMissing, statusOf, statusWords } from '../../gateway/wire-facts.ts';
import { keyHeaderWords } from '../../providers/key-header.ts';
import { defineCheck } from '../check.ts';
import { requiresAKey } from '../gateway/requires-a-key.ts';
import { diagnoseStranger } from '../stranger.ts';
import { hostIsExpected } from '../url/host-is-expected.ts';
import { at, atBeside } from '../where.ts';
import { keyBelongsToProvider } from './key-belongs-to-provider.ts';
import { keyHasCleanShape } from './key-has-clean-shape.ts';
import { byClient, judgeSecond, leftOutBy, unreadHeader } from './key-of-client.ts';
import { lookFurther, type OtherHeader } from './look-further.ts';
import { hides, isSame, metAWall, provesKey } from './proves-key.ts';
import { type SecondKey, trySecondKey } from './second-key.ts';

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
    const second = await trySecondKey(routes, context);
    const isOpen =
      routes.some(provesKey) || routes.every(({ real }) => real === null) || second?.accepted === 'second';
    const further = isOpen ? { elsewhere: null, inOtherHeader: null } : await lookFurther(routes, context);
    const { id, credential: { headers } = {} } = context.client ?? {};
    return {
      where,
      routes,
      // What reads on asks in the way that let this key in.
      credential: letIn(further.inOtherHeader, second),
      provider: context.settings.profile.value.id,
      used: context.settings.baseUrl.value.used ?? '',
      ...further,
      ...byClient(id, headers, second),
      ...leftOutBy(context.client),
    };
  },
  judge: ({ where, routes, provider, used, elsewhere, inOtherHeader, client, leftOut }) => {
    if (routes.length > 0 && routes.every(({ real }) => real === null))
      return notApplicable('the key may not be sent here');
    const ofSecond = client === undefined ? undefined : judgeSecond(client, where);
    if (ofSecond !== undefined) return ofSecond;
    if (routes.some(provesKey)) return pass;
    if (inOtherHeader !== null) {
      const { route } = at(where, inOtherHeader.path);
      const { header = 'x-api-key' } = inOtherHeader;
      const unread = unreadHeader(client, inOtherHeader, route);
      if (unread !== undefined) {
        // Relays such as older releases of new-api read x-api-key on /v1/messages alone, so there only a call can tell.
        return client?.headers[0] === 'x-api-key'
          ? unknown('whether the header is read where models are called is not known', unread)
          : problem(unread);
      }
      if (client?.headers.includes(header) && inOtherHeader.provesKey) return pass;
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
        own('local/base-url-wrong-path', {
          used,
          status: missingStatus(routes[0]),
          works: elsewhere,
          ...listsAsked(used, elsewhere),
        }),
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
    // The gateway may have missed one of them: then a refusal in other words than its own says nothing of the key.
    if (refusal !== undefined && leftOut !== undefined && !refusal.id.startsWith(`${provider}/`))
      return unknown('headers or parameters of the client were left out', leftOut, refusal);
    return refusal === undefined ? unprovenBecause(routes, where) : problem(refusal);
  },
  fact: ({ where, routes, inOtherHeader, client }) => {
    if (inOtherHeader !== null) return `in ${keyHeaderWords[inOtherHeader.header ?? 'x-api-key']} only`;
    const { second } = client ?? {};
    if (second?.accepted === 'second')
      return `that of ${second.second.setting}, in ${keyHeaderWords[second.header]}`;
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
  proves: ({ routes, inOtherHeader, client }) =>
    routes.some(provesKey) || inOtherHeader?.provesKey === true || client?.second?.accepted === 'second'
      ? 'accepts-key'
      : undefined,
});

/** How the key that counts is sent by whatever asks next. */
function letIn(other: OtherHeader | null, second: SecondKey | null): CredentialUsed {
  if (other !== null) return `real-in-${other.header ?? 'x-api-key'}`;
  return second?.accepted === 'second' ? `beside-in-${second.header}` : 'real';
}

/** Whether a route treats this key in another way than a random one: then no refusal elsewhere says that it is wrong. */
export function tellsKeyApart(routes: readonly RouteContrast[]): boolean {
  return routes.some(provesKey) || answeredOddly(routes) !== undefined;
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
    const diagnosis = mayTell ? diagnose(real, atBeside(where, path, none)) : undefined;
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
  // Whether it would let in any other key is not known, so it does not condemn this one; that it refused it is told.
  const shut = open.length === 0 ? undefined : routes.find(({ real }) => isErrorOfAccess(real));
  if (shut?.real) {
    const finding = own('local/key-refused-in-part', {
      refused: at(where, shut.path).route,
      status: statusWords(shut.real) ?? 'an error',
      open: open.map(({ path }) => at(where, path).route),
    });
    return unknown('a route refuses this key like any other, and the list is open to everybody', finding);
  }
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

/** A refusal in the form of the API that is not about what a known key may do. */
function isErrorOfAccess(facts: WireFacts | null): boolean {
  return facts?.kind === 'api-error' && refuses(facts) && !facts.provesKey;
}

/** Neither let in nor turned away: a limit or a fault, say. */
function isUnclear(facts: WireFacts): boolean {
  return facts.kind !== 'success' && !turnsDown(facts) && !isMissing(facts);
}
