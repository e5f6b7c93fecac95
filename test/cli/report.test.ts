import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { JournalRecord } from '../../src/journal/journal-record.ts';
import { holdsSecret } from '../../src/report/find-secrets.ts';
import { createNetwork } from '../../src/system/node-network.ts';
import { callOf, place, runOf, textOf } from '../journal/records.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';
import { runNexus } from '../support/run-nexus.ts';

const now = '2026-01-02T03:10:00.000Z';
const report = (flags: readonly string[], world: FakeWorld = {}) =>
  runNexus(['report', ...flags], { now, ...world });
const withJournal = (...records: readonly JournalRecord[]): FakeWorld => ({
  files: { [place]: textOf(...records) },
});
const serviceError = { status: 502, code: null, type: 'api_error', finding: 'nexus/service-request-error' };
const paste = (code: string, message = 'no') =>
  JSON.stringify({ error: { code, type: 'billing_error', message }, request_id: 'req_pasted_1' });
const fromPaste = (stdin: string, flags: readonly string[] = [], world: FakeWorld = {}) =>
  report(['--from', '-', '--json', ...flags], { ...world, stdin });

describe('from the record of this machine', () => {
  test('the last failure gives all five facts, and says that the program of the person is not known', async () => {
    const { json, exitCode } = await report(
      ['--json', '--strict'],
      withJournal(callOf(1), callOf(2, serviceError)),
    );
    expect(exitCode).toBe(0);
    expect(json.ticket).toMatchObject({
      requestId: 'req_2',
      model: 'gpt-5.4-mini',
      endpoint: 'POST /v1/responses (streaming)',
      time: '2026-01-02T03:04:07.000Z',
      client: 'nexus/0.1.0 probe',
      retryAfter: 7,
      error: { status: 502, type: 'api_error' },
    });
    expect(json.ticket.remarks.client).toContain('your own program is not known');
    expect(json.missing).toEqual([]);
    expect(json.others).toEqual([expect.stringContaining('429 rate_limit_exceeded')]);
  });

  test.each(['human', 'markdown', 'text', 'json'])(
    'a path that holds ESC is shown escaped in %s',
    async (format) => {
      const { stdout } = await report(
        ['--format', format],
        withJournal(callOf(1, { path: '/v1/\u001b[2J' })),
      );
      expect(stdout).toContain('/v1/\\u001b[2J');
      expect(stdout).not.toContain('\u001b');
    },
  );

  test('support is the right place when the same error came again and again', async () => {
    const { json } = await report(
      ['--json'],
      withJournal(...[1, 2, 60].map((at) => callOf(at, serviceError))),
    );
    expect(json.ticket.timesSeen).toBe(3);
    expect(json.advice).toMatchObject({
      place: 'support',
      text: expect.stringContaining('3 times in 10 minutes'),
    });
    expect(json.ticket.tried).toContain('sent again 2 times within 10 minutes: the same error');
    expect(json.contact).toEqual(['Telegram @nexus_hubbot', 'direct messages on the marketplace']);
  });

  test('errors of another model, of another code or long before do not count', async () => {
    const { json } = await report(
      ['--json'],
      withJournal(
        callOf(-700, serviceError),
        callOf(1, { ...serviceError, model: 'gpt-5.4' }),
        callOf(2),
        callOf(3, serviceError),
      ),
    );
    expect(json.ticket.timesSeen).toBe(1);
    expect(json.advice.text).toContain('if it repeats');
  });

  test('what the last doctor run against the same gateway proved stands in it', async () => {
    const firstCause = { check: 'balance.is-available', finding: 'local/balance-empty' };
    const ours = runOf(0, { verdict: 'broken', firstCause });
    const other = runOf(-1, { origin: 'https://other.example' });
    const { json } = await report(['--json'], withJournal(other, ours, callOf(2, serviceError)));
    expect(json.ticket.proof).toBe('accepts-key');
    expect(json.ticket.tried).toEqual([
      'doctor at 2026-01-02 03:04 UTC: broken, proven accepts-key, first cause balance.is-available (local/balance-empty)',
    ]);
  });

  test.each([
    ['another gateway', runOf(0, { origin: 'https://other.example' })],
    ['another week', runOf(-604_800)],
    ['the sandbox', runOf(0, { sandbox: 'healthy' })],
  ])('a doctor run of %s proves nothing here', async (_, run) => {
    const { json } = await report(['--json'], withJournal(run, callOf(2, serviceError)));
    expect(json.ticket.proof).toBeUndefined();
    expect(json.ticket.tried).toEqual([]);
  });

  test('a call that got no answer is told by the id that nexus sent', async () => {
    const lost = {
      requestId: null,
      status: null,
      code: 'TIMEOUT',
      type: null,
      finding: null,
      verdict: 'unreachable',
    };
    const { json } = await report(['--json'], withJournal(callOf(1, lost)));
    expect(json.ticket.requestId).toBe('0b9e2a36-0000-4000-8000-000000000001');
    expect(json.ticket.remarks.requestId).toContain('no answer named one');
  });

  test('a model list takes no model, so nobody is asked for one', async () => {
    const refused = {
      method: 'GET',
      path: '/v1/models',
      stream: null,
      model: null,
      finding: 'nexus/invalid_key',
    } as const;
    const { json, exitCode } = await report(['--json', '--strict'], withJournal(callOf(1, refused)));
    expect(json.missing).toEqual([]);
    expect(json.ticket.remarks.model).toBe('GET /v1/models takes none');
    expect(exitCode).toBe(0);
  });

  test('one run is chosen by its id', async () => {
    const runId = '11111111-1111-4111-8111-111111111111';
    const { json } = await report(
      ['--run', runId, '--json'],
      withJournal(callOf(1, { runId }), callOf(2, serviceError)),
    );
    expect(json.ticket.requestId).toBe('req_1');
    expect((await report(['--run', 'no-such-run'], withJournal(callOf(1)))).exitCode).toBe(2);
  });

  test.each<[string, readonly string[], FakeWorld]>([
    ['nothing on record', ['--last'], {}],
    ['only the sandbox on record', ['--last'], withJournal(callOf(1, { sandbox: 'key/revoked' }))],
    ['the record is off', [], { env: { NEXUS_NO_JOURNAL: '1' } }],
    ['two sources at once', ['--last', '--from', '-'], withJournal(callOf(1))],
    ['a file that is not there', ['--from', 'nothing.log'], {}],
    ['a paste without an error', ['--from', '-'], { stdin: 'it does not work' }],
    ['a scenario that does not exist', ['--sandbox', 'key/revokd'], withJournal(callOf(1))],
  ])('%s ends with exit code 2', async (_, flags, world) => {
    const { exitCode, stderr } = await report(flags, world);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Error: .+\n.+\n$/);
  });
});

describe('from what the person knows', () => {
  const flags = ['--request-id', 'req_7', '--endpoint', '/v1/responses?key=x', '--client', 'codex 0.169'];

  test('flags alone make a ticket, and stdin is not touched', async () => {
    const { json, exitCode } = await report([...flags, '--time', '06:05', '--json'], {
      ...withJournal(callOf(1)),
      offsetMinutes: 180,
      stdin: paste('invalid_key'),
    });
    expect(exitCode).toBe(0);
    expect(json.ticket).toMatchObject({
      requestId: 'req_7',
      model: null,
      endpoint: 'POST /v1/responses',
      time: '2026-01-02T03:05:00.000Z',
      localOffsetMinutes: 180,
      client: 'codex 0.169',
    });
    expect(json.ticket.remarks.time).toContain('local time');
    expect(json.missing.map(({ fact }: { fact: string }) => fact)).toEqual(['model']);
  });

  test('flags win over the record', async () => {
    const { json } = await report([...flags, '--last', '--json'], withJournal(callOf(1)));
    expect(json.ticket).toMatchObject({ requestId: 'req_7', client: 'codex 0.169', model: 'gpt-5.4-mini' });
    expect(json.ticket.origins).toMatchObject({ client: '--client', model: 'journal' });
    expect(json.ticket.remarks.client).toBeUndefined();
  });

  test('--strict exits 1 while a fact is missing, and says how to get it', async () => {
    const { stdout, exitCode } = await report([...flags, '--strict']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('model         REQUIRED: ');
    expect((await report(flags)).exitCode).toBe(0);
  });

  test.each([
    ['--time', 'next week'],
    ['--time', '2027-01-01 09:42'],
    ['--time', '2026-02-31 09:42'],
    ['--request-id', 'two words'],
    ['--endpoint', 'no-path'],
    ['--model', ''],
  ])('%s %j is refused without being repeated', async (flag, value) => {
    const { exitCode, stderr } = await report([flag, value]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(flag);
    if (value !== '') expect(stderr).not.toContain(value);
  });
});

describe('missing facts are asked for', () => {
  const asking = async (flags: readonly string[], typed: string) => {
    const system = fakeSystem({ now, terminal: { typed } });
    const exitCode = await run(['report', '--request-id', 'req_7', '--time', '03:05', ...flags], system);
    return { system, exitCode, stdout: system.stdout.text() };
  };

  test('on a terminal, and an answer that is none leaves them missing', async () => {
    const { system, stdout } = await asking([], 'gpt-5.4');
    // The endpoint is asked for once more.
    expect(system.questions).toHaveLength(4);
    expect(stdout).toContain('model         gpt-5.4\n');
    expect(stdout).toContain('endpoint      REQUIRED');
    expect(stdout).toContain('client        gpt-5.4\n');
  });

  test('an empty answer leaves them missing', async () => {
    const { system, stdout } = await asking([], '');
    expect(system.questions).toHaveLength(3);
    expect(stdout.match(/REQUIRED/g)).toHaveLength(3);
  });

  test.each([['--no-input'], ['--json'], ['--format=text']])('never with %s', async (flag) => {
    expect((await asking([flag], 'x')).system.questions).toEqual([]);
  });
});

describe('from a paste', () => {
  test('a body gives the request id and the error, and says where they stood', async () => {
    const { json } = await fromPaste(paste('internal_error'));
    expect(json.ticket).toMatchObject({ requestId: 'req_pasted_1', error: { code: 'internal_error' } });
    expect(json.ticket.origins.requestId).toMatch(/line 1/);
    expect(json.advice.place).toBe('support');
  });

  test('an empty balance is the person’s to solve first, with the documented exception', async () => {
    const { json } = await fromPaste(paste('insufficient_balance'));
    expect(json.advice).toMatchObject({ place: 'you-first', owner: 'you', retry: 'after-fix' });
    expect(json.advice.exception).toMatch(/topped up and requests are still refused/);
    const { stdout } = await report(['--from', '-'], { stdin: paste('insufficient_balance') });
    expect(stdout).toContain('You can solve this yourself');
    expect(stdout).toContain('Write to support all the same when');
  });

  test('an unfinished billing is not to be retried yet', async () => {
    for (const format of ['human', 'markdown', 'text']) {
      const { stdout } = await report(['--from', '-', '--format', format], {
        stdin: paste('billing_finalization_failed'),
      });
      expect(stdout.toLowerCase()).toContain('do not retry yet');
    }
  });

  test('a page of something on the way is not the gateway’s error', async () => {
    const page =
      '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center>nginx/1.24.0</center></body></html>';
    const { json } = await fromPaste(
      `HTTP/1.1 502 Bad Gateway\nserver: nginx\ncontent-type: text/html\n\n${page}`,
    );
    expect(json.advice.place).toBe('elsewhere');
    expect(json.ticket.requestId).toBeNull();
  });

  test('a request that went to another service is not the gateway’s either', async () => {
    const { json } = await fromPaste(
      'unexpected status 401 Unauthorized: Missing bearer or basic authentication in header, url: https://api.openai.com/v1/responses',
    );
    expect(json.ticket.host).toBe('api.openai.com');
    expect(json.advice).toMatchObject({
      place: 'you-first',
      host: 'api.openai.com',
      text: expect.stringContaining('went to api.openai.com'),
    });
    expect(json.contact).toEqual([]);
  });

  test('an error that nobody documents stays open', async () => {
    const { json } = await fromPaste(paste('zork'));
    expect(json.advice.place).toBe('unclear');
  });

  test('a gateway without documented support gets no contact', async () => {
    const { json } = await fromPaste(paste('internal_error'), ['--provider', 'nusantara']);
    expect(json.contact).toEqual([]);
    expect(json.ticket.provider.id).toBe('nusantara');
  });

  test('100 KB of message make a text of at most 4,096 characters with the facts in it', async () => {
    const { stdout } = await report(
      ['--from', '-', '--format', 'text', '--model', 'gpt-5.4', '--client', 'codex 1'],
      {
        stdin: paste('internal_error', 'so sorry '.repeat(12_000)),
      },
    );
    expect(stdout.length).toBeLessThanOrEqual(4096);
    expect(stdout).toMatch(/request_id: req_pasted_1\nmodel: gpt-5\.4\n/);
    expect(stdout).toContain('client: codex 1\n');
  });

  test('a file is read like a paste', async () => {
    const { json } = await report(['--from', 'error.txt', '--json'], {
      files: { '/home/ana/project/error.txt': paste('internal_error') },
    });
    expect(json.ticket.requestId).toBe('req_pasted_1');
  });
});

test.each(['/dev/fd/63', '/proc/self/fd/63'])(
  'what a shell hands over as %s is read like a paste',
  async (place) => {
    const { json } = await report(['--from', place, '--json'], {
      handedOver: { 63: paste('internal_error') },
    });
    expect(json.ticket.requestId).toBe('req_pasted_1');
  },
);

describe('of the sandbox', () => {
  const sandboxCall = { ...serviceError, sandbox: 'key/revoked', origin: 'http://127.0.0.1:4000' };

  test('a run of it gives a ticket that says SANDBOX and names nobody', async () => {
    const system = fakeSystem({ now });
    const network = createNetwork();
    try {
      await run(['doctor', '--sandbox', 'key/revoked', '--json'], { ...system, network });
      for (const format of ['human', 'json', 'markdown', 'text']) {
        const stdout = fakeSystem().stdout;
        const flags = ['--sandbox', 'key/revoked', '--format', format];
        expect(await run(['report', ...flags], { ...system, stdout, network })).toBe(0);
        expect(stdout.text()).toContain('SANDBOX');
        expect(stdout.text()).toContain('invalid_key');
        expect(stdout.text()).not.toMatch(/nexus_hubbot|marketplace/);
      }
    } finally {
      network.close();
    }
  });

  test('the newest record of it is found, of the named scenario only', async () => {
    const world = withJournal(
      callOf(1, sandboxCall),
      callOf(2),
      callOf(3, { ...sandboxCall, sandbox: 'overload/busy' }),
    );
    expect((await report(['--sandbox', '--json'], world)).json.ticket.requestId).toBe('req_3');
    expect((await report(['--sandbox', 'key/revoked', '--json'], world)).json.ticket.requestId).toBe('req_1');
    expect((await report(['--last', '--json'], world)).json.ticket.requestId).toBe('req_2');
  });
});

describe('nothing secret gets into a ticket', () => {
  const key = 'sk-nx-CANARY7f3aZq09b2c4d6e8f';
  const body = JSON.stringify({
    error: {
      code: 'internal_error',
      message: `key ${key} of ana@example.org in /home/ana/secret`,
      param: key,
    },
    request_id: 'req_5',
    messages: [{ role: 'user', content: `my secret ${key}` }],
  });
  const curl = [
    '> POST /v1/responses HTTP/1.1',
    '> Host: api.nexus-hub.ru',
    `> Authorization: Bearer ${key}`,
    `> Cookie: session=${key}`,
    '> user-agent: curl/8.5.0',
    '< HTTP/1.1 500 Internal Server Error',
    `< set-cookie: ${key}`,
    '',
    body,
  ].join('\n');

  test.each(['human', 'json', 'markdown', 'text'])('as %s', async (format) => {
    const flags = [
      '--from',
      '-',
      '--format',
      format,
      '--verbose',
      '--note',
      `I used ${key}`,
      '--client',
      key,
    ];
    const { stdout, stderr } = await report(flags, { stdin: curl, env: { NEXUS_API_KEY: key } });
    expect(stdout).toContain('req_5');
    expect(holdsSecret(stdout + stderr, [key])).toBe(false);
    expect(stdout).not.toMatch(/ana@example|\/home\/ana/);
  });

  test('the receipt says what was hidden', async () => {
    const { json } = await fromPaste(curl, ['--note', `I used ${key}`], { env: { NEXUS_API_KEY: key } });
    const rules = json.redactions.map(({ rule }: { rule: string }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['known-key', 'home-path', 'e-mail', 'credential']));
    expect(json.redactions.every(({ count }: { count: number }) => count > 0)).toBe(true);
  });
});

test('a broken settings file costs the ticket nothing', async () => {
  const files = { [place]: textOf(callOf(1)), '/home/ana/.config/nexus/config.json': '{ broken' };
  const { json, exitCode } = await report(['--json'], { files });
  expect(exitCode).toBe(0);
  expect(json.ticket.requestId).toBe('req_1');
});

test('nothing is sent anywhere', async () => {
  const system = fakeSystem({
    now,
    ...withJournal(callOf(1, serviceError)),
    env: { NEXUS_API_KEY: 'sk-0123456789abcdef' },
  });
  let connections = 0;
  const network = {
    ...system.network,
    connect: () => {
      connections += 1;
      throw new Error('no network');
    },
  };
  expect(await run(['report'], { ...system, network })).toBe(0);
  expect(connections).toBe(0);
});

test('what --json prints is what the schema says, whatever the source', async () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'),
  );
  const accepts = new Ajv({ strict: true }).compile(schema);
  const printed = [
    await report(['--json'], withJournal(runOf(0), callOf(1), callOf(2, serviceError))),
    await report(['--json', '--request-id', 'req_7', '--time', '03:05'], {
      env: { NEXUS_API_KEY: 'sk-0123456789abcdef' },
    }),
    await fromPaste(paste('insufficient_balance'), ['--note', 'topped up']),
    await fromPaste('<html><title>502 Bad Gateway</title></html>', ['--client', 'codex 1']),
  ];
  for (const { json } of printed) {
    accepts(json);
    expect(accepts.errors ?? []).toEqual([]);
  }
});

test('no paste breaks the command, and no key of the environment comes back out', async () => {
  const key = 'sk-nx-CANARY7f3aZq09b2c4d6e8f';
  const words = [
    'request_id: req_1',
    '"code":"invalid_key"',
    '{"error":{',
    '}}',
    'HTTP/1.1 500',
    'model=',
    ' ',
    '\n',
    key,
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 12 })), {
        maxLength: 12,
      }),
      fc.constantFrom('human', 'json', 'markdown', 'text'),
      async (parts, format) => {
        const world = { stdin: parts.join(''), env: { NEXUS_API_KEY: key } };
        const { stdout, stderr, exitCode } = await report(['--from', '-', '--format', format], world);
        expect([0, 2]).toContain(exitCode);
        expect(holdsSecret(stdout + stderr, [key])).toBe(false);
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);
