import { describe, expect, test } from 'vitest';
import type { LocalEntry } from '../../src/errors/entry.ts';
import { lookUpName, lookUpText } from '../../src/errors/look-up.ts';
import { lookUpPage } from '../../src/errors/look-up-page.ts';
import { ownErrors } from '../../src/errors/own-errors.ts';
import { builtInProfiles } from '../../src/providers/index.ts';

describe('a code of the operating system, of Node or of OpenSSL names its entry', () => {
  test.each([
    ['ECONNREFUSED', 'network/connection-refused'],
    ['econnreset', 'network/connection-reset'],
    ['ENOTFOUND', 'network/host-not-found'],
    ['EAI_AGAIN', 'network/dns-unavailable'],
    ['CERT_HAS_EXPIRED', 'network/certificate-expired'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'network/certificate-unknown-issuer'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network/certificate-wrong-host'],
    ['fetch failed', 'network/failed'],
    ['socket hang up', 'network/connection-reset'],
  ])('%s', (name, id) => {
    expect(lookUpName(name, builtInProfiles).map(({ row, confidence }) => [row.id, confidence])).toEqual([
      [id, 'exact'],
    ]);
  });

  const named = Object.entries(ownErrors).flatMap(([id, entry]) =>
    ((entry as Partial<LocalEntry>).names ?? []).map((name) => [name, id] as const),
  );
  test.each(named)('%s leads to one entry only', (name, id) => {
    expect(lookUpName(name, builtInProfiles).map(({ row }) => row.id)).toEqual([id]);
  });
});

describe('and it is found in a longer text', () => {
  test.each([
    ['connect ECONNREFUSED 127.0.0.1:80', ['network/connection-refused']],
    [
      'TypeError: fetch failed\n  [cause]: Error: getaddrinfo ENOTFOUND api.example',
      ['network/host-not-found'],
    ],
    ['Error: fetch failed', ['network/failed']],
    ['{"errno":-111,"code":"ECONNREFUSED","syscall":"connect"}', ['network/connection-refused']],
    [
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate',
      ['network/certificate-unknown-issuer'],
    ],
    ['curl: (6) Could not resolve host: api.example', ['network/host-not-found']],
    ['write EPROTO 0:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', ['network/not-tls']],
    ['MY_ECONNREFUSED_FILE is fine', []],
    ['we fetch, and it failed', []],
  ])('"%s"', (text, ids) => {
    expect(lookUpText(text, builtInProfiles).map(({ row }) => row.id)).toEqual(ids);
  });
});

describe('a pasted web page', () => {
  const page = (title: string) =>
    `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center><hr>nginx</body></html>`;

  test.each([
    [page('502 Bad Gateway'), 'edge/server-error-page'],
    [page('gateway.example | 504: Gateway time-out'), 'edge/server-error-page'],
    [
      `HTTP/1.1 503 Service Unavailable\ncontent-type: text/html\n\n${page('Sorry')}`,
      'edge/server-error-page',
    ],
    [page('403 Forbidden'), 'edge/blocked'],
    [page('401 Authorization Required'), 'edge/login-page'],
    [`<!DOCTYPE html>\n${page('Dashboard')}`, 'edge/html-instead-of-api'],
  ])('%j', (text, id) => {
    const hit = lookUpPage(text, builtInProfiles);
    expect([hit?.row.id, hit?.confidence]).toEqual([id, 'likely']);
  });

  test.each([
    ['words', 'it says 502 Bad Gateway'],
    [
      'an error that has a page as its message',
      `{"error":{"code":"upstream_error","message":"${page('502')}"}}`,
    ],
  ])('is not seen in %s', (_, text) => {
    expect(lookUpPage(text, builtInProfiles)).toBeUndefined();
  });
});
