import { describe, expect, test } from 'vitest';
import { answerPatience } from '../../../src/commands/run/answer-patience.ts';

type Origin = Parameters<typeof answerPatience>[0]['timeoutMs']['origin'];

function waits(command: 'doctor' | 'probe', seconds?: number) {
  const origin: Origin = seconds === undefined ? { kind: 'profile', name: '' } : { kind: 'flag', name: '' };
  return answerPatience({ timeoutMs: { value: (seconds ?? 10) * 1000, origin, shadows: [] } }, command);
}

const usual = { connectMs: 10_000, firstByteMs: 90_000, idleMs: 30_000, totalMs: 180_000 };

describe('how long a call of a model is waited for', () => {
  test.each(['doctor', 'probe'] as const)('by %s, when nobody says', (command) => {
    expect(waits(command)).toEqual(usual);
  });

  test.each([
    ['doctor', 10],
    ['doctor', 12],
    ['doctor', 45],
    ['doctor', 600],
    ['probe', 90],
    ['probe', 600],
  ] as const)('%s --timeout %i is never less patient than no flag', (command, seconds) => {
    for (const [name, ms] of Object.entries(waits(command, seconds))) {
      expect(ms, name).toBeGreaterThanOrEqual(usual[name as keyof typeof usual]);
    }
  });

  test.each(['doctor', 'probe'] as const)('a larger number for %s shortens no wait', (command) => {
    const rows = [0.5, 1, 5, 9, 10, 11, 15, 29, 30, 31, 60, 89, 90, 91, 200, 600].map((one) =>
      waits(command, one),
    );
    for (const name of Object.keys(usual) as (keyof typeof usual)[]) {
      const row = rows.map((one) => one[name]);
      expect(row, name).toEqual(row.toSorted((one, other) => one - other));
    }
  });

  test('a pause within the number is no stall: probe --timeout 15', () => {
    expect(waits('probe', 15)).toEqual({
      connectMs: 10_000,
      firstByteMs: 15_000,
      idleMs: 15_000,
      totalMs: 30_000,
    });
  });

  test('a small number is what each part gets at most', () => {
    expect(waits('doctor', 3)).toEqual({
      connectMs: 3000,
      firstByteMs: 3000,
      idleMs: 3000,
      totalMs: 6000,
    });
  });
});
