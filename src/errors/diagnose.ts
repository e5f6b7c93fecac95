import type { WireFacts } from './answer.ts';
import { type Finding, own } from './finding.ts';

/** `fail`: proven to be broken. `unknown`: could not be found out this time. */
export interface Diagnosis {
  readonly certainty: 'fail' | 'unknown';
  readonly finding: Finding;
}

/** Whom the request was meant for; what a sentence about it needs. */
export type Where = {
  readonly route: string;
  readonly host: string;
  readonly port: number;
  /** For the whole; where the waits below are given, for the first byte only. */
  readonly timeoutSeconds: number;
  readonly connectSeconds?: number;
  readonly idleSeconds?: number;
  readonly totalSeconds?: number;
  readonly proxy?: string;
};

const fail = (finding: Finding): Diagnosis => ({ certainty: 'fail', finding });
const unclear = (finding: Finding): Diagnosis => ({ certainty: 'unknown', finding });

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
      const seen = { route: where.route, status: facts.status };
      if (facts.loops) return fail(own('edge/redirect-loop', { ...seen, to: facts.to }));
      if (leadsToLogin(facts.to)) return fail(own('edge/login-page', { ...seen, to: facts.to }));
      return fail(own('edge/redirect', { ...seen, to: facts.to }));
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

function diagnoseApiError(facts: Extract<WireFacts, { kind: 'api-error' }>, where: Where): Diagnosis {
  const status = facts.answer.status ?? 0;
  if (status === 407) return fail(own('network/proxy-authentication', { by: where.proxy ?? where.host }));
  const finding: Finding = { id: facts.entry, answer: facts.answer };
  const decides = status < 400 ? (facts.likelyStatus ?? status) : status;
  return mayPass(decides) ? unclear(finding) : fail(finding);
}

/** 408, 425, 429 and every server error can be over at the next try. */
function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 511);
}

function diagnosePage(facts: Extract<WireFacts, { kind: 'not-api' }>, where: Where): Diagnosis {
  const status = facts.answer.status ?? 0;
  const seen = { route: where.route, status };
  const seenBy = { ...seen, ...(facts.server === undefined ? {} : { server: facts.server }) };
  const html = facts.answer.body === 'html';
  if (facts.wantsTls) return fail(own('network/wants-tls', { host: where.host, port: where.port }));
  if (status === 511) return fail(own('edge/captive-portal', seen));
  if (status === 407) return fail(own('network/proxy-authentication', { by: where.proxy ?? where.host }));
  // JSON is no page of a server on the way, even where it names no error.
  if (status >= 500 && facts.answer.body !== 'json') return unclear(own('edge/server-error-page', seenBy));
  if (mayPass(status)) return unclear({ id: httpEntry(status), answer: facts.answer });
  if (status === 401 && (html || facts.asksForLogin)) return fail(own('edge/login-page', seenBy));
  if (status === 403) {
    const ray = facts.ray === undefined ? {} : { ray: facts.ray };
    return fail(own('edge/blocked', { ...seenBy, ...ray }));
  }
  if (html) {
    const title = facts.pageTitle === undefined ? {} : { title: facts.pageTitle };
    return fail(own('edge/html-instead-of-api', { ...seen, ...title }));
  }
  if (status === 404 || status === 405) return unclear(own('edge/no-model-list', seen));
  if (status >= 400) return unclear({ id: httpEntry(status), answer: facts.answer });
  return fail(own('edge/not-this-api', { ...seen, what: bodyWords[facts.answer.body] ?? 'something else' }));
}

function httpEntry(status: number): string {
  return /^(401|408|429|50[0234]|529)$/.test(`${status}`) ? `edge/http-${status}` : 'edge/http-status';
}

const bodyWords: Readonly<Record<string, string>> = {
  empty: 'an empty body',
  text: 'plain text',
  json: 'JSON of another kind',
};

function brokenFinding(
  facts: Extract<WireFacts, { kind: 'broken' }>,
  { route, host, timeoutSeconds, idleSeconds, totalSeconds }: Where,
): Finding {
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
      });
    case 'stalled':
      return own('network/answer-unfinished', {
        host,
        seconds: idleSeconds ?? timeoutSeconds,
        began: 'silent',
      });
  }
}

type Unreachable = Extract<WireFacts, { kind: 'unreachable' }>;

function diagnoseConnection(facts: Unreachable, where: Where): Diagnosis {
  const { host, port } = where;
  const { code, phase } = facts;
  if (code === 'EMFILE' || code === 'ENFILE') return unclear(own('network/out-of-files', { code }));
  switch (phase) {
    case 'dns':
      return unclear(
        code === 'ENOTFOUND'
          ? own('network/host-not-found', { host })
          : own('network/dns-unavailable', { host, code }),
      );
    case 'connect':
      return diagnoseConnect(facts, where);
    case 'proxy':
      return diagnoseProxy(facts, where);
    case 'tls':
      return diagnoseTls(facts, where);
  }
  if (code === 'TIMEOUT') return unclear(own('network/no-answer', { host, seconds: where.timeoutSeconds }));
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
