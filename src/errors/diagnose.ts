import type { ApiError, WireFacts } from './answer.ts';
import { diagnosePage, httpEntry } from './diagnose-page.ts';
import { type Diagnosis, fail, isCall, mayPass, refusedBehind, unclear, type Where } from './diagnosis.ts';
import { type Finding, own } from './finding.ts';

export type { Diagnosis, Where } from './diagnosis.ts';

/**
 * What is wrong with an exchange; undefined where it brought an answer of the API.
 * An answer that may pass by itself (429, 5xx, time-out, reset) is never more than `unknown`.
 */
export function diagnose(facts: WireFacts, where: Where): Diagnosis | undefined {
  switch (facts.kind) {
    case 'success':
      return undefined;
    case 'unreachable':
      return diagnoseConnection(facts, where);
    case 'broken':
      return unclear(brokenFinding(facts, where));
    case 'redirect': {
      const seen = { route: where.route, status: facts.status, to: facts.to };
      if (facts.loops) return fail(own('edge/redirect-loop', seen));
      if (leadsToLogin(facts.to)) return fail(own('edge/login-page', seen));
      if (addsSlash(facts.to, where)) return fail(own('edge/slash-added', seen));
      return fail(own('edge/redirect', { ...seen, ...baseUrlAt(facts.to, where) }));
    }
    case 'api-error':
      return diagnoseApiError(facts, where);
    case 'not-api':
      return diagnosePage(facts, where);
  }
}

/** A word of the path that login pages have; part of a longer word it says nothing. */
function leadsToLogin(to: string): boolean {
  const path = URL.parse(to)?.pathname ?? '';
  return /(^|[/_.-])(log-?in|sign-?in|sso|saml2?|oauth2?)([/_.-]|$)/i.test(path);
}

/** The base URL with which a redirect ends; of another host none is named, because the key must not go there. */
function baseUrlAt(to: string, { route, below = '', host, withVersion }: Where): { base?: string } {
  const path = route.slice(route.indexOf(' ') + 1 + below.length);
  if (path === '' || URL.parse(to)?.hostname !== host || !to.endsWith(path)) return {};
  return { base: to.slice(0, -path.length) + (withVersion ? '/v1' : '') };
}

function addsSlash(to: string, { route, host }: Where): boolean {
  const url = URL.parse(to);
  return url?.hostname === host && `${route.slice(route.indexOf(' ') + 1)}/` === url.pathname;
}

function diagnoseApiError(facts: ApiError, where: Where): Diagnosis {
  const status = facts.answer.status ?? 0;
  if (status === 407) return fail(own('network/proxy-authentication', { by: where.proxy ?? where.host }));
  // A limit or a fault judged no key, whatever code stands in it.
  const id = facts.access && mayPass(status) ? httpEntry(status) : entryFor(facts, where);
  const finding: Finding = { id, answer: facts.answer };
  const decides = status < 400 ? (facts.likelyStatus ?? status) : status;
  return mayPass(decides) ? unclear(finding) : fail(finding);
}

/** What vendors say of a key, an account or a country, and a 401 that says no more. */
const vendorRefusals = [
  'openai/invalid_api_key',
  'openai/invalid-authentication',
  'openai/not-in-an-organization',
  'openai/unsupported_country_region_territory',
  'anthropic/authentication_error',
  'edge/http-401',
  'edge/http-organization',
];

/**
 * The entry of an error to a call. Where the gateway let the key in just before, a refusal in the words of a vendor is
 * hardly about this key: relays pass on what their supplier says of theirs.
 */
export function entryFor({ entry }: ApiError, where: Where): string {
  const isBehind = where.keyIsAccepted === true && isCall(where) && vendorRefusals.includes(entry);
  return isBehind ? refusedBehind : entry;
}

/** Twice as many seconds as were waited. */
function nextWait(where: Where, waited: number): { readonly longer: number; readonly isCall?: true } {
  const longer = Math.ceil(waited * 2);
  return isCall(where) ? { longer, isCall: true } : { longer };
}

function brokenFinding(facts: Extract<WireFacts, { kind: 'broken' }>, where: Where): Finding {
  const { route, host, timeoutSeconds, idleSeconds, totalSeconds } = where;
  switch (facts.end) {
    case 'cut':
      return own('network/answer-cut', { route, bytes: facts.bytes });
    case 'too-large':
      return own('network/answer-too-large', { route, megabytes: Math.floor(facts.bytes / 1_000_000) });
    case 'undecodable':
      return own('network/answer-undecodable', { route });
    case 'timed-out':
      return own('network/answer-unfinished', {
        host,
        seconds: totalSeconds ?? timeoutSeconds,
        began: 'unfinished',
        // A time-out holds twice for the whole of a call.
        ...nextWait(where, totalSeconds === undefined ? timeoutSeconds : totalSeconds / 2),
      });
    case 'stalled':
      return own('network/answer-unfinished', {
        host,
        seconds: idleSeconds ?? timeoutSeconds,
        began: 'silent',
        ...nextWait(where, idleSeconds ?? timeoutSeconds),
      });
  }
}

type Unreachable = Extract<WireFacts, { kind: 'unreachable' }>;

function diagnoseConnection(facts: Unreachable, where: Where): Diagnosis {
  const { host, port, route } = where;
  const { code, phase } = facts;
  if (facts.stale) return unclear(own('network/kept-connection-closed', { route, code }));
  if (code === 'EMFILE' || code === 'ENFILE') return unclear(own('network/out-of-files', { code }));
  switch (phase) {
    case 'dns':
      if (code !== 'ENOTFOUND') return unclear(own('network/dns-unavailable', { host, code }));
      return unclear(
        where.isDocumentedHost
          ? own('network/documented-host-not-found', { host })
          : own('network/host-not-found', { host }),
      );
    case 'connect':
      return diagnoseConnect(facts, where);
    case 'proxy':
      return diagnoseProxy(facts, where);
    case 'tls':
      return diagnoseTls(facts, where);
  }
  if (code === 'TIMEOUT') {
    const seconds = where.timeoutSeconds;
    return unclear(own('network/no-answer', { host, seconds, ...nextWait(where, seconds) }));
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return unclear(own('network/headers-too-large', { host, port, code }));
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return unclear(own('network/answer-malformed', { host, port, code }));
  }
  if (code.startsWith('HPE_')) return fail(own('network/not-http', { host, port, code }));
  if (isReset(code)) return unclear(own('network/connection-reset', { host, port, code }));
  return unclear(own('network/failed', { host, port, code, phase }));
}

function isReset(code: string): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET';
}

function diagnoseConnect({ code }: Unreachable, where: Where): Diagnosis {
  const { host, port, timeoutSeconds, connectSeconds } = where;
  switch (code) {
    case 'ECONNREFUSED':
      return fail(own('network/connection-refused', { host, port }));
    case 'TIMEOUT':
    case 'ETIMEDOUT':
      return unclear(
        own('network/connect-timeout', { host, port, seconds: connectSeconds ?? timeoutSeconds }),
      );
    case 'ERR_PUBLIC_ADDRESS':
      return fail(own('network/public-address', { host }));
    case 'ERR_NAME_BEHIND_PROXY':
      return unclear(own('network/name-behind-proxy', { host }));
    case 'ERR_PUBLIC_PROXY':
      return fail(own('network/public-proxy', { host, proxy: where.proxy ?? host }));
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return unclear(own('network/unreachable', { host, port, code }));
  }
  if (isReset(code)) return unclear(own('network/connection-reset', { host, port, code }));
  return unclear(own('network/failed', { host, port, code, phase: 'connect' }));
}

function diagnoseProxy({ code, status }: Unreachable, { host, proxy }: Where): Diagnosis {
  const by = proxy ?? host;
  if (status === 407) return fail(own('network/proxy-authentication', { by }));
  if (status !== undefined) {
    const refused = own('network/proxy-refused', { proxy: by, status });
    return mayPass(status) ? unclear(refused) : fail(refused);
  }
  if (noWayToProxy.has(code)) {
    const missing = own('network/proxy-unreachable', { proxy: by, code });
    return code === 'ECONNREFUSED' ? fail(missing) : unclear(missing);
  }
  const failed = own('network/proxy-failed', { proxy: by, code });
  return code === 'TIMEOUT' || isReset(code) ? unclear(failed) : fail(failed);
}

const noWayToProxy = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
]);

/** OpenSSL's words for "I don't know who issued this". Source: man openssl-verification-options. */
const unknownIssuer = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/** The server answers with an alert, or picks a version that is not offered. */
const tooOld = new Set([
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_VERSION_TOO_LOW',
]);

const refusedCertificate = /^CERT_|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|CERTIFICATE|_CERT_|^HOSTNAME_MISMATCH$/;

function diagnoseTls({ code }: Unreachable, where: Where): Diagnosis {
  const { host, port } = where;
  const shown = { host, port, code };
  if (code === 'TIMEOUT') {
    const seconds = where.connectSeconds ?? where.timeoutSeconds;
    return unclear(own('network/tls-timeout', { host, port, seconds }));
  }
  // Behind a proxy it is more likely the one that the proxy shows in place of the gateway's.
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT' && where.proxy !== undefined)
    return fail(own('network/certificate-unknown-issuer', shown));
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return fail(own('network/certificate-self-signed', shown));
  if (tooOld.has(code)) return fail(own('network/tls-too-old', shown));
  if (code === 'CERT_HAS_EXPIRED') return fail(own('network/certificate-expired', shown));
  if (code === 'CERT_NOT_YET_VALID') return fail(own('network/certificate-not-yet-valid', shown));
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return fail(own('network/certificate-wrong-host', shown));
  if (unknownIssuer.has(code)) return fail(own('network/certificate-unknown-issuer', shown));
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return fail(own('network/not-tls', shown));
  }
  if (refusedCertificate.test(code)) return fail(own('network/certificate-invalid', shown));
  return unclear(own('network/tls-failed', shown));
}
