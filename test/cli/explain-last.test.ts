import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { JournalRecord } from '../../src/journal/journal-record.ts';
import { createNetwork } from '../../src/system/node-network.ts';
import { callOf, place, runOf, textOf } from '../journal/records.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';
import { runNexus } from '../support/run-nexus.ts';

const explainLast = (
  records: readonly JournalRecord[],
  world: FakeWorld = {},
  flags: readonly string[] = [],
) =>
  runNexus(['explain', '--last', '--json', ...flags], {
    ...world,
    files: records.length === 0 ? {} : { [place]: textOf(...records) },
  });
const refused = { code: 'invalid_key', finding: 'nexus/invalid_key', status: 401 };

test('the last failure is explained like a pasted one, with its request id, time and route', async () => {
  const { json, exitCode } = await explainLast([callOf(1), callOf(2, refused)]);
  expect(exitCode).toBe(0);
  expect(json.input).toEqual({ kind: 'journal', text: 'invalid_key' });
  expect(json.matches).toMatchObject([{ id: 'nexus/invalid_key', requestId: 'req_2', confidence: 'exact' }]);
  expect(json.note).toBe(
    'Recorded 2026-01-02 03:04:07 UTC: POST /v1/responses (streaming), gpt-5.4-mini, answered 401.',
  );
});

test('people see the request id and the time too', async () => {
  const files = { [place]: textOf(callOf(2, refused)) };
  const { stdout } = await runNexus(['explain', '--last'], { files });
  expect(stdout).toContain('req_2');
  expect(stdout).toContain('03:04:07 UTC');
});

test('what the run before found out is explained: doctor, then explain --last', async () => {
  const system = fakeSystem({ env: { NEXUS_API_KEY: 'sk-nx-0123456789abcdef0123' } });
  const network = createNetwork();
  try {
    await run(['doctor', '--base-url', 'http://127.0.0.1:1', '--json'], { ...system, network });
    const later = { ...system, stdout: fakeSystem().stdout };
    expect(await run(['explain', '--last', '--json'], later)).toBe(0);
    const { matches, note } = JSON.parse(later.stdout.text());
    expect(matches).toMatchObject([{ id: 'network/connection-refused' }]);
    expect(note).toMatch(/GET \/v1\/models, ended unreachable\.$/);
  } finally {
    network.close();
  }
});

test('a run that found its cause without a call is explained by that', async () => {
  const firstCause = { check: 'key.is-present', finding: 'local/key-missing' };
  const { json } = await explainLast([callOf(1), runOf(2, { verdict: 'broken', firstCause })]);
  expect(json.matches).toMatchObject([{ id: 'local/key-missing' }]);
  expect(json.note).toMatch(
    /nexus doctor against https:\/\/api\.nexus-hub\.ru ended broken at key\.is-present/,
  );
});

test('an id that the catalogue does not have is looked up by what was answered', async () => {
  const { json, exitCode } = await explainLast([callOf(1, { ...refused, finding: 'acme/gone' })]);
  expect(exitCode).toBe(0);
  expect(json.matches[0]).toMatchObject({ id: 'nexus/invalid_key', requestId: 'req_1' });
});

test('a failure that nobody can name says so with exit code 1', async () => {
  const nameless = { code: null, type: null, status: null, finding: 'acme/gone', verdict: 'stalled' };
  const { json, exitCode } = await explainLast([callOf(1, nameless)]);
  expect(exitCode).toBe(1);
  expect(json.matches).toEqual([]);
  expect(json.note).toContain('ended stalled');
});

describe('with nothing recorded it ends with exit code 2 and the way to a record', () => {
  test.each<[string, readonly JournalRecord[], FakeWorld]>([
    ['no journal', [], {}],
    ['no home', [], { home: null }],
    ['only sandbox runs', [callOf(1, { sandbox: 'key/revoked' })], {}],
    ['only a healthy run', [runOf(1)], {}],
  ])('%s', async (_, records, world) => {
    const { json, exitCode } = await explainLast(records, world);
    expect(exitCode).toBe(2);
    expect(json.error).toEqual({ kind: 'usage', message: 'nothing is recorded yet', hint: 'nexus doctor' });
  });

  test('and where the record is turned off, that is the reason', async () => {
    const { json, exitCode } = await explainLast([], { env: { NEXUS_NO_JOURNAL: '1' } });
    expect(exitCode).toBe(2);
    expect(json.error.message).toContain('NEXUS_NO_JOURNAL');
  });
});

test('words beside --last are refused, because only one of them can be meant', async () => {
  const { json, exitCode } = await explainLast([callOf(1)], {}, ['invalid_key']);
  expect(exitCode).toBe(2);
  expect(json.error.message).toBe('--last takes no words');
});

test('a key in a recorded line is not shown', async () => {
  const key = 'my-private-word-0123456789';
  const { stdout } = await explainLast([callOf(1, { code: key, requestId: key })], {
    env: { NEXUS_API_KEY: key },
  });
  expect(stdout).not.toContain('private-word');
});
