import type { WireFacts } from './answer.ts';
import { type Diagnosis, fail, isCall, mayPass, refusedBehind, unclear, type Where } from './diagnosis.ts';
import { own } from './finding.ts';

/** What is wrong with an answer that has no form of the API. */
export function diagnosePage(facts: Extract<WireFacts, { kind: 'not-api' }>, where: Where): Diagnosis {
  const status = facts.answer.status ?? 0;
  const seen = { route: where.route, status };
  const seenBy = { ...seen, ...(facts.server === undefined ? {} : { server: facts.server }) };
  const html = facts.answer.body === 'html';
  if (facts.wantsTls) return fail(own('network/wants-tls', { host: where.host, port: where.port }));
  if (status === 101)
    return fail(own('edge/not-this-api', { ...seen, what: 'a change to another protocol' }));
  if (status === 511) return fail(own('edge/captive-portal', seen));
  if (status === 407) return fail(own('network/proxy-authentication', { by: where.proxy ?? where.host }));
  // JSON is no page of a server on the way, even where it names no error.
  if (status >= 500 && facts.answer.body !== 'json') return unclear(own('edge/server-error-page', seenBy));
  if (html && maintenance.test(facts.pageTitle ?? '')) return unclear(own('edge/server-error-page', seenBy));
  if (mayPass(status)) return unclear({ id: httpEntry(status), answer: facts.answer });
  if (status === 401 && (html || facts.asksForLogin)) return fail(own('edge/login-page', seenBy));
  if (status === 401 && isCall(where) && where.keyIsAccepted)
    return fail({ id: refusedBehind, answer: facts.answer });
  if (status === 403 && where.answersStrangers) {
    const refused = own('edge/refused-with-key', seenBy);
    return isWall(facts) ? fail(refused) : unclear(refused);
  }
  if (status === 403 && (!isWall(facts) || isServersOwn(facts))) {
    const bare = own('edge/bare-403', seenBy);
    return isCall(where) || html ? fail(bare) : unclear(bare);
  }
  if (status === 403) {
    const ray = facts.ray ? { ray: facts.ray } : {};
    return fail(own('edge/blocked', { ...seenBy, ...ray }));
  }
  if (isCall(where) && status === 413) return fail(own('edge/body-limit', seenBy));
  if (isCall(where) && (html || status === 404 || status === 405)) {
    const what = pageWords[facts.answer.body] ?? 'text';
    const other = where.otherRoute === undefined ? {} : { other: where.otherRoute };
    return fail(own('edge/route-refused', { ...seenBy, what, ...other }));
  }
  if (html) {
    const title = facts.pageTitle === undefined ? {} : { title: facts.pageTitle };
    return fail(own('edge/html-instead-of-api', { ...seen, ...title }));
  }
  if (status === 404 || status === 405) return unclear(own('edge/no-model-list', seen));
  if (status >= 400) return unclear({ id: httpEntry(status), answer: facts.answer });
  if (isCall(where)) {
    const why = `the answer is ${bodyWords[facts.answer.body] ?? 'something else'}`;
    return fail(own('stream/wrong-answer', { route: where.route, why }));
  }
  return fail(own('edge/not-this-api', { ...seen, what: bodyWords[facts.answer.body] ?? 'something else' }));
}

/** A page for people, or a 403 with the mark of a wall: anything else that says 403 leaves open who said it. */
export function isWall({ answer, ray }: Extract<WireFacts, { kind: 'not-api' }>): boolean {
  return answer.body === 'html' || (answer.status === 403 && ray !== undefined);
}

/** The page that nginx, Apache and their like make of a status by themselves: no wall signs with nothing else. */
function isServersOwn({ pageTitle = '', ray }: Extract<WireFacts, { kind: 'not-api' }>): boolean {
  return ray === undefined && /^(403\b.{0,3})?\s*forbidden$/i.test(pageTitle);
}

/** A page for people that says with a 200 what it should say with a 503. */
const maintenance = /\bmaintenance\b|\bwartung|технические работы|维护/i;

/** The entry of a status by itself. */
export function httpEntry(status: number): string {
  return /^(401|408|429|50[0234]|529)$/.test(`${status}`) ? `edge/http-${status}` : 'edge/http-status';
}

const pageWords: Readonly<Record<string, string>> = {
  html: 'a web page',
  empty: 'an empty body',
  json: 'JSON that names no error',
};

const bodyWords: Readonly<Record<string, string>> = {
  empty: 'an empty body',
  text: 'plain text',
  json: 'JSON of another kind',
};
