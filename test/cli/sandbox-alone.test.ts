import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

test.each([
  ['doctor', '--base-url', 'http://127.0.0.1:1'],
  ['doctor', '--key-file', '/keys/mine'],
  ['doctor', '--config', '/home/ana/my.json'],
  ['models', '--base-url', 'http://127.0.0.1:1'],
  ['probe', '--key-file', '/keys/mine'],
])('%s --sandbox with %s is refused before anything starts', async (command, flag, value) => {
  const files = { '/keys/mine': 'k'.repeat(24), '/home/ana/my.json': '{}' };
  for (const args of [
    [command, '--sandbox', flag, value],
    [command, flag, value, '--sandbox', 'key/revoked'],
    [command, '--sandbox=healthy', `${flag}=${value}`],
  ]) {
    const { exitCode, stdout, stderr } = await runNexus(args, { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`--sandbox and ${flag} exclude each other`);
  }
});

test('a scenario may still set such flags itself', async () => {
  const { json } = await runNexus(['doctor', '--sandbox', 'healthy-nusantara', '--json']);
  expect(json).toMatchObject({ verdict: 'healthy', sandbox: 'healthy-nusantara' });
});

test('a scenario that chooses a model is one for models too, which shows them all', async () => {
  const { json, exitCode } = await runNexus(['models', '--sandbox', 'model/mistyped', '--json']);
  expect(exitCode).toBe(0);
  expect(json.models.length).toBeGreaterThan(1);
});
