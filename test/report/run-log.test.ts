import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdsSecret } from '../../src/report/find-secrets.ts';
import { createRunLog } from '../../src/report/run-log.ts';
import { keptRuns, pruneRuns } from '../../src/report/run-place.ts';
import { encodingsOf } from '../../src/report/secret-encodings.ts';
import { Secret } from '../../src/settings/secret.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';
import { intentOf, outcomeOf, planOf } from './runs.ts';

const runId = '6f1c1d6e-9d2b-4c5a-8f3e-0123456789ab';
const runs = '/home/ana/.local/state/nexus/runs';
const place = `${runs}/${runId}.ndjson`;
const canary = 'sk-nx-CANARY-7f3a/+=Zq0.9b2c4d6e8f';
const none = { secrets: [] };

test('a run is one file with one record a line', async () => {
  const system = fakeSystem();
  const log = createRunLog(runId, system, none);
  await log.plan(planOf(runId, ['a']));
  await log.intent(intentOf(0));
  log.outcome(outcomeOf(0));
  await log.close();
  expect(log.problem).toBeUndefined();
  expect([...system.fakeFiles.written.keys()]).toEqual([place]);
  const lines = system.fakeFiles.written.get(place)?.trimEnd().split('\n') ?? [];
  expect(lines.map((line) => JSON.parse(line))).toEqual([planOf(runId, ['a']), intentOf(0), outcomeOf(0)]);
});

test('no character of a gateway splits a line or leaves ASCII', async () => {
  const system = fakeSystem();
  const odd = 'a\nb\r\u2028\u2029\u0085\0\u007fключ \ud800 😀';
  const log = createRunLog(runId, system, none);
  log.outcome(outcomeOf(0, { code: odd }));
  await log.close();
  const text = system.fakeFiles.written.get(place) ?? '';
  expect(text).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(text).row.code).toBe(odd);
});

describe('a key never reaches the file', () => {
  /** The record with the text put into each of its strings, names of fields apart. */
  const spoil = <T>(value: T, echo: string): T =>
    JSON.parse(JSON.stringify(value), (name, item) =>
      typeof item === 'string' && name !== 'kind' ? `${item} ${echo}` : item,
    );

  test.each(encodingsOf(canary))('spelled %s', async (echo) => {
    const system = fakeSystem();
    const log = createRunLog(runId, system, { secrets: [new Secret(canary)] });
    const finding = {
      id: 'edge/x',
      severity: 'error',
      title: 't',
      summary: 's',
      owner: 'you',
      retry: 'never',
      causes: ['c'],
      fixes: [{ kind: 'open', link: 'https://x', why: 'w' }],
      requestId: 'r',
    } as const;
    await log.plan(spoil(planOf(runId, ['a']), echo));
    await log.intent(spoil(intentOf(0), echo));
    log.outcome(spoil(outcomeOf(0, { code: 'c', why: 'w', findings: [finding] }), echo));
    await log.close();
    const text = system.fakeFiles.written.get(place) ?? '';
    expect(text.match(/\[hidden\]/g)?.length).toBeGreaterThan(20);
    expect(holdsSecret(text, [canary])).toBe(false);
    expect(text).not.toContain(echo);
    expect(text).not.toContain('CANARY');
  });

  test('nor does one that only looks like a key, nor the home folder', async () => {
    const system = fakeSystem();
    const flags = ['--key-file', '/home/ana/keys/nexus', 'nsk_code_abcdefghijklmnop'];
    await createRunLog(runId, system, none).plan({ ...planOf(runId, []), flags });
    const text = system.fakeFiles.written.get(place) ?? '';
    expect(JSON.parse(text).flags).toEqual(['--key-file', '~/keys/nexus', '[hidden]']);
  });

  test('nor a mail address of a message', async () => {
    const system = fakeSystem();
    const log = createRunLog(runId, system, none);
    log.outcome(outcomeOf(0, { why: 'ask bob@example.com' }));
    await log.close();
    const text = system.fakeFiles.written.get(place) ?? '';
    expect(text).toContain('ask [e-mail]');
    expect(text).not.toContain('bob@');
  });

  test('ids, models and times stay as they are', async () => {
    const system = fakeSystem();
    await createRunLog(runId, system, { secrets: [new Secret(canary)] }).intent(intentOf(3, 2));
    expect(JSON.parse(system.fakeFiles.written.get(place) ?? '')).toEqual(intentOf(3, 2));
  });
});

describe('what can not be written breaks nothing and is said once', () => {
  test.each<[string, FakeWorld, object]>([
    ['NEXUS_NO_JOURNAL=1', { env: { NEXUS_NO_JOURNAL: '1' } }, { kind: 'off' }],
    ['no home', { home: null }, { kind: 'no-home' }],
  ])('%s is known before the first record', async (_, world, problem) => {
    const system = fakeSystem(world);
    const log = createRunLog(runId, system, none);
    expect(log.problem).toEqual(problem);
    await log.plan(planOf(runId, ['a']));
    await log.intent(intentOf(0));
    expect(system.fakeFiles.written.size).toBe(0);
  });

  test.each<[string, FakeWorld, string]>([
    ['a read-only home', { readOnly: true }, 'EROFS'],
    ['a link at the place', { files: { [place]: { linkTo: '/etc/passwd' } } }, 'ELOOP'],
  ])('%s is known after the first record', async (_, world, code) => {
    const system = fakeSystem(world);
    const log = createRunLog(runId, system, none);
    expect(log.problem).toBeUndefined();
    await log.plan(planOf(runId, ['a']));
    expect(log.problem).toEqual({ kind: 'not-written', code });
    expect(system.fakeFiles.written.size).toBe(0);
  });

  test('a disk that was full for a moment leaves a gap, which stays known', async () => {
    const system = fakeSystem();
    let isFull = true;
    const openAppend: typeof system.files.openAppend = async (path) => {
      const file = await system.fakeFiles.openAppend(path);
      const append = (line: string) => {
        if (isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        file.append(line);
      };
      return { ...file, append };
    };
    const log = createRunLog(runId, { ...system, files: { ...system.files, openAppend } }, none);
    await log.plan(planOf(runId, ['a']));
    isFull = false;
    await log.intent(intentOf(0));
    expect(log.problem).toEqual({ kind: 'not-written', code: 'ENOSPC' });
    expect(system.fakeFiles.written.get(place)).toBe(`${JSON.stringify(intentOf(0))}\n`);
  });

  test.each(['../../x', 'CON', 'a:b', '', 'x'.repeat(300), `${runId}/..`, ` ${runId}`, runId.toUpperCase()])(
    'a run id %j makes no path',
    async (id) => {
      const system = fakeSystem();
      const log = createRunLog(id, system, none);
      await log.plan(planOf(id, ['a']));
      expect(log.problem).toEqual({ kind: 'not-written', code: 'EINVAL' });
      expect(system.fakeFiles.written.size).toBe(0);
    },
  );
});

describe('on a real disk', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'nexus-runs-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const real = (env = {}) => fakeSystem({ home, realFiles: nodeFiles, env });
  const realRuns = () => join(home, '.local/state/nexus/runs');

  test('folders and file are for nobody else', async () => {
    await createRunLog(runId, real(), none).plan(planOf(runId, []));
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect(modeOf(realRuns())).toBe(0o700);
    expect(modeOf(join(realRuns(), `${runId}.ndjson`))).toBe(0o600);
  });

  test('records of many cells at once all stand whole', async () => {
    const logs = Array.from({ length: 10 }, () => createRunLog(runId, real(), none));
    const why = 'x'.repeat(2000);
    for (const [n, log] of logs.entries())
      for (let m = 0; m < 50; m += 1) log.outcome(outcomeOf(n * 50 + m, { why }));
    await Promise.all(logs.map((log) => log.close()));
    const lines = readFileSync(join(realRuns(), `${runId}.ndjson`), 'utf8')
      .trimEnd()
      .split('\n');
    const cells = lines.map((line): number => JSON.parse(line).cell);
    expect(cells.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(logs.map(({ problem }) => problem)).toEqual(Array(10).fill(undefined));
  });

  test('a link to /dev/full at the place is refused, not written to', async () => {
    mkdirSync(realRuns(), { recursive: true });
    symlinkSync('/dev/full', join(realRuns(), `${runId}.ndjson`));
    const log = createRunLog(runId, real(), none);
    await log.plan(planOf(runId, []));
    expect(log.problem).toEqual({ kind: 'not-written', code: 'ELOOP' });
  });

  test.runIf(process.platform === 'linux')('a place where no folder can be made breaks nothing', async () => {
    const log = createRunLog(runId, real({ XDG_STATE_HOME: '/proc/nothing' }), none);
    await log.plan(planOf(runId, []));
    expect(log.problem).toEqual({ kind: 'not-written', code: 'ENOENT' });
  });
});

describe('the newest 20 runs are kept', () => {
  const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const older = Object.fromEntries(
    Array.from({ length: 25 }, (_, n) => [
      `${runs}/${idOf(n)}.ndjson`,
      { text: '{}\n', modifiedMs: 1000 + n },
    ]),
  );
  const notOurs = {
    [`${runs}/notes.txt`]: 'mine',
    [`${runs}/a.ndjson`]: 'mine',
    [`${runs}/below/${idOf(1)}.ndjson`]: 'mine',
  };

  test('and nothing else of the folder is touched', async () => {
    const system = fakeSystem({ files: { ...older, ...notOurs } });
    await createRunLog(runId, system, none).plan(planOf(runId, []));
    await pruneRuns(system);
    const kept = [runId, ...Array.from({ length: 19 }, (_, n) => idOf(24 - n))];
    expect(await keptRuns(system)).toEqual(kept);
    for (const path of Object.keys(notOurs)) expect(await system.files.exists(path), path).toBe(true);
    expect(await system.files.exists(`${runs}/${idOf(5)}.ndjson`)).toBe(false);
  });

  test.each<[string, FakeWorld]>([
    ['a read-only home', { readOnly: true, files: older }],
    ['no home', { home: null }],
    ['no folder', {}],
  ])('%s is no reason to stop', async (_, world) => {
    await expect(pruneRuns(fakeSystem(world))).resolves.toBeUndefined();
  });
});
