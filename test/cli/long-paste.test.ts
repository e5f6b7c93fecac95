import { describe, expect, test } from 'vitest';
import { goodLine, logOf } from '../pastes/logs.ts';
import { runNexus } from '../support/run-nexus.ts';

const body = (code: string) =>
  JSON.stringify({ error: { code, message: 'no' }, request_id: 'req_abcdef123456' });
const explain = async (stdin: string) => (await runNexus(['explain', '-', '--json'], { stdin })).json;
const report = async (stdin: string, flags: readonly string[] = ['--json']) =>
  runNexus(['report', '--from', '-', ...flags], { stdin });
const idsOf = (json: { matches: readonly { id: string }[] }) => json.matches.map(({ id }) => id);

describe('a log of many megabytes on stdin', () => {
  const log = logOf(100_000, goodLine, { 90000: body('insufficient_balance') });

  test('is read to its end by explain', async () => {
    expect(log.length).toBeGreaterThan(8_000_000);
    expect(idsOf(await explain(log))).toEqual(['nexus/insufficient_balance']);
  });

  test('gives a ticket with the lines of the whole log', async () => {
    const { json } = await report(log);
    expect(json.ticket.origins.requestId).toMatch(/, line 90001$/);
    expect(json.others).toEqual([]);
  });

  test('without anything in it is told apart from an empty one', async () => {
    const { json, exitCode } = await runNexus(['explain', '-', '--json'], { stdin: logOf(60_000, goodLine) });
    expect([exitCode, json.matches]).toEqual([1, []]);
    expect((await runNexus(['explain', '-'], { stdin: '\n' })).exitCode).toBe(2);
  });
});

describe('a log with more errors than are read', () => {
  const failing = (index: number) =>
    index % 40 === 0 ? `${index}: ${body('internal_error')}` : goodLine(index);
  const log = logOf(90_000, failing);

  test('says in explain how many places were left out', async () => {
    expect((await explain(log)).note).toMatch(/\d+ older places of the log were left out$/);
  });

  test('says in a ticket how many places were left out', async () => {
    expect((await report(log)).json.others.at(-1)).toMatch(/^\d+ older places of the log were left out$/);
    expect((await report(log, [])).stdout).toContain('older places of the log were left out');
  });
});

test('what explain says of a line is the line of the whole log', async () => {
  const page = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';
  const log = logOf(60_000, goodLine, { 50000: 'curl: (6) Could not resolve host: a.example', 59000: page });
  const { note } = await explain(log);
  expect(note).toContain('(line 50001)');
  expect(note).toContain('(line 59001)');
});

test('empty lines above a paste count', async () => {
  const { note } = await explain(
    '\n\ncurl: (6) Could not resolve host: a.example\n\n\nHTTP/1.1 429 Too Many\nserver: x\n\n',
  );
  expect(note).toContain('line 3');
});

test('a log in JSON lines of a few megabytes is searched, one object of that size is read whole', async () => {
  const good = (index: number) => JSON.stringify({ level: 'info', id: index, text: 'done' });
  const few = logOf(30_000, good, { 100: body('invalid_key') });
  expect(idsOf(await explain(few))).toEqual(['nexus/invalid_key']);
  const entries = Array.from({ length: 20_000 }, (_, index) => ({ level: 'info', id: index, text: 'done' }));
  const whole = JSON.stringify({ entries, last: JSON.parse(body('invalid_key')) }, null, 1);
  expect(idsOf(await explain(whole))).toEqual(['nexus/invalid_key']);
});
