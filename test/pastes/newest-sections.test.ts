import { describe, expect, test } from 'vitest';
import { readPaste } from '../../src/pastes/read-paste.ts';

const context = { nowMs: Date.parse('2026-11-23T02:00:00Z'), offsetMinutes: () => 0 };
const count = 2000;
const startMs = Date.parse('2026-11-22T00:00:00Z');
const lineAt = (index: number) =>
  JSON.stringify({
    level: 'error',
    time: new Date(startMs + index * 1000).toISOString(),
    request_id: `req_${String(index).padStart(20, '0')}`,
    error: { code: 'internal_error', message: `call ${index} was lost` },
  });
const lines = Array.from({ length: count }, (_, index) => lineAt(index));
const ids = (text: string) => readPaste(text, context).errors.map(({ requestId }) => requestId?.value);
const newest = lines.slice(-50).map((line) => (JSON.parse(line) as { request_id: string }).request_id);

describe('of thousands of errors the newest are told', () => {
  test('when the log ends with them', () => {
    expect(ids(lines.join('\n'))).toEqual(newest.toReversed());
  });

  test('when the log begins with them', () => {
    expect(ids(lines.toReversed().join('\n'))).toEqual(newest.toReversed());
  });

  test('when a log in the middle of others has them', () => {
    const text = [...lines.slice(0, 700), ...lines.slice(1400), ...lines.slice(700, 1400)].join('\n');
    expect(ids(text)).toEqual(newest.toReversed());
  });
});

test('an error says its line of the whole log', () => {
  const { errors } = readPaste(lines.join('\n'), context);
  expect(errors.slice(0, 2).map(({ line }) => line)).toEqual([count, count - 1]);
  expect(errors[0]?.requestId?.from).toBe(`response body, line ${count}`);
});

test('few errors among many good lines are all found, wherever they stand', () => {
  const good = Array.from({ length: 8000 }, (_, index) => `2026-11-22T09:42:07Z info call ${index} done`);
  const text = good
    .with(3, lines[3] ?? '')
    .with(4000, lines[4] ?? '')
    .with(7999, lines[5] ?? '')
    .join('\n');
  expect(readPaste(text, context).errors.map(({ line }) => line)).toEqual([8000, 4001, 4]);
});

test('the program that the first lines name is the one of errors far below', () => {
  const { errors } = readPaste(`OpenAI Codex v0.169.0\n${lines.join('\n')}`, context);
  expect(errors[0]?.client?.value).toBe('OpenAI Codex v0.169.0');
});

test('one object over the whole text is read as a whole', () => {
  const entries = lines.map((line) => JSON.parse(line) as unknown);
  const text = JSON.stringify({ entries }, null, 1);
  expect(readPaste(text, context).errors).toHaveLength(50);
});
