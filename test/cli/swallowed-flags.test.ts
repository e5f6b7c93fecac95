import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

describe('a flag in the place of a value is a mistake, and nothing is done', () => {
  test.each([
    ['report', '--client', '--strict', '--request-id', 'abc123'],
    ['report', '--request-id', '--json'],
    ['report', '--from', '--json'],
    ['report', '--note', '--json'],
    ['doctor', '--sandbox', 'healthy', '--save-evidence', '--json'],
    ['doctor', '--sandbox', 'healthy', '--model', '--json'],
    ['doctor', '--base-url', '--json'],
    ['doctor', '--key-file', '--json'],
    ['probe', '--model', '--format=json'],
  ])('%s %s %s', async (...argv) => {
    const { stdout, stderr, exitCode } = await runNexus(argv);
    expect(exitCode).toBe(2);
    expect(stdout + stderr).toMatch(/needs a value, and --(?:json|format|strict) follows it/);
  });
});

test.each([
  [['report', '--client=--strict', '--request-id', 'abc123', '--json'], 'after ='],
  [['report', '--request-id', 'abc123', '--client', '-x', '--json'], 'with one dash'],
])('a value that begins with a dash is taken: %s', async (argv) => {
  const { exitCode } = await runNexus(argv);
  expect(exitCode).toBe(0);
});

test('a word that is no flag of ours is not repeated', async () => {
  const { stderr, exitCode } = await runNexus(['models', '--model', '--sk-nx-canary-0aZq93']);
  expect(exitCode).toBe(2);
  expect(stderr).not.toContain('canary');
});
