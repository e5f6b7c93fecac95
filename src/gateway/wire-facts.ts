import type { AnswerFacts, ApiError, WireFacts } from '../errors/answer.ts';
import { entryOf } from '../errors/catalogue.ts';
import { isRecord, readAnswer } from '../errors/read-answer.ts';
import { isDocumented, recognise } from '../errors/recognise.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { Exchange } from './gateway-client.ts';
import { readBalance } from './read-balance.ts';

/** The record of a run and its judge read the same exchanges. */
const known = new WeakMap<Exchange, WireFacts>();

/** Reads one exchange. `loops` is known only after a redirect was looked at, so it is false here. */
export function wireFactsOf(exchange: Exchange, profile: ProviderProfile): WireFacts {
  const facts = known.get(exchange) ?? factsOf(exchange, profile);
  known.set(exchange, facts);
  return facts;
}

function factsOf(exchange: Exchange, profile: ProviderProfile): WireFacts {
  const { outcome } = exchange;
  if (outcome.kind === 'unreachable') {
    const { phase, code, status, stale } = outcome;
    return {
      kind: 'unreachable',
      phase,
      code,
      ...(status === undefined ? {} : { status }),
      ...(stale === undefined ? {} : { stale }),
    };
  }
  if (outcome.status >= 300 && outcome.status < 400) {
    const to = outcome.headers.location;
    return { kind: 'redirect', status: outcome.status, to: targetOf(to, exchange.url), loops: false };
  }
  if (outcome.bodyEnd !== 'complete') {
    return { kind: 'broken', end: outcome.bodyEnd, bytes: outcome.bodyBytes };
  }
  const route = `${exchange.method} ${new URL(exchange.url).pathname}`;
  const answer = readAnswer(outcome, { route, at: exchange.sentAt }, profile.requestId);
  switch (answer.kind) {
    case 'success':
      return {
        kind: 'success',
        status: answer.status,
        isModelList: modelItemsIn(answer.json) !== undefined,
        showsBalance: readBalance(answer.json).kind !== 'not-shown',
        ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
      };
    case 'error':
      return apiErrorOf(answer.facts, profile);
    case 'not-api': {
      const damage = damageOf(outcome.body);
      if (damage !== undefined) return { kind: 'broken', end: damage, bytes: outcome.bodyBytes };
      const { server, 'www-authenticate': login } = outcome.headers;
      const ray = outcome.headers['cf-ray'] ?? rayIn(outcome.body);
      return {
        kind: 'not-api',
        answer: answer.facts,
        ...(answer.pageTitle === undefined ? {} : { pageTitle: answer.pageTitle }),
        ...(server === undefined ? {} : { server }),
        ...(ray === undefined ? {} : { ray }),
        asksForLogin: login !== undefined && /basic|negotiate|ntlm|digest/i.test(login),
        ...(outcome.status === 400 && saysWantsTls.test(outcome.body.slice(0, 5_000))
          ? { wantsTls: true }
          : {}),
      };
    }
  }
}

/** Cloudflare's page as JSON has the ray in its body where a proxy took the header off; empty where it has none. */
function rayIn(body: string): string | undefined {
  if (!/"cloudflare_error":\s*true/.test(body)) return undefined;
  return /"ray_id":\s*"([\da-f]{1,32})"/.exec(body)?.[1] ?? '';
}

// What nginx, Go (Caddy, Traefik), Apache and Tomcat say to plain HTTP on their port for https:.
const saysWantsTls =
  /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|plain HTTP to an SSL-enabled server port|combination of host and port requires TLS/;

/** An error answer, or one inside a stream, with what the catalogue knows of it. */
export function apiErrorOf(answer: AnswerFacts, profile: ProviderProfile): ApiError {
  const finding = recognise(answer, profile);
  const entry = entryOf(finding.id, [profile]);
  return {
    kind: 'api-error',
    answer,
    entry: finding.id,
    documented: isDocumented(finding),
    access: entry?.access === true,
    provesKey: entry?.provesKey === true,
    ...(entry?.likelyStatus === undefined ? {} : { likelyStatus: entry.likelyStatus }),
  };
}

/** What a proxy did to a body although HTTP calls it complete: packed it and did not say so, or ended JSON in its middle. */
function damageOf(body: string): 'undecodable' | 'cut' | undefined {
  // The two first bytes of gzip; the second is no UTF-8. Source: RFC 1952, section 2.3.1.
  if (body.startsWith('\u001f\ufffd')) return 'undecodable';
  // A text may begin with a bracket too: "[info] up". Behind the one of JSON stands a name, a string or another bracket.
  const isCut = /^\s*(?:\{\s*(?:"|$)|\[\s*(?:[[{"]|$))/.test(body) && !/[}\]]\s*$/.test(body);
  return isCut ? 'cut' : undefined;
}

/** The HTTP status, where there was an answer that is not broken. */
export function statusOf(facts: WireFacts): number | undefined {
  if (facts.kind === 'api-error' || facts.kind === 'not-api') return facts.answer.status;
  return facts.kind === 'success' || facts.kind === 'redirect' ? facts.status : undefined;
}

/** The same in words: an error that came inside a 200 has two. */
export function statusWords(facts: WireFacts): string | undefined {
  const status = statusOf(facts);
  if (status === undefined) return undefined;
  const sent = facts.kind === 'api-error' ? facts.answer.sentStatus : undefined;
  return sent === undefined ? `${status}` : `${sent} with an error ${status} inside`;
}

/** 404 and 405 mean that the route is not there, whoever says it. */
export function isMissing(facts: WireFacts): boolean {
  const status = statusOf(facts);
  if (status === 404 || status === 405) return true;
  return facts.kind === 'api-error' && facts.answer.code === 'unsupported_endpoint';
}

/** The items of a model list in the OpenAI form, in a bare array, or under `models`; undefined when there is none. */
export function modelItemsIn(json: unknown): readonly unknown[] | undefined {
  const list = Array.isArray(json) ? json : isRecord(json) ? (json.data ?? named(json.models)) : undefined;
  // Ollama's way to write an empty list.
  if (isRecord(json) && json.object === 'list' && json.data === null) return [];
  if (!Array.isArray(list)) return undefined;
  return list.length === 0 || list.some((item) => modelIdOf(item) !== undefined) ? list : undefined;
}

/** Gemini and Ollama have no `id` there: https://ai.google.dev/api/models, https://docs.ollama.com/api/tags */
function named(models: unknown): unknown {
  if (!Array.isArray(models)) return models;
  return models.map((item) => (isRecord(item) && item.id === undefined ? { ...item, id: item.name } : item));
}

export function modelIdOf(item: unknown): string | undefined {
  if (typeof item === 'string' && item !== '') return item;
  return isRecord(item) && typeof item.id === 'string' && item.id !== '' ? item.id : undefined;
}

/** The redirect's target without query and userinfo, because both can hold secrets. */
function targetOf(location: string | undefined, base: string): string {
  if (location === undefined) return 'nowhere';
  const url = URL.parse(location, base);
  return url === null ? 'an address that is not a URL' : `${url.protocol}//${url.host}${url.pathname}`;
}
