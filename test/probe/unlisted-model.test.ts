import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

test('a mistyped model costs nothing: its cells are left out, and the next command shows the list', async () => {
  const { json, exitCode } = await runNexus(['probe', '--yes', '--model', 'gpt-5.4x', '--sandbox', '--json']);
  expect(json.spend.calls).toBe(0);
  for (const { verdict, why } of json.rows) {
    expect(verdict).toBe('skipped');
    expect(why).toMatch(/nearest: gpt-5\.4/);
  }
  expect(json.nextStep.command).toBe('nexus models --sandbox healthy');
  expect(exitCode).toBe(3);
});
