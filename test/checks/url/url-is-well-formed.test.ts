import { expect, test } from 'vitest';
import { urlIsWellFormed } from '../../../src/checks/url/url-is-well-formed.ts';
import { baseUrlFrom } from '../../../src/settings/base-url.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

test.each([
  ['https://api.nexus-hub.ru', 'pass'],
  ['https://api.nexus-hub.ru/v1/', 'pass'],
  ['http://127.0.0.1:4000', 'pass'],
  ['http://192.168.1.7:4000', 'warn local/http-to-private-host'],
  ['https://192.168.1.7:4000', 'pass'],
  ['http://api.nexus-hub.ru', 'fail local/http-to-public-host'],
  ['https://api.nexus-hub.ru/v1/v1', 'fail local/url-doubled-version'],
  ['https://api.nexus-hub.ru/v1x/v1', 'pass'],
  ['https://api.nexus-hub.ru/v1/chat/completions', 'fail local/url-is-endpoint'],
  ['https://name:word@api.nexus-hub.ru', 'fail local/url-has-userinfo'],
  ['https://api.nexus-hub.ru?key=1', 'fail local/url-malformed'],
  ['api.nexus-hub.ru', 'fail local/url-malformed'],
  ['ftp://api.nexus-hub.ru', 'fail local/url-malformed'],
  ['', 'fail local/url-malformed'],
])('the base URL "%s" is judged %s', (typed, expected) => {
  expect(judged(urlIsWellFormed, baseUrlFrom(typed))).toBe(expected);
});

test('a user name and a password in the URL do not become evidence', async () => {
  const context = await checkContext({}, { baseUrl: 'https://ana:open-sesame@api.nexus-hub.ru' });
  expect(JSON.stringify(await runOne(urlIsWellFormed, context))).not.toContain('open-sesame');
});

test('the typed form is shown where another one is used', () => {
  expect(urlIsWellFormed.fact?.(baseUrlFrom('https://api.nexus-hub.ru/v1'))).toBe(
    'https://api.nexus-hub.ru/v1 is used as https://api.nexus-hub.ru',
  );
  expect(urlIsWellFormed.fact?.(baseUrlFrom('https://api.nexus-hub.ru'))).toBeUndefined();
});

test.each([
  ['http://192.168.1.7:4000', { host: '192.168.1.7' }],
  ['https://name:word@api.nexus-hub.ru', { typed: expect.any(String) }],
  [
    'https://api.nexus-hub.ru/v1/v1',
    { typed: 'https://api.nexus-hub.ru/v1/v1', suggestion: 'https://api.nexus-hub.ru/v1' },
  ],
  ['https://api.nexus-hub.ru/v1/chat/completions', { suggestion: 'https://api.nexus-hub.ru/v1' }],
  ['http://api.nexus-hub.ru', { typed: 'http://api.nexus-hub.ru', suggestion: 'https://api.nexus-hub.ru' }],
  [
    'api.nexus-hub.ru',
    { typed: 'api.nexus-hub.ru', problem: expect.any(String), suggestion: 'https://api.nexus-hub.ru' },
  ],
])('the finding of "%s" says what to write instead', (typed, params) => {
  expect(urlIsWellFormed.judge(baseUrlFrom(typed))).toMatchObject({ findings: [{ params }] });
});

test('a well formed URL is the first rung', () => {
  expect(urlIsWellFormed.proves?.(baseUrlFrom('https://api.nexus-hub.ru'))).toBe('configured');
  expect(urlIsWellFormed.fact?.(baseUrlFrom(''))).toBeUndefined();
});
