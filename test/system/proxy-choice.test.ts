import { describe, expect, test } from 'vitest';
import { proxyFor } from '../../src/system/proxy-choice.ts';

const gateway = 'https://api.gateway.test/v1';
const proxy = 'http://proxy.test:3128/';
const shown = 'http://proxy.test:3128';

test('without variables nothing is chosen', () => {
  expect(proxyFor(gateway, { NO_PROXY: '*', https_proxy: '' })).toEqual({});
});

test.each([
  ['https_proxy', gateway],
  ['HTTPS_PROXY', gateway],
  ['http_proxy', 'http://10.0.0.1/'],
  ['HTTP_PROXY', 'http://10.0.0.1/'],
  ['all_proxy', gateway],
  ['ALL_PROXY', 'http://10.0.0.1/'],
])('%s is used for %s', (variable, url) => {
  expect(proxyFor(url, { [variable]: 'proxy.test:3128' })).toEqual({ proxy, shown, variable });
});

test('a variable for the other scheme does not count', () => {
  expect(proxyFor(gateway, { http_proxy: proxy, HTTP_PROXY: proxy })).toEqual({});
});

test('the variable of the scheme is stronger than the one for all', () => {
  expect(proxyFor(gateway, { ALL_PROXY: 'http://other.test', HTTPS_PROXY: proxy })).toMatchObject({ proxy });
});

test('lower case is stronger than upper case, and the conflict is told', () => {
  const env = { https_proxy: proxy, HTTPS_PROXY: 'http://other.test:80' };
  expect(proxyFor(gateway, env)).toEqual({ proxy, shown, variable: 'https_proxy', conflict: 'HTTPS_PROXY' });
  expect(proxyFor(gateway, { https_proxy: proxy, HTTPS_PROXY: proxy }).conflict).toBeUndefined();
  expect(proxyFor(gateway, { https_proxy: proxy, no_proxy: 'a.test', NO_PROXY: 'b.test' }).conflict).toBe(
    'NO_PROXY',
  );
});

test('credentials are for the connector and are not shown', () => {
  const choice = proxyFor(gateway, { HTTPS_PROXY: 'https://ana:secret@proxy.test:8443' });
  expect(choice).toEqual({
    proxy: 'https://ana:secret@proxy.test:8443/',
    shown: 'https://proxy.test:8443',
    variable: 'HTTPS_PROXY',
  });
});

test.each([
  ['socks5://u:secret@proxy.test:1080', 'socks', 'socks5://proxy.test:1080'],
  ['socks5h://proxy.test:1080', 'socks', 'socks5h://proxy.test:1080'],
  ['ftp://proxy.test', 'unparseable', 'ftp://proxy.test'],
  ['http://', 'unparseable', undefined],
  ['http://pro xy:secret', 'unparseable', undefined],
])('%s is said to be %s, and no proxy is taken in its place', (value, unsupported, address) => {
  const choice = proxyFor(gateway, { HTTPS_PROXY: value });
  expect(choice).toMatchObject({ variable: 'HTTPS_PROXY', unsupported });
  expect(choice.proxy).toBeUndefined();
  expect(choice.shown).toBe(address);
});

test.each([
  'http://localhost:8080',
  'http://x.localhost',
  'http://127.9.9.9',
  'http://[::1]:80',
  'http://LOCALHOST.',
])('%s never goes through a proxy', (url) => {
  const expected = { shown, variable: 'ALL_PROXY', bypass: 'loopback' };
  expect(proxyFor(url, { ALL_PROXY: proxy })).toEqual(expected);
});

describe('an exception', () => {
  test.each([
    ['*', gateway],
    ['other.test, api.gateway.test', gateway],
    ['gateway.test', gateway],
    ['.gateway.test', gateway],
    ['*.gateway.test', gateway],
    ['GATEWAY.test.', gateway],
    ['api.gateway.test:443', gateway],
    ['gateway.test:8443', 'https://gateway.test:8443'],
    ['10.0.0.0/8', 'http://10.20.30.40'],
    ['10.1.2.3', 'http://10.1.2.3:8000'],
    ['10.1.2.3:8000', 'http://10.1.2.3:8000'],
    ['fd00::/8', 'http://[fd12::1]'],
    ['fd12::1', 'http://[fd12:0::1]'],
    ['[fd12::1]:8080', 'http://[fd12::1]:8080'],
    ['a.test b.test', 'https://b.test'],
  ])('%s covers %s', (exceptions, url) => {
    const choice = proxyFor(url, { ALL_PROXY: proxy, NO_PROXY: exceptions });
    expect(choice).toEqual({ shown, variable: 'ALL_PROXY', bypass: 'no-proxy' });
  });

  test.each([
    ['mygateway.test', gateway],
    ['way.test', gateway],
    ['api.gateway.test:8443', gateway],
    ['10.0.0.0/8', 'http://11.0.0.1'],
    ['10.0.0.0/33', 'http://10.0.0.1'],
    ['10.0.0.0/', 'http://10.0.0.1'],
    ['/8', 'http://10.0.0.1'],
    ['10.0.0.1', 'http://10.0.0.11'],
    ['::1', gateway],
    ['::/0', 'http://203.0.113.9'],
    ['', gateway],
  ])('%s does not cover %s', (exceptions, url) => {
    expect(proxyFor(url, { ALL_PROXY: proxy, NO_PROXY: exceptions })).toMatchObject({ proxy });
  });
});
