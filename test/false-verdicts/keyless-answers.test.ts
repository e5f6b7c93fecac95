import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { FakeAnswer, FakeReply } from '../support/fake-network.ts';
import { fakeSystem } from '../support/fake-system.ts';

const key = 'relay-key-of-ana-0123456789';
const list = { status: 200, json: { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] } };
const refusal = {
  status: 401,
  json: { error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } },
};
const plain = (status: number, message: string): FakeAnswer => ({ status, json: { detail: message } });
const page = (status: number, title: string): FakeAnswer => ({
  status,
  body: `<html><head><title>${title}</title></head><body>${title}</body></html>`,
  headers: { 'content-type': 'text/html', server: 'nginx' },
});
const toLogin = (location: string): FakeAnswer => ({ status: 302, body: '', headers: { location } });
const closed: FakeAnswer = { kind: 'unreachable', phase: 'headers', code: 'UND_ERR_SOCKET' };

/** A gateway with only a model list, by who asks. */
function gateway(none: FakeAnswer, wrong: FakeAnswer, real: FakeAnswer): readonly FakeReply[] {
  const missing: FakeAnswer = { status: 404, json: { error: { message: 'Not Found' } } };
  return [
    { path: '/v1/balance', key, answer: missing },
    { path: '/v1/models', key, answer: real },
    { key: null, answer: none },
    { path: '/v1/models', answer: wrong },
    { answer: missing },
  ];
}

/** What the gateway says of the key, wherever its kind of error has the words. */
function messageOf(answer: FakeAnswer): { message: string } {
  const text = 'json' in answer ? JSON.stringify(answer.json) : '';
  return { message: /"(?:detail|message)":"([^"]*)"/.exec(text)?.[1] ?? 'no message' };
}

async function told(replies: readonly FakeReply[], argv: readonly string[] = ['doctor']) {
  const world = { env: { NEXUS_API_KEY: key, NEXUS_BASE_URL: 'https://relay.example' }, replies };
  const forPeople = fakeSystem({ ...world, seed: 'people' });
  await run(argv, forPeople);
  const system = fakeSystem(world);
  const exitCode = await run([...argv, '--json'], system);
  const json = JSON.parse(system.stdout.text());
  const cause = json.firstCause ?? null;
  return {
    json,
    exitCode,
    text: forPeople.stdout.text().replace(/\s+/g, ' '),
    cause: cause && `${cause.check} ${cause.finding.id}`,
    status: Object.fromEntries(
      (json.results ?? []).map((row: { id: string; status: string }) => [row.id, row.status]),
    ),
    sent: system.fakeNetwork.sent,
  };
}

describe('what the key in force got is the cause, not what a stranger got', () => {
  const missingHeader = plain(422, 'Field required');
  const google = (status: number, message: string): FakeAnswer => ({
    status,
    json: [{ error: { code: status, message, status: 'INVALID_ARGUMENT' } }],
  });
  const noHeader = google(400, 'Missing or invalid Authorization header.');
  const notValid = google(400, 'API key not valid. Please pass a valid API key.');
  test.each([
    [
      'no money',
      missingHeader,
      plain(401, 'Invalid API key'),
      plain(402, 'Payment required: quota exhausted'),
    ],
    ['too many', missingHeader, plain(401, 'Invalid API key'), plain(429, 'Rate limit exceeded')],
    ['a fault', missingHeader, plain(401, 'Invalid API key'), plain(500, 'Internal Server Error')],
    ['a wrong place', noHeader, notValid, google(400, 'User location is not supported for the API use.')],
    ['a leak', noHeader, notValid, google(403, 'Your API key was reported as leaked.')],
    ['no money beside a fault', plain(500, 'null pointer'), refusal, plain(402, 'Insufficient Balance')],
    ['too many beside a crash', page(500, 'Oops'), refusal, plain(429, 'Rate limit exceeded')],
  ])('%s', async (_, none, wrong, real) => {
    const { json, text } = await told(gateway(none, wrong, real));
    const { message } = messageOf(real);
    expect(json.firstCause.finding.summary).toContain(message);
    expect(text).not.toMatch(/Missing or invalid Authorization|Field required|null pointer/);
  });
});

describe('where strangers meet something before the API, the key is tried', () => {
  test.each([
    ['a redirect to a login on another host', toLogin('https://login.example/oauth2/start')],
    ['a redirect to a login', toLogin('/oauth2/sign_in')],
    ['a web page', page(200, 'Welcome')],
    ['a missing page', page(404, 'Not Found')],
    ['a page that forbids', page(403, '403 Forbidden')],
  ])('%s asks for a key, and the key is proven', async (_, none) => {
    const { status, cause, sent, exitCode } = await told(gateway(none, refusal, list));
    expect(status).toMatchObject({
      'gateway.speaks-this-api': 'pass',
      'gateway.requires-a-key': 'pass',
      'key.is-accepted': 'pass',
      'models.are-enabled': 'pass',
    });
    expect(cause === null || !cause.startsWith('gateway.')).toBe(true);
    expect(exitCode).toBe(0);
    expect(sent.every(({ url }) => new URL(url).host === 'relay.example')).toBe(true);
  });

  test.each([
    ['a crash', { status: 500, body: 'Internal Server Error', headers: { 'content-type': 'text/plain' } }],
    ['a page of a proxy', page(502, '502 Bad Gateway')],
    ['a closed connection', closed],
  ] satisfies readonly (readonly [string, FakeAnswer])[])(
    '%s is told as what happens without a key, and the list is read',
    async (_, none) => {
      const { status, text, json } = await told(gateway(none, refusal, list));
      expect(status).toMatchObject({ 'gateway.speaks-this-api': 'pass', 'models.are-enabled': 'pass' });
      expect(text).toMatch(/without a key/);
      expect(text).not.toMatch(/gateway does not answer/i);
      expect(json.firstCause?.finding.owner).not.toBe('your-network');
      const models = await told(gateway(none, refusal, list), ['models']);
      expect([models.exitCode, models.json.total]).toEqual([0, 1]);
    },
  );

  test.each([
    ['a redirect', toLogin('https://login.example/oauth2/start')],
    ['a web page', page(200, 'Welcome')],
    ['a closed connection', closed],
  ])('%s that the key meets too stays the cause', async (_, answer) => {
    const { status, cause } = await told([{ answer }]);
    expect(status['gateway.speaks-this-api']).not.toBe('pass');
    expect(cause).toMatch(/^gateway\.speaks-this-api /);
  });

  test('a key that is refused there is told as refused', async () => {
    const { cause, exitCode } = await told(gateway(toLogin('/login'), refusal, refusal));
    expect([cause, exitCode]).toEqual(['key.is-accepted openai/invalid_api_key', 4]);
  });

  test('a random key that is sent to the login too proves the key by contrast', async () => {
    const login = toLogin('https://login.example/oauth2/start');
    const { status } = await told(gateway(login, login, list));
    expect(status).toMatchObject({ 'gateway.requires-a-key': 'pass', 'key.is-accepted': 'pass' });
  });
});

describe('beside a list for everybody, a balance that refuses the key', () => {
  const refused = plain(401, 'Invalid API key.');
  const openList = { path: '/v1/models', answer: list };

  test('is named as that, and not as a gateway that checks no keys', async () => {
    const { cause, json, text, exitCode } = await told([openList, { path: '/v1/balance', answer: refused }]);
    expect(cause).toBe('key.is-accepted local/key-refused-in-part');
    expect(json.firstCause.finding.summary).toBe(
      'GET /v1/balance refuses this key (401), and GET /v1/models answers without a key',
    );
    expect(text).not.toMatch(/does not accept the key/);
    expect(text).not.toMatch(/does not check the key/);
    expect([json.verdict, exitCode]).toEqual(['inconclusive', 3]);
  });

  test('that asks everybody for a login of its own kind stays open', async () => {
    const login = { path: '/v1/balance', answer: { status: 401, body: '' } } as const;
    const { json } = await told([openList, login]);
    expect(json.verdict).toBe('inconclusive');
  });
});
