import { describe, expect, test } from 'vitest';
import { readRun } from '../../src/report/read-run.ts';
import { createRunLog } from '../../src/report/run-log.ts';
import { type RunRecord, stateOf } from '../../src/report/run-record.ts';
import type { FakeFile } from '../support/fake-files.ts';
import { fakeSystem } from '../support/fake-system.ts';
import { growthOf, tooSteep } from '../support/growth.ts';
import { intentOf, outcomeOf, planOf } from './runs.ts';

const runId = '6f1c1d6e-9d2b-4c5a-8f3e-0123456789ab';
const place = `/home/ana/.local/state/nexus/runs/${runId}.ndjson`;
const plan = planOf(runId, ['a', 'b', 'c']);
const textOf = (...records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');
const read = (file: FakeFile, id = runId) => readRun(id, fakeSystem({ files: { [place]: file } }));
const statesOf = (run: RunRecord | undefined) => run && stateOf(run);

describe('what is left of a cell', () => {
  test.each<[string, readonly object[], string]>([
    ['that was never sent is open', [], 'open'],
    ['that was sent and not heard of again is unknown', [intentOf(0)], 'outcome-unknown'],
    ['that was sent and answered is done', [intentOf(0), outcomeOf(0)], 'done'],
    ['that was skipped without sending is done', [outcomeOf(0, { verdict: 'skipped' })], 'done'],
    ['that was corrected and answered is done', [intentOf(0), intentOf(0, 2), outcomeOf(0)], 'done'],
    [
      'that was corrected and not heard of again is unknown',
      [intentOf(0), intentOf(0, 2)],
      'outcome-unknown',
    ],
    [
      'that was sent once more after its answer is unknown again',
      [intentOf(0), outcomeOf(0), intentOf(0, 2)],
      'outcome-unknown',
    ],
  ])('%s', async (_, records, state) => {
    expect(statesOf(await read(textOf(plan, ...records)))).toEqual([state, 'open', 'open']);
  });

  test('does not depend on the cells around it', async () => {
    const records = [intentOf(2), intentOf(0), outcomeOf(2), intentOf(1), outcomeOf(0)];
    expect(statesOf(await read(textOf(plan, ...records)))).toEqual(['done', 'outcome-unknown', 'done']);
  });
});

test('a run comes back as it was written, also when it is gone on with', async () => {
  const system = fakeSystem();
  const first = createRunLog(runId, system, { secrets: [] });
  await first.plan(plan);
  await first.intent(intentOf(0));
  first.outcome(outcomeOf(0));
  await first.intent(intentOf(1));
  await first.close();
  const second = createRunLog(runId, system, { secrets: [] });
  second.outcome(outcomeOf(2, { verdict: 'rejected', status: 400 }));
  await second.close();
  expect(await readRun(runId, system)).toEqual({
    plan,
    cells: [
      { ...plan.cells[0], row: outcomeOf(0).row },
      { ...plan.cells[1], unanswered: intentOf(1) },
      { ...plan.cells[2], row: outcomeOf(2, { verdict: 'rejected', status: 400 }).row },
    ],
    brokenLines: 0,
  });
});

describe('a log that was damaged', () => {
  test('by a kill in the middle of a line loses that line only, wherever it is cut', async () => {
    const whole = textOf(plan, intentOf(0), outcomeOf(0), intentOf(1));
    const last = textOf(outcomeOf(1));
    for (let cut = 1; cut < last.length - 1; cut += 7) {
      const run = await read(whole + last.slice(0, cut));
      expect(statesOf(run), String(cut)).toEqual(['done', 'outcome-unknown', 'open']);
      expect(run?.brokenLines).toBe(1);
    }
    expect(statesOf(await read(whole + last.trimEnd()))).toEqual(['done', 'done', 'open']);
  });

  test('is gone on with on a new line', async () => {
    const system = fakeSystem({ files: { [place]: `${textOf(plan)}{"kind":"inte` } });
    await createRunLog(runId, system, { secrets: [] }).intent(intentOf(1));
    const run = await readRun(runId, system);
    expect(statesOf(run)).toEqual(['open', 'outcome-unknown', 'open']);
    expect(run?.brokenLines).toBe(1);
  });

  test.each<[string, string]>([
    ['NULs', '\0'.repeat(4096)],
    ['no JSON', 'hello'],
    ['no record', '[]'],
    ['a kind of a newer version', '{"kind":"pause","cell":0}'],
    ['a cell that the plan has not', JSON.stringify(intentOf(3))],
    ['a negative cell', JSON.stringify({ ...intentOf(0), cell: -1 })],
    ['a cell by name', JSON.stringify({ ...intentOf(0), cell: '__proto__' })],
    [
      'a row without its verdict',
      JSON.stringify({ ...outcomeOf(0), row: { ...outcomeOf(0).row, verdict: undefined } }),
    ],
    [
      'a verdict of a newer version',
      JSON.stringify({ ...outcomeOf(0), row: { ...outcomeOf(0).row, verdict: 'sings' } }),
    ],
    [
      'a finding that is none',
      JSON.stringify({ ...outcomeOf(0), row: { ...outcomeOf(0).row, findings: [{}] } }),
    ],
    ['brackets without end', '['.repeat(100_000)],
  ])('has the line with %s left out and counted', async (_, line) => {
    const run = await read(`${textOf(plan, intentOf(0))}${line}\n${textOf(intentOf(1), outcomeOf(1))}`);
    expect(statesOf(run)).toEqual(['outcome-unknown', 'done', 'open']);
    expect(run?.brokenLines).toBe(1);
  });

  test('has empty lines left out without counting them', async () => {
    expect((await read(`\n${textOf(plan)}\n\n${textOf(intentOf(0))}`))?.brokenLines).toBe(0);
  });

  test('keeps fields that a newer version added', async () => {
    const outcome = { ...outcomeOf(0), row: { ...outcomeOf(0).row, weather: 'fine' } };
    expect(statesOf(await read(textOf(plan, outcome)))).toEqual(['done', 'open', 'open']);
  });
});

describe('there is no run', () => {
  test.each<[string, FakeFile]>([
    ['in an empty file', ''],
    ['without a plan', textOf(intentOf(0))],
    ['with the plan of another run', textOf({ ...plan, runId: '00000000-0000-4000-8000-000000000000' })],
    ['with a plan of a newer version', textOf({ ...plan, v: 2 })],
    ['behind a link', { linkTo: '/elsewhere' }],
    ['in a file of another user', { text: textOf(plan), ownedByMe: false }],
    ['in a file beyond all measure', { refused: 'too-large' }],
  ])('%s', async (_, file) => {
    expect(await read(file)).toBeUndefined();
  });

  test.each(['../../x', 'CON', 'a:b', '', 'x'.repeat(300), `../runs/${runId}`])(
    'for the id %j, and no file is asked for',
    async (id) => {
      const system = fakeSystem({ files: { [place]: textOf(plan) } });
      expect(await readRun(id, system)).toBeUndefined();
      expect(system.fakeFiles.asked).toEqual([]);
    },
  );

  test('without a home', async () => {
    expect(await readRun(runId, fakeSystem({ home: null }))).toBeUndefined();
  });
});

describe('a long run', () => {
  const ofCells = (length: number, why = '') => {
    const models = Array.from({ length }, (_, n) => `model-${n}`);
    const steps = models.flatMap((_, n) => [intentOf(n), outcomeOf(n, { why })]);
    return fakeSystem({ files: { [place]: textOf(planOf(runId, models), ...steps) } });
  };

  test('of 8,000 cells is read whole', async () => {
    const why = 'x'.repeat(1200);
    const run = await readRun(runId, ofCells(8000, why));
    expect(run?.cells).toHaveLength(8000);
    expect(run?.cells.every(({ row }) => row?.why === why)).toBe(true);
  });

  test('takes time in proportion to its cells', async () => {
    expect(
      await growthOf(
        2000,
        (cells) => ofCells(cells),
        (system) => readRun(runId, system),
      ),
    ).toBeLessThan(tooSteep);
  });
});
