import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

describe('too few file handles', () => {
  test.each([
    ['doctor', 23],
    ['models', 23],
    ['login', 23],
    ['probe', 23],
    ['probe --concurrency 20', 35],
    ['doctor --sandbox', 31],
    ['models --sandbox', 31],
    ['probe --sandbox --concurrency 20', 55],
    ['sandbox', 47],
  ])('are said before %s does anything with %i of them', async (line, freeHandles) => {
    const ran = await runNexus([...line.split(' '), '--json'], { freeHandles });
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toBe('');
    expect(ran.json).toEqual({
      schemaVersion: 1,
      command: line.split(' ')[0],
      error: {
        kind: 'machine',
        message:
          'too few file handles are free: nexus may not open as many files and connections as it needs (EMFILE)',
        hint: 'close other programs, or raise the limit and try again: ulimit -n 1024',
      },
    });
  });

  test.each([
    ['doctor --sandbox', 32],
    ['probe --sandbox --dry-run --concurrency 20', 56],
  ])('are not what %s has with %i', async (line, freeHandles) => {
    expect(await runNexus([...line.split(' '), '--json'], { freeHandles })).toMatchObject({ exitCode: 0 });
  });

  test.each(['doctor --list', 'sandbox --list', 'explain invalid_key', 'doctor --help'])(
    'are enough for %s, which opens one file at a time',
    async (line) => {
      expect(await runNexus(line.split(' '), { freeHandles: 0 })).toMatchObject({ exitCode: 0 });
    },
  );

  test('are named for people too, on standard error', async () => {
    const { stdout, stderr } = await runNexus(['doctor'], { freeHandles: 3 });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Error: too few file handles are free/);
    expect(stderr).toContain('ulimit -n 1024');
  });
});
