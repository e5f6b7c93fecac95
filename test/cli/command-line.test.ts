import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

describe('a wrong command line', () => {
  test.each([
    { args: ['doctr'], says: 'there is no command doctr', near: 'doctor' },
    { args: ['help', 'modls'], says: 'there is no command modls', near: 'models' },
    { args: ['doctor', '--jsn'], says: 'there is no flag --jsn', near: '--json' },
    { args: ['--ascii', 'doctor'], says: '--ascii stands behind a command', near: 'nexus doctor --ascii' },
    { args: ['doctor', '--only', 'key.is-acepted'], says: 'key.is-acepted', near: 'key.is-accepted' },
    {
      args: ['doctor', '--skip', 'balance.available'],
      says: 'balance.available',
      near: 'balance.is-available',
    },
    { args: ['doctor', '--provider', 'nusantra'], says: '--provider', near: 'nusantara' },
    { args: ['doctor', '--sandbox', 'key/revokd'], says: 'key/revokd', near: 'key/revoked' },
    { args: ['sandbox', 'edge/bloked'], says: 'edge/bloked', near: 'edge/blocked' },
    { args: ['doctor', '--format', 'xml'], says: '--format', near: 'human, json, markdown, junit' },
    { args: ['doctor', '--timeout', 'soon'], says: '--timeout needs a number', near: '--timeout 30' },
    { args: ['doctor', '--only', ','], says: '--only names no check', near: 'doctor --list' },
    { args: ['doctor', 'now'], says: 'too many words', near: 'nexus doctor --help' },
  ])('$args: exit 2, and the nearest name', async ({ args, says, near }) => {
    const run = await runNexus(args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(says);
    expect(run.stderr).toContain(near);
  });

  const key = 'abcdefghijklmnopqrstuvwxyz';
  test.each([
    { args: [`--api-key=${key}`] },
    { args: ['--api-key', key] },
    { args: ['doctor', `--api-key=${key}`] },
    { args: ['doctor', '--api-key', key] },
    { args: ['doctor', `--apikey=${key}`] },
    { args: ['doctor', '--key', key] },
    { args: ['doctor', `-k${key}`] },
    { args: ['doctor', '-k', key, '--json'] },
    { args: ['models', '--token', key, '--verbose'] },
    { args: ['--json', '--api-key', key] },
    { args: [key] },
    { args: ['doctor', key, '--json'] },
    { args: ['doctor', `--${key}`] },
    { args: ['doctor', `--nexus-key=${key}`] },
    { args: ['doctor', '--format', key] },
    { args: ['doctor', '--provider', key] },
    { args: ['doctor', '--timeout', key] },
    { args: ['help', key] },
  ])('never repeats what can be a key: $args', async ({ args }) => {
    const run = await runNexus(args);
    expect(run.exitCode).toBe(2);
    expect(run.stdout + run.stderr).not.toContain(key);
    expect(run.stdout + run.stderr).not.toContain(key.slice(0, 12));
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });
});

test.each([
  [['--api-key=abcdefghijklmnopqrstuvwxyz']],
  [['doctor', '--api-key', 'abcdefghijklmnopqrstuvwxyz']],
  [['doctor', '-kabcdefghijklmnopqrstuvwxyz']],
  [['probe', '--key', 'abcdefghijklmnopqrstuvwxyz']],
  [['models', '--token', 'abcdefghijklmnopqrstuvwxyz']],
])('a key on the command line is told its places, the variable and the file: %j', async (args) => {
  const { stderr } = await runNexus(args);
  expect(stderr).toContain('NEXUS_API_KEY');
  expect(stderr).toContain('--key-file <path>');
});

test.each([['--json'], ['--format', 'json'], ['--format=ndjson'], ['--format', 'ndjson']])(
  'a wrong flag beside %s %s is told as JSON on standard output',
  async (...format) => {
    const run = await runNexus(['probe', '--bogus', ...format.filter((word) => word !== undefined)]);
    expect(run).toMatchObject({ exitCode: 2, stderr: '' });
    const lines = format.join().includes('ndjson') ? run.stdout.trimEnd().split('\n') : [run.stdout];
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ schemaVersion: 1, error: { kind: 'usage' } });
  },
);

test.each([
  ['doctor', 10],
  ['probe', 90],
])('the help of %s tells how long it waits by itself: %i seconds', async (command, seconds) => {
  const { stdout } = await runNexus([command, '--help']);
  expect(stdout.replace(/\s+/g, ' ')).toContain(`for one answer (default: ${seconds})`);
});

test('models puts the first cause before a mere warning', async () => {
  const warned = ['models', '--base-url', 'http://127.0.0.1:9', '--json'];
  const { json } = await runNexus(warned, {
    env: { NEXUS_API_KEY: ' nexus-0123456789abcdef0123456789abcdef' },
  });
  expect(json.findings.map(({ id }: { id: string }) => id)).toEqual([
    'network/connection-refused',
    'local/key-has-outer-space',
  ]);
  expect(json.nextStep.text).toBe(json.findings[0].fixes[0].what ?? json.findings[0].fixes[0].why);
});
