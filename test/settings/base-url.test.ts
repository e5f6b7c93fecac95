import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseUrlFrom } from '../../src/settings/base-url.ts';
import { maskUrl } from '../../src/settings/mask-url.ts';

describe('what is used', () => {
  test.each([
    ['https://api.nexus-hub.ru', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru/', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru/v1', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru/v1/', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru//v1//', 'https://api.nexus-hub.ru'],
    ['https://relay.example/api/v1', 'https://relay.example/api'],
    ['https://api.neosantara.xyz/coding/v1', 'https://api.neosantara.xyz/coding'],
    ['https://api.neosantara.xyz/anthropic', 'https://api.neosantara.xyz/anthropic'],
    ['https://relay.example/v10', 'https://relay.example/v10'],
    ['https://relay.example/v1beta', 'https://relay.example/v1beta'],
    ['https://relay.example/v1/openai', 'https://relay.example/v1/openai'],
    ['HTTPS://API.Nexus-Hub.RU/V1', 'https://api.nexus-hub.ru/V1'],
    ['  https://api.nexus-hub.ru \n', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru:443/v1', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru.', 'https://api.nexus-hub.ru'],
    ['https://api。nexus-hub．ru', 'https://api.nexus-hub.ru'],
    ['https:\\\\api.nexus-hub.ru\\v1', 'https://api.nexus-hub.ru'],
    ['https://relay.example/a/%2e%2e/b', 'https://relay.example/b'],
    ['http://0x7f.1:8080/v1', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%j becomes %s', (typed, used) => {
    expect(baseUrlFrom(typed)).toMatchObject({ used });
    expect(baseUrlFrom(typed)).not.toHaveProperty('problem');
  });

  test('the typed value is kept beside the used one', () => {
    expect(baseUrlFrom('https://relay.example/api/v1/')).toEqual({
      typed: 'https://relay.example/api/v1/',
      used: 'https://relay.example/api',
      origin: 'https://relay.example',
      host: 'relay.example',
      path: '/api',
      network: 'public',
    });
  });

  test('a backslash ends the host, so what follows it is only a path', () => {
    expect(baseUrlFrom('https://evil.example\\@api.nexus-hub.ru')).toMatchObject({ host: 'evil.example' });
  });
});

describe('what is wrong', () => {
  test.each([
    ['', 'empty', undefined],
    [' \t\n', 'empty', undefined],
    ['api.nexus-hub.ru', 'no-scheme', 'https://api.nexus-hub.ru'],
    ['api.nexus-hub.ru/v1', 'no-scheme', 'https://api.nexus-hub.ru/v1'],
    ['api.nexus-hub.ru:8443/v1', 'no-scheme', 'https://api.nexus-hub.ru:8443/v1'],
    ['localhost:8080', 'no-scheme', 'http://localhost:8080'],
    ['https//api.nexus-hub.ru', 'no-scheme', 'https://api.nexus-hub.ru'],
    ['ftp://api.nexus-hub.ru', 'wrong-scheme', 'https://api.nexus-hub.ru'],
    ['htps://api.nexus-hub.ru/v1', 'wrong-scheme', 'https://api.nexus-hub.ru/v1'],
    ['wss://api.nexus-hub.ru', 'wrong-scheme', 'https://api.nexus-hub.ru'],
    ['file:///etc/passwd', 'wrong-scheme', undefined],
    ['javascript:alert(1)', 'not-a-url', undefined],
    ['nexus', 'not-a-url', undefined],
    ['$NEXUS_BASE_URL', 'not-a-url', undefined],
    ['https://', 'not-a-url', undefined],
    ['https://.', 'not-a-url', undefined],
    ['https://api..nexus-hub.ru', 'not-a-url', undefined],
    [`https://${'a'.repeat(64)}.example`, 'not-a-url', undefined],
    ['https://api.nexus-hub.ru:99999', 'not-a-url', undefined],
    ['https://api.nexus\n-hub.ru', 'not-a-url', undefined],
    ['https://api.nexus\t-hub.ru', 'not-a-url', undefined],
    ['https://u:p@api.nexus-hub.ru/v1', 'has-userinfo', 'https://api.nexus-hub.ru/v1'],
    ['https://sk-1@api.nexus-hub.ru', 'has-userinfo', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru/v1?key=1', 'has-query', 'https://api.nexus-hub.ru/v1'],
    ['https://api.nexus-hub.ru/v1/messages?beta=true', 'has-query', 'https://api.nexus-hub.ru/v1'],
    ["'https://api.nexus-hub.ru/v1'", 'quoted', 'https://api.nexus-hub.ru/v1'],
    ['\u201chttps://api.nexus-hub.ru\u201d', 'quoted', 'https://api.nexus-hub.ru'],
    ['"api.nexus-hub.ru"', 'quoted', 'https://api.nexus-hub.ru'],
    ["https://api.nexus-hub.ru/v1'/", 'quoted', 'https://api.nexus-hub.ru/v1'],
    ['"nothing"', 'quoted', undefined],
    ['https://api.nexus-hub.ru/v1 # the gateway', 'has-space', 'https://api.nexus-hub.ru/v1'],
    ['https://api.nexus-hub.ru /v1', 'has-space', 'https://api.nexus-hub.ru'],
    ['the gateway', 'has-space', undefined],
    ['https://api.nexus-hub.ru/#/v1', 'has-query', 'https://api.nexus-hub.ru'],
    ['https://api.nexus-hub.ru/v1/v1', 'doubled-version', 'https://api.nexus-hub.ru/v1'],
    ['https://api.nexus-hub.ru/v1/v1/v1/', 'doubled-version', 'https://api.nexus-hub.ru/v1'],
    ['https://api.nexus-hub.ru/v1/chat/completions', 'is-endpoint', 'https://api.nexus-hub.ru/v1'],
    ['https://api.nexus-hub.ru/v1/responses/compact', 'is-endpoint', 'https://api.nexus-hub.ru/v1'],
    ['https://api.nexus-hub.ru/v1/messages/', 'is-endpoint', 'https://api.nexus-hub.ru/v1'],
    ['https://relay.example/api/v1/models', 'is-endpoint', 'https://relay.example/api/v1'],
    ['https://relay.example/v1/v1/models', 'is-endpoint', 'https://relay.example/v1'],
    ['http://api.nexus-hub.ru/v1', 'http-to-public-host', 'https://api.nexus-hub.ru/v1'],
    ['http://203.0.113.7:8080', 'http-to-public-host', 'https://203.0.113.7:8080'],
  ])('%j is %s', (typed, problem, suggestion) => {
    const baseUrl = baseUrlFrom(typed);
    expect({ problem: baseUrl.problem, suggestion: baseUrl.suggestion }).toEqual({ problem, suggestion });
    expect(baseUrl.used === undefined).toBe(problem !== 'http-to-public-host');
  });
});

describe('how far away it is', () => {
  test.each([
    ['http://127.0.0.1:1', 'loopback'],
    ['http://127.9.9.9', 'loopback'],
    ['http://2130706433', 'loopback'],
    ['http://localhost:8080', 'loopback'],
    ['http://gateway.localhost', 'loopback'],
    ['http://[::1]', 'loopback'],
    ['http://[::ffff:127.0.0.1]', 'loopback'],
    ['http://10.1.2.3', 'private'],
    ['http://172.31.0.1', 'private'],
    ['http://192.168.0.1', 'private'],
    ['http://169.254.1.1', 'private'],
    ['http://[fe80::1]', 'private'],
    ['http://[fd00::1]', 'private'],
    ['http://[::ffff:10.0.0.1]', 'private'],
    ['http://gateway', 'private'],
    ['http://gateway.local', 'private'],
    ['http://gateway.internal', 'private'],
    ['http://gateway.lan', 'private'],
    ['http://gateway.home.arpa', 'private'],
    ['http://172.32.0.1', 'public'],
    ['http://11.0.0.1', 'public'],
    ['http://[2001:db8::1]', 'public'],
    ['http://localhost.example', 'public'],
    ['http://127.0.0.1.example', 'public'],
    ['http://lan.example', 'public'],
    ['http://xlocalhost.example', 'public'],
  ])('%s is %s', (typed, network) => {
    expect(baseUrlFrom(typed).network).toBe(network);
  });
});

describe('what is shown', () => {
  test.each([
    ['https://user:secret@host.example/v1', 'https://***@host.example/v1'],
    ['https://secret@host.example', 'https://***@host.example'],
    ['https://a@b:secret@host.example', 'https://***@host.example'],
    ['https:/user:secret@host.example', 'https:/***@host.example'],
    ['https:user:secret@host.example', 'https:***@host.example'],
    ['https://user:sec/secret@host.example', 'https://***@host.example'],
    ['ftp://user:secret@host.example', 'ftp://***@host.example'],
    ['user:secret@host.example', '***@host.example'],
    ['https://host.example/v1?key=secret', 'https://host.example/v1?***'],
    ['https://host.example/#secret', 'https://host.example/#***'],
    ['https://host.example/@scope', 'https://host.example/@scope'],
    ['https://ho\u001bst.example', 'https://ho\u{fffd}st.example'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(baseUrlFrom(typed).typed).toBe(shown);
  });

  test('no user name or password is ever shown, whatever stands around it', () => {
    const odd = fc.stringMatching(/^[a-z0-9:/\\@.\t#?-]{0,8}$/);
    const property = fc.property(odd, odd, (before, after) => {
      const typed = `https://${before}SECRET${after}@host.example/v1`;
      const parsed = URL.canParse(typed) ? new URL(typed) : undefined;
      const isPath = parsed !== undefined && !/secret/i.test(parsed.username + parsed.password);
      // In the path or the host of a valid URL it is not a password.
      if (!isPath) expect(maskUrl(typed)).not.toContain('SECRET');
    });
    fc.assert(property);
  });
});

test('any text gives an answer of JSON values only', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true }));
  const property = fc.property(anything, (text) => {
    const baseUrl = baseUrlFrom(text);
    expect(JSON.parse(JSON.stringify(baseUrl))).toEqual(baseUrl);
    expect(baseUrl.used === undefined).toBe(!['http-to-public-host', undefined].includes(baseUrl.problem));
  });
  fc.assert(property);
});

test('what is used is used unchanged when it is typed again', () => {
  const property = fc.property(fc.webUrl(), (text) => {
    const { used } = baseUrlFrom(text);
    if (used === undefined || used.endsWith('/v1')) return;
    expect(baseUrlFrom(used).used).toBe(used);
  });
  fc.assert(property);
});
