import { afterEach, describe, expect, test } from 'vitest';
import { fakeFiles } from '../support/fake-files.ts';
import { type Loopback, listen, response, says } from '../support/loopback.ts';
import { runNexus } from '../support/run-nexus.ts';
import { attacks } from './attacks.ts';

const hostile = attacks.join(' ');

/** Parsers of four CI systems, as their documentation describes what they look for. */
const ciCommand = /^\s*::[a-z-]+|##\[[a-z]+|##vso\[|^\s*##teamcity\[|^section_start:/im;
const unclean = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const key = 'zq7Kd0P4xVb81LmNfT5sWcYh';
let gateway: Loopback | undefined;
afterEach(() => gateway?.close());

const error = { message: hostile, type: hostile, code: hostile, param: hostile };
const jsonType = ['content-type: application/json'];
const inHeaders = ['\u009b2J', '::error::x', '##[group]x', '\u0085'].map(
  (text, at) => `x-request-id${at || ''}: ${text}`,
);

const answers: Readonly<Record<string, Buffer>> = {
  'an error': response(JSON.stringify({ error, request_id: hostile }), jsonType, '401 No'),
  'an error nobody documents': response(
    JSON.stringify({ detail: [{ msg: hostile, [hostile]: hostile }] }),
    jsonType,
    '418 X',
  ),
  'a list of models': response(
    JSON.stringify({ object: 'list', data: [{ id: hostile, owned_by: hostile }, { id: `b ${hostile}` }] }),
    jsonType,
  ),
  'a page': response(`<title>${hostile}</title><h1>${hostile}</h1>`, ['content-type: text/html'], '502 Bad'),
  text: response(hostile, ['content-type: text/plain'], '500 No'),
  'the words behind the status': response('no', [], '503 \u001b[2J\u001b]0;t\u0007::error::x ##[group]x'),
  headers: response(
    '{"error":{"code":"invalid_key","message":"No."}}',
    [...jsonType, ...inHeaders],
    '401 No',
  ),
  'the target of a redirect': response(
    '',
    ['location: https://evil.example/\u009b2J::error::x/##[group]x'],
    '302 Go',
  ),
  'a stream': response(`event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`, [
    'content-type: text/event-stream',
  ]),
};

const commands = [
  ['doctor', 'human', 'json', 'markdown', 'junit'],
  ['models', 'human', 'json', 'markdown'],
  ['probe --yes --route /v1/messages', 'human', 'json', 'markdown', 'junit', 'ndjson'],
] as const;

function expectClean(text: string, what: string): void {
  expect(text.replaceAll('\n', ''), what).not.toMatch(unclean);
}

function expectInert(text: string, what: string): void {
  expectClean(text, what);
  expect(text, what).not.toMatch(ciCommand);
  expect(text, what).not.toMatch(/^\s*✔ every check passed/m);
}

describe('what a gateway writes stays text', () => {
  test.each(Object.entries(answers))('in %s, on every output and in every file', async (_, answer) => {
    gateway = await listen(says(answer));
    const at = ['--base-url', `http://127.0.0.1:${gateway.port}`, '--verbose', '--timeout', '3'];
    for (const [command, ...formats] of commands) {
      for (const format of formats) {
        const files = fakeFiles({});
        const argv = [...command.split(' '), ...at, '--format', format];
        const { stdout, stderr } = await runNexus(argv, { env: { NEXUS_API_KEY: key }, realFiles: files });
        expect(stdout + stderr).not.toBe('');
        expectInert(stdout, `${command} ${format}`);
        expectInert(stderr, `${command} ${format}, standard error`);
        for (const [path, text] of files.written) expectClean(text, `${command} ${format} ${path}`);
        const last = await runNexus(['explain', '--last'], { realFiles: files });
        expectInert(last.stdout + last.stderr, `${command} ${format}, explain --last`);
      }
    }
    expect(gateway.connections()).toBeGreaterThan(0);
  });

  test('and what a person pastes does, too', async () => {
    for (const attack of attacks) {
      for (const format of ['human', 'json', 'markdown']) {
        const stdin = `401 {"error":{"code":"invalid_key","message":${JSON.stringify(attack)}}} ${attack}`;
        const { stdout, stderr } = await runNexus(['explain', '-', '--format', format], { stdin });
        expectInert(stdout + stderr, `${format} ${JSON.stringify(attack)}`);
      }
    }
  });

  test('links lead to pages of the catalogue, never to an address of the gateway', async () => {
    const doc = {
      doc_url: 'javascript:alert(1)',
      documentation_url: 'https://evil.example/fix',
      help: 'https://evil.example/help',
    };
    gateway = await listen(
      says(
        response(
          JSON.stringify({ error: { ...error, code: 'invalid_key', ...doc }, ...doc }),
          jsonType,
          '401 No',
        ),
      ),
    );
    const { json } = await runNexus(['doctor', '--json', '--base-url', `http://127.0.0.1:${gateway.port}`], {
      env: { NEXUS_API_KEY: key },
    });
    const links = [...JSON.stringify(json).matchAll(/"(?:docs|link)":"([^"]+)"/g)].map(
      ([, link]) => link ?? '',
    );
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toMatch(/^https:\/\//);
    expect(links.join(' ')).not.toContain('evil.example');
  });
});
