import { diagnose, type Where } from '../../errors/diagnose.ts';
import { own, pass, unknown } from '../../errors/finding.ts';
import { accepts, contrast, isKeptOut, type RouteContrast, refuses } from '../../gateway/contrast.ts';
import { isMissing, statusWords } from '../../gateway/wire-facts.ts';
import { defineCheck } from '../check.ts';
import { hides, isSame } from '../key/proves-key.ts';
import { firstPath } from '../network/first-contact.ts';
import { diagnoseStranger } from '../stranger.ts';
import { at, whereOf } from '../where.ts';
import { speaksThisApi } from './speaks-this-api.ts';

/** Asks all free routes without a key, with a random one and with the real one, in one wave. */
export const requiresAKey = defineCheck({
  id: 'gateway.requires-a-key',
  title: 'The gateway asks for a key',
  spine: true,
  needs: { api: speaksThisApi },
  observe: async (context) => ({
    where: whereOf(context, firstPath(context.gateway)),
    routes: await contrast(context.gateway, context.settings.profile.value, context.wrongKeys),
  }),
  judge: ({ where, routes }) => {
    const closed = routes.filter(asksForAKey);
    if (closed.length > 0) {
      if (!closed.every(({ wrong }) => wrong?.kind === 'success')) return pass;
      const finding = own('local/key-not-verifiable', {
        routes: pathsOf(closed, where),
        answered: 'wrong-key',
      });
      return unknown('a random key is answered like a real one', finding);
    }
    const open = routes.filter(({ none }) => none.kind === 'success');
    if (open.length > 0) {
      const finding = own('local/key-not-verifiable', { routes: pathsOf(open, where), answered: 'no-key' });
      return unknown('the free routes answer without a key', finding);
    }
    const diagnosis = routes.map((route) => hindrance(route, where)).find((found) => found !== undefined);
    return unknown(
      'no free route gave a clear answer',
      diagnosis?.finding ?? own('local/key-not-verifiable', { routes: [], answered: 'no-key' }),
    );
  },
  fact: ({ routes }) => {
    const asking = routes.find(asksForAKey);
    return asking === undefined ? undefined : `${statusWords(asking.none) ?? 'an error'} without one`;
  },
});

/**
 * Another refusal than one of access, a 400 or a redirect for example, is about the key only where a key changes the
 * answer: the real one gets past it, or a random one is refused as a key.
 */
function asksForAKey({ none, wrong, real }: RouteContrast): boolean {
  if (refuses(none)) return true;
  if (!hides(none) && !isKeptOut(none)) return false;
  if (wrong === null || real === null) return false;
  return accepts(real) || (refuses(wrong) && !isSame(none, wrong) && !isSame(none, real));
}

/**
 * What stands in the way: the answer to the real key where it got one of its own, and that of a stranger told as a
 * stranger's where the key is let in.
 */
function hindrance({ path, none, real }: RouteContrast, where: Where) {
  const asked = at(where, path);
  if (real !== null && accepts(real)) return diagnoseStranger(none, 'without a key', real, asked);
  const isOwn = real?.kind === 'api-error' && !isMissing(real) && !isSame(none, real);
  return (isOwn ? diagnose(real, asked) : undefined) ?? diagnose(none, asked);
}

function pathsOf(routes: readonly RouteContrast[], where: Where): readonly string[] {
  return routes.map(({ path }) => at(where, path).route);
}
