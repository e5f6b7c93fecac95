import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTarGzip } from 'nanotar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import type { FakeWorld } from '../support/fake-system.ts';
import { runNexus } from '../support/run-nexus.ts';

const canary = 'nsk_canary_0123456789abcdef0123456789';
let folder = '';
let gateway: RunningSandbox;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-share-'));
  gateway = await startSandbox(findScenario('live/billing-unfinished'), { now: Date.now });
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await gateway.close();
});

const world = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  home: folder,
  cwd: folder,
  realFiles: nodeFiles,
  env: { NEXUS_API_KEY: gateway.key, OTHER_API_KEY: canary },
  ...more,
});
const run = (argv: readonly string[], more?: Partial<FakeWorld>) => runNexus(argv, world(more));
const paste = JSON.stringify({
  error: {
    code: 'invalid_key',
    message: `refused ${canary} of ana@example.org at 192.168.1.4`,
    type: 'auth',
  },
  request_id: 'req_pasted_1',
});
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('a folder that is not there', () => {
  test.each(['--out', '--bundle'])('is not made by %s: it may be misspelled', async (flag) => {
    const { exitCode, stderr } = await run(['report', '--from', '-', flag, 'nowhere/deep/t.md'], {
      stdin: paste,
    });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('its folder does not exist')]);
    expect(readdirSync(folder)).not.toContain('nowhere');
  });
});

describe('--out', () => {
  test('writes what its ending says, for the person alone, and never over a file', async () => {
    const first = await run(['report', '--from', '-', '--out', 't.md'], { stdin: paste });
    expect(first).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Written to t.md') });
    expect(read('t.md')).toMatch(/^## Support ticket/);
    expect(statSync(join(folder, 't.md')).mode & 0o777).toBe(0o600);
    const again = await run(['report', '--from', '-', '--out', 't.md'], { stdin: paste });
    expect(again).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('one of that name is there'),
    });
    const forced = await run(['report', '--from', '-', '--out', 't.md', '--force'], { stdin: paste });
    expect(forced.exitCode).toBe(0);
    await run(['report', '--from', '-', '--out', 't.json'], { stdin: paste });
    expect(JSON.parse(read('t.json')).ticket.requestId).toBe('req_pasted_1');
  });
});

describe('--bundle', () => {
  test('holds ticket, diagnosis, record and a manifest whose hashes are right', async () => {
    const { exitCode } = await run(['report', '--from', '-', '--bundle', 'b'], { stdin: paste });
    expect(exitCode).toBe(0);
    const names = readdirSync(join(folder, 'b')).toSorted();
    expect(names).toEqual(['doctor.json', 'journal.jsonl', 'manifest.json', 'ticket.json', 'ticket.md']);
    const manifest = JSON.parse(read('b', 'manifest.json'));
    for (const { name, sha256, bytes } of manifest.files) {
      const content = read('b', name);
      expect([name, sha256, bytes]).toEqual([
        name,
        createHash('sha256').update(content).digest('hex'),
        Buffer.byteLength(content),
      ]);
    }
    expect(JSON.parse(read('b', 'doctor.json'))).toMatchObject({ command: 'doctor' });
    const all = names.map((name) => read('b', name)).join('\n');
    for (const secret of [canary, gateway.key, 'ana@example.org', '192.168.1.4', folder]) {
      expect(all).not.toContain(secret);
    }
  });

  test('may be one archive with the same files', async () => {
    await run(['report', '--from', '-', '--bundle', 'b.tar.gz'], { stdin: paste });
    const files = await parseTarGzip(readFileSync(join(folder, 'b.tar.gz')));
    expect(files.map(({ name }) => name)).toContain('nexus-report/manifest.json');
    expect(files.map(({ text }) => text).join('')).not.toContain(canary);
    expect(statSync(join(folder, 'b.tar.gz')).mode & 0o777).toBe(0o600);
  });

  test.each(['b2.zip', 'b2.tar', 'b2.7z', 'b2.TAR.XZ'])(
    '%s is refused before anything is done',
    async (place) => {
      const before = gateway.requests.length;
      const aimed = ['report', '--from', '-', '--base-url', gateway.baseUrl, '--bundle', place];
      const { exitCode, stderr } = await run(aimed, { stdin: paste });
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/\.tar\.gz or \.tgz, or a new folder/)]);
      expect([gateway.requests.length, readdirSync(folder).includes(place)]).toEqual([before, false]);
    },
  );

  test('a folder that is there is left alone', async () => {
    const { exitCode, stderr } = await run(['report', '--from', '-', '--bundle', '.'], { stdin: paste });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('something of that name is there')]);
  });
});

describe('--copy', () => {
  test('gives the clipboard one chat message, and says when there is none', async () => {
    const { stderr } = await run(['report', '--from', '-', '--copy'], { stdin: paste });
    expect(stderr).toContain('The ticket is on the clipboard.');
    const none = await run(['report', '--from', '-', '--copy'], { stdin: paste, clipboard: 'absent' });
    expect(none).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('No clipboard took the ticket'),
    });
  });
});

describe('--reproduce', () => {
  const at = (...more: string[]) => [
    'report',
    '--reproduce',
    '--endpoint',
    '/v1/messages',
    '--model',
    'claude-sonnet-4-6',
    '--base-url',
    gateway.baseUrl,
    '--json',
    ...more,
  ];

  test('sends nothing without consent', async () => {
    const before = gateway.requests.length;
    const { exitCode, json } = await run(at());
    expect([exitCode, json.error.message]).toEqual([2, expect.stringContaining('nobody can be asked')]);
    expect(gateway.requests.length).toBe(before);
  });

  test('shows its plan in a dry run, and sends no call', async () => {
    const posts = () => gateway.requests.filter(({ method }) => method === 'POST').length;
    const before = posts();
    const { exitCode, stderr, json } = await run(at('--dry-run'));
    expect([exitCode, json.command, posts()]).toEqual([0, 'report', before]);
    expect(stderr).toMatch(
      /^Plan: \d+ calls? on POST \/v1\/messages with claude-sonnet-4-6, at most \d+ output tokens/m,
    );
  });

  test('says in a dry run why there would be no call', async () => {
    const { stderr } = await run(at('--dry-run'), { env: {} });
    expect(stderr).toMatch(/^Nothing would be sent: .*key/im);
  });

  test('makes the ticket of the new call', async () => {
    const { exitCode, json } = await run(at('--yes', '--client', 'codex 0.169', '--strict'));
    expect(exitCode).toBe(0);
    expect(json.ticket).toMatchObject({
      model: 'claude-sonnet-4-6',
      endpoint: 'POST /v1/messages',
      client: 'codex 0.169',
      error: { code: 'billing_finalization_failed' },
    });
    expect(json.ticket.requestId).not.toBeNull();
  });

  test('a call that may be billed twice needs a reason', async () => {
    const posts = () => gateway.requests.filter(({ method }) => method === 'POST').length;
    const before = posts();
    const stdin = JSON.stringify({ error: { code: 'billing_finalization_failed' }, request_id: 'req_x' });
    const refused = await run([...at('--yes'), '--from', '-'], { stdin });
    expect([refused.exitCode, refused.json.error.message]).toEqual([
      2,
      expect.stringContaining('without a reason'),
    ]);
    expect(posts()).toBe(before);
    const { json } = await run([...at('--yes', '--note', 'support asked'), '--from', '-'], { stdin });
    expect(json.ticket.note).toBe('support asked');
    expect(posts()).toBe(before + 1);
  });

  test('never goes to another gateway than the failed call', async () => {
    const before = gateway.requests.length;
    const stdin =
      'POST https://other.example.org/v1/messages\n{"error":{"code":"internal_error","message":"no"}}';
    const { exitCode, json } = await run([...at('--yes'), '--from', '-'], { stdin });
    expect([exitCode, json.error.message]).toEqual([2, expect.stringContaining('other.example.org')]);
    expect(gateway.requests.length).toBe(before);
  });

  test('a call that answers now leaves the ticket as it was, and says so', async () => {
    const sound = await startSandbox(findScenario('healthy'), { now: Date.now });
    const { json } = await run(
      [
        'report',
        '--reproduce',
        '--yes',
        '--json',
        '--base-url',
        sound.baseUrl,
        '--endpoint',
        '/v1/messages',
      ].concat('--model', 'claude-sonnet-4-6', '--request-id', 'req_mine'),
      { env: { NEXUS_API_KEY: sound.key } },
    ).finally(() => sound.close());
    expect(json.ticket.requestId).toBe('req_mine');
    expect(json.ticket.tried).toContainEqual(expect.stringMatching(/sent again by nexus: it answers/));
  });
});

test.each(['model-not-allowed', 'pricing-stale', 'billing-unfinished', 'unsupported-model', 'model-lost'])(
  'a sandbox broken by live/%s gives a ticket with all five facts, and nobody types one',
  async (name) => {
    await run(['probe', '--sandbox', `live/${name}`, '--json']);
    const { exitCode, json } = await run([
      'report',
      '--sandbox',
      `live/${name}`,
      '--last',
      '--strict',
      '--json',
    ]);
    expect(exitCode).toBe(0);
    const { requestId, model, endpoint, time, client, sandbox } = json.ticket;
    expect([requestId, model, endpoint, time, client].every((fact) => typeof fact === 'string')).toBe(true);
    expect([sandbox, json.contact]).toEqual([`live/${name}`, []]);
  },
);
