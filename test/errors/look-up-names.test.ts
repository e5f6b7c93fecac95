import { describe, expect, test } from 'vitest';
import { clientRows, ownRows } from '../../src/errors/catalogue.ts';
import { documentedRows } from '../../src/errors/documented-rows.ts';
import type { LocalEntry } from '../../src/errors/entry.ts';
import { lookUpName, lookUpStatus, lookUpText } from '../../src/errors/look-up.ts';
import { hitsNamed } from '../../src/errors/look-up-documented.ts';
import { lookUpPage } from '../../src/errors/look-up-page.ts';
import { ownErrors } from '../../src/errors/own-errors.ts';
import { builtInProfiles } from '../../src/providers/index.ts';

// They are looked up one after the other: a name that two of them had would hide the second.
test('no name of ours is documented by anybody', () => {
  const documented = documentedRows(builtInProfiles);
  const shared = [...ownRows(), ...clientRows()].flatMap(({ id, code, aliases }) =>
    [id, code, ...aliases].filter((name) => hitsNamed(name, documented).length > 0),
  );
  expect(shared).toEqual([]);
});

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
    ['Invalid API key · Please run /login', ['anthropic/authentication_error']],
    [
      "There's an issue with the selected model (gpt-5.4). It may not exist or you may not have access to it.",
      ['anthropic/not_found_error'],
    ],
    ['Missing environment variable: `NEXUS_API_KEY`', ['codex/variable-unset']],
    ['stream disconnected before completion', ['stream/truncated']],
    ['TypeError: terminated\n    at Fetch.onAborted', ['network/answer-cut']],
    ['httpx.ReadTimeout: The read operation timed out', ['network/no-answer']],
    ['curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received', ['network/no-answer']],
    ['Post "https://api.example/v1/messages": context deadline exceeded', ['network/no-answer']],
    ['404 page not found', ['edge/http-404']],
    ['error code: 1010', ['edge/blocked']],
    ['No available channels for this group', ['edge/http-no-channel']],
    ['当前分组 default 下对于模型 gpt-5.4 无可用渠道', ['edge/http-no-channel']],
    ['the login page was terminated, error code: 101', []],
    ['MY_ECONNREFUSED_FILE is fine', []],
    ['we fetch, and it failed', []],
  ])('"%s"', (text, ids) => {
    expect(lookUpText(text, builtInProfiles).map(({ row }) => row.id)).toEqual(ids);
  });
});

test.each([
  [522, 'edge/http-522'],
  [524, 'edge/http-524'],
])('the status %i of Cloudflare has an entry of its own', (status, id) => {
  expect(lookUpStatus(status, builtInProfiles).map(({ row }) => row.id)).toEqual([id]);
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
    [page('403 Forbidden'), 'edge/bare-403'],
    [page('Sorry, you have been blocked'), 'edge/blocked'],
    [page('Scheduled maintenance'), 'edge/server-error-page'],
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
