import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const now = '2026-11-23T02:00:00Z';
const report = (stdin: string, flags: readonly string[] = [], world: object = {}) =>
  runNexus(['report', '--from', '-', ...flags], { now, stdin, ...world });
const errorOf = (error: object) => JSON.stringify({ error, request_id: 'req_pasted_1' });

describe('an error that nobody knows', () => {
  test('is said to be unknown, with what was looked for and what to paste', async () => {
    const { json } = await report('it fails: model=gpt-5.4 since noon', [
      '--json',
      '--note',
      'x',
      '--model',
      'm',
    ]);
    expect(json.meaning).toBeNull();
    expect(json.advice).toMatchObject({ place: 'unclear', owner: null, retry: null });
    expect(json.advice.text).toMatch(/no status, no code, no request_id/);
    expect(json.advice.text).toMatch(/paste the whole answer with its headers.*nexus report --from -/);
  });

  test('with a code of its own is not told for an unusual status', async () => {
    const { json, stdout } = await report(errorOf({ code: 'zork', type: 'billing_error', message: 'no' }), [
      '--json',
    ]);
    expect(json.meaning).toBeNull();
    expect(json.advice.text).toContain('documents "zork"');
    expect(stdout).not.toContain('unusual status');
  });

  test('that is a bare status is said once to be no more than that', async () => {
    const { stdout } = await report('HTTP/1.1 502 Bad Gateway\ncontent-type: application/json\n\n{}');
    expect(stdout.match(/no code/g)).toHaveLength(2);
    expect(stdout).toMatch(/a bare 502 does not prove/);
    expect(stdout).not.toContain('Meaning');
  });

  test('explain says what it looked for', async () => {
    const { json, exitCode } = await runNexus(['explain', '-', '--json'], {
      now,
      stdin: 'it does not work today',
    });
    expect([exitCode, json.matches]).toEqual([1, []]);
    expect(json.note).toMatch(/no documented code or type, no status, and no words/);
  });
});

describe('the support that is named follows the evidence', () => {
  const nusantaraOnly = errorOf({ code: 'user_total_daily_limit_exceeded', message: 'no' });
  test.each<[string, string, readonly string[], string, string]>([
    ['the flag', errorOf({ code: 'internal_error' }), ['--provider', 'nusantara'], 'nusantara', '--provider'],
    [
      'the host',
      `curl https://api.neosantara.xyz/v1/responses\nHTTP/1.1 500 No\n\n${errorOf({ code: 'zork' })}`,
      [],
      'nusantara',
      'api.neosantara.xyz',
    ],
    ['a code of one gateway alone', nusantaraOnly, [], 'nusantara', 'user_total_daily_limit_exceeded'],
    ['nothing: the default', errorOf({ code: 'zork' }), [], 'nexus', 'the default'],
  ])('%s', async (_, stdin, flags, id, because) => {
    const { json } = await report(stdin, ['--json', ...flags]);
    expect(json.ticket.provider).toMatchObject({ id, because: expect.stringContaining(because) });
    expect(json.contact.length > 0).toBe(id === 'nexus');
  });

  test('the variable that chose the profile is said', async () => {
    const env = { NEOSANTARA_API_KEY: 'nsk_0123456789abcdef0123456789abcdef' };
    const { stdout } = await report(errorOf({ code: 'zork' }), [], { env });
    expect(stdout).toMatch(/Gateway +Nusantara AI: chosen by env NEOSANTARA_API_KEY/);
    expect(stdout).not.toContain('nexus_hubbot');
  });

  test('of a request that went elsewhere nobody is named but whoever runs that host', async () => {
    const stdin = 'unexpected status 401 Unauthorized: no, url: https://api.openai.com/v1/responses';
    for (const format of ['human', 'text', 'markdown']) {
      const { stdout } = await report(stdin, ['--format', format]);
      expect(stdout).toMatch(/whoever runs `?api\.openai\.com/);
      expect(stdout).not.toMatch(/nexus_hubbot|documents no support|Support ticket: Nexus/);
    }
  });
});

describe('explain names the support of the gateway that was called', () => {
  const page = '\n\n<html><head><title>502 Bad Gateway</title></head></html>';
  test.each([
    ['of Nexus', `curl https://api.nexus-hub.ru/v1/responses${page}`, 'Telegram @nexus_hubbot'],
    ['nobody where none is documented', `curl https://api.neosantara.xyz/v1/responses${page}`, undefined],
    ['nobody for another service', `curl https://api.openai.com/v1/responses${page}`, undefined],
  ])('%s', async (_, stdin, contact) => {
    const { json } = await runNexus(['explain', '-', '--json'], { now, stdin });
    expect(json.matches[0].id).toBe('edge/server-error-page');
    expect(json.matches[0].contact[0]).toBe(contact);
    expect(json.note.includes('none of the gateways')).toBe(stdin.includes('openai'));
  });
});

describe('the ray of the edge is kept', () => {
  const page = '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>';
  test.each([
    [
      'a header',
      `HTTP/2 403\ncf-ray: 9f2c321a3efb48f4-FRA\ncontent-type: text/html\n\n${page}</html>`,
      '9f2c321a3efb48f4-FRA',
    ],
    [
      'the page',
      `${page}<p>Cloudflare Ray ID: <strong>9f1dd12a341e663b</strong></p></html>`,
      '9f1dd12a341e663b',
    ],
    [
      'a line of Codex',
      'unexpected status 404 Not Found: no, url: https://api.nexus-hub.ru/v1/responses, cf-ray: 9f2a147f8ef36676-SIN, request id: 8f55a6f0-f83f-45e3-b97c-927d93d8d9de',
      '9f2a147f8ef36676-SIN',
    ],
  ])('of %s', async (_, stdin, ray) => {
    expect((await report(stdin, ['--json'])).json.ticket.ray).toBe(ray);
    for (const format of ['human', 'text', 'markdown']) {
      expect((await report(stdin, ['--format', format])).stdout).toMatch(new RegExp(`cf-ray.*${ray}`));
    }
  });

  test('two rays in one text are nobody’s', async () => {
    const stdin = `${page}<p>Ray ID: 9f1dd12a341e663b</p><p>Ray ID: 8f1dd12a341e663b</p></html>`;
    expect((await report(stdin, ['--json'])).json.ticket.ray).toBeUndefined();
  });
});

test.each([
  ['a certificate', 'curl: (60) SSL certificate problem: certificate has expired', 'no answer came'],
  [
    'a wall',
    '<html><head><title>Attention Required! | Cloudflare</title></head></html>',
    'did not see the request',
  ],
])('nobody is asked for the request id that %s can’t have', async (_, stdin, why) => {
  const { json } = await report(stdin, ['--json']);
  expect(json.missing.map(({ fact }: { fact: string }) => fact)).not.toContain('requestId');
  expect(json.ticket.remarks.requestId).toContain(why);
  const named = await report(stdin, ['--json', '--request-id', 'req_7']);
  expect(named.json.ticket).toMatchObject({ requestId: 'req_7', remarks: {} });
});

describe('commands in words are those that the person can type', () => {
  const startedAs = 'npx nexus-doctor';
  test.each<[string, readonly string[], object]>([
    ['nothing recorded', ['report'], {}],
    ['the record is off', ['report'], { env: { NEXUS_NO_JOURNAL: '1' } }],
    ['nothing of the sandbox', ['report', '--sandbox'], {}],
    ['a paste without an error', ['report', '--from', '-'], { stdin: 'hello' }],
    ['an unknown run', ['report', '--run', 'x'], {}],
    ['nothing to explain', ['explain'], { stdin: '' }],
    ['nothing recorded to explain', ['explain', '--last'], {}],
    ['a paste that names nothing', ['report', '--from', '-', '--model', 'm'], { stdin: 'hello' }],
    ['a code that nobody knows', ['explain', 'zork'], {}],
    ['a bare status', ['explain', '502'], {}],
  ])('%s', async (_, argv, world) => {
    const { stdout, stderr } = await runNexus(argv, { now, startedAs, ...world });
    const text = stdout + stderr;
    expect(text).toContain('npx nexus-doctor ');
    expect(text).not.toMatch(/(?<![\w-])nexus (?:doctor|report|explain|probe)\b/);
  });
});

test('a long note is kept, and one that is too long says that it was cut', async () => {
  const note = 'it began at noon '.repeat(60).trim();
  const whole = await report(errorOf({ code: 'internal_error' }), ['--json', '--note', note]);
  expect([whole.json.ticket.note, whole.stderr]).toEqual([note, '']);
  const longer = await report(errorOf({ code: 'internal_error' }), ['--json', '--note', note.repeat(3)]);
  expect(longer.json.ticket.note).toMatch(/ \[…\]$/);
  expect(longer.json.ticket.note.length).toBeLessThanOrEqual(2005);
  expect(longer.stderr).toBe(
    `The note was cut: the ticket has the first 2000 of its ${note.length * 3} characters.\n`,
  );
});
