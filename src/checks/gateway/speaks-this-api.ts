import type { WireFacts } from '../../errors/answer.ts';
import { type Diagnosis, diagnose, type Where } from '../../errors/diagnose.ts';
import { mayPass } from '../../errors/diagnosis.ts';
import { type Judgement, own, pass, problem, unknown } from '../../errors/finding.ts';
import { isBareRefusal, isLedAway } from '../../gateway/contrast.ts';
import { answersAsItIs, findApiElsewhere, listsAsked, speaksApi } from '../../gateway/find-api.ts';
import { variantOf } from '../../gateway/gateway-client.ts';
import { redirectLoops } from '../../gateway/redirect-loop.ts';
import { isMissing, statusOf, statusWords, wireFactsOf } from '../../gateway/wire-facts.ts';
import { type CheckContext, defineCheck } from '../check.ts';
import { firstContact, firstPath } from '../network/first-contact.ts';
import { certificateIsTrusted } from '../tls/certificate-is-trusted.ts';
import { whereOf } from '../where.ts';

export const speaksThisApi = defineCheck({
  id: 'gateway.speaks-this-api',
  title: 'The route answers like an API',
  spine: true,
  needs: { certificate: certificateIsTrusted },
  observe: async (context) => {
    const exchange = await firstContact(context);
    const facts = wireFactsOf(exchange, context.settings.profile.value);
    const loops = facts.kind === 'redirect' && (await redirectLoops(exchange, context.gateway));
    const isWall = facts.kind === 'not-api' && (facts.answer.status === 401 || facts.answer.status === 403);
    // Some gateways have a wall or a login before them that lets only keys through, hide from strangers, stumble over
    // them or hang up: the key shows the API. It is asked with at the same address, so it follows no redirect.
    const mayHide = isWall || isMissing(facts) || isLedAway(facts) || isFault(facts) || isHungUp(facts);
    const behindWall = mayHide && context.gateway.carriesKey ? await askWithKey(context) : null;
    const found = isHidden(facts, behindWall) ? nothingElse : await lookElsewhere(facts, context);
    return {
      where: whereOf(context, firstPath(context.gateway), exchange.connection.proxy),
      facts: loops ? { ...facts, loops } : facts,
      used: context.settings.baseUrl.value.used ?? '',
      ...found,
      behindWall,
      totalMs: exchange.timings.totalMs,
    };
  },
  judge: ({ where, facts, used, sibling, elsewhere, asItIs, behindWall }) => {
    if (sibling !== null || isHidden(facts, behindWall) || isBareRefusal(facts)) return pass;
    if (elsewhere !== null) {
      return problem(
        own('local/base-url-wrong-path', {
          used,
          status: statusOf(facts) ?? 404,
          works: elsewhere,
          ...listsAsked(used, elsewhere),
        }),
      );
    }
    if (asItIs) {
      const finding = own('local/base-url-without-version', { used, status: statusOf(facts) ?? 404 });
      return unknown('the routes are asked with /v1', finding);
    }
    return judgeFacts(facts, where);
  },
  fact: ({ where, facts, sibling, behindWall, totalMs }) => {
    const instead = facts.kind === 'redirect' ? 'redirects' : 'is missing';
    if (sibling !== null) return `GET ${sibling} does; ${where.route} ${instead}`;
    const status = statusWords(facts);
    if (status === undefined) return undefined;
    const isToStrangers = isHidden(facts, behindWall) && (isMissing(facts) || isLedAway(facts));
    const toKey = behindWall?.kind === 'success' ? 'a list' : (statusWords(behindWall ?? facts) ?? '');
    const withKey = isToStrangers ? ` without a key and ${toKey} to yours` : '';
    return `${where.route} answered ${status}${withKey}, ${Math.round(totalMs)} ms`;
  },
  proves: ({ facts, sibling, behindWall }) =>
    sibling === null &&
    (isAnybodys(facts) || isHungUp(facts) || isLedAway(facts) || isFault(facts)) &&
    !isShown(facts, behindWall)
      ? undefined
      : 'speaks-api',
});

/** A limit or a fault that any server can have. */
function isFault(facts: WireFacts): boolean {
  return (facts.kind === 'not-api' || isAnybodys(facts)) && mayPass(statusOf(facts) ?? 0);
}

/** Closed without a word, as nginx does with its 444. Who was silent until the time was over is not waited for again. */
function isHungUp(facts: WireFacts): boolean {
  return facts.kind === 'unreachable' && facts.phase === 'headers' && facts.code !== 'TIMEOUT';
}

/** Whether the key met what only an API answers. */
function isShown(toStrangers: WireFacts, toKey: WireFacts | null): boolean {
  return toKey !== null && !isAnybodys(toKey) && isHidden(toStrangers, toKey);
}

/** A bare 401, or JSON with a message and nothing else: any proxy or cloud service answers like that. */
function isAnybodys(facts: WireFacts): boolean {
  if (facts.kind !== 'api-error') return isBareRefusal(facts);
  return !facts.documented && facts.answer.code === undefined && facts.answer.type === undefined;
}

async function askWithKey({ gateway, settings }: CheckContext): Promise<WireFacts> {
  return wireFactsOf(await gateway.ask(firstPath(gateway), 'real'), settings.profile.value);
}

/** Whether the key met the API where a stranger met something else. A 404 to both, in whatever words, hides nothing. */
function isHidden(toStrangers: WireFacts, toKey: WireFacts | null): boolean {
  if (toKey?.kind === 'success') return toKey.isModelList;
  return toKey?.kind === 'api-error' && !isMissing(toStrangers);
}

type Elsewhere = {
  readonly sibling: string | null;
  readonly elsewhere: string | null;
  /** The API answers right behind the base URL, without a version between. */
  readonly asItIs?: true;
};
const nothingElse: Elsewhere = { sibling: null, elsewhere: null };

/** A missing list, a redirect or a web page: whether the API is at another route or below another path. */
async function lookElsewhere(facts: WireFacts, context: CheckContext): Promise<Elsewhere> {
  if (isMissing(facts)) return lookFurther(context);
  if (facts.kind === 'redirect') return { sibling: await siblingThatSpeaks(context), elsewhere: null };
  return isPage(facts) ? otherPath(context) : nothingElse;
}

/** A web site in place of the API: many answer every path with it. */
function isPage(facts: WireFacts): boolean {
  return facts.kind === 'not-api' && facts.answer.body === 'html' && (facts.answer.status ?? 0) < 300;
}

/** Another free route of the same base URL that answers like the API: it proves the path right. */
async function siblingThatSpeaks({ gateway, settings }: CheckContext): Promise<string | null> {
  for (const { path } of gateway.freeRoutes.slice(1)) {
    if (speaksApi(wireFactsOf(await gateway.ask(path, 'none'), settings.profile.value))) return path;
  }
  return null;
}

/**
 * The list is missing. If no other free route proves the path right all the same, the usual other paths are tried.
 * Below a documented path the list may be missing for good.
 */
async function lookFurther(context: CheckContext): Promise<Elsewhere> {
  const sibling = await siblingThatSpeaks(context);
  return sibling === null ? otherPath(context) : { sibling, elsewhere: null };
}

async function otherPath({ gateway, settings }: CheckContext): Promise<Elsewhere> {
  const profile = settings.profile.value;
  const used = settings.baseUrl.value.used ?? '';
  if (variantOf(used, profile) !== undefined) return nothingElse;
  const [asItIs, elsewhere = null] = await Promise.all([
    answersAsItIs(used, firstPath(gateway), profile, gateway),
    findApiElsewhere(used, firstPath(gateway), profile, gateway),
  ]);
  return { sibling: null, elsewhere, ...(asItIs ? { asItIs } : {}) };
}

function judgeFacts(facts: WireFacts, where: Where): Judgement {
  if (facts.kind === 'success') {
    if (facts.isModelList) return pass;
    return problem(
      own('edge/not-this-api', { route: where.route, status: facts.status, what: 'JSON of another kind' }),
    );
  }
  const diagnosis = diagnose(facts, where);
  if (diagnosis === undefined) return pass;
  if (facts.kind !== 'api-error' || facts.answer.status === 407) return judgementOf(diagnosis);
  if (!isMissing(facts)) return pass;
  // A documented refusal of a documented route means that the path before it is wrong.
  if (facts.documented) return problem(diagnosis.finding);
  return unknown(
    'the route is missing',
    own('edge/no-model-list', { route: where.route, status: statusOf(facts) ?? 404 }),
  );
}

function judgementOf({ certainty, finding }: Diagnosis): Judgement {
  return certainty === 'fail' ? problem(finding) : unknown('no answer of the API came', finding);
}
