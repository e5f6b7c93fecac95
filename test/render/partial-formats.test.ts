import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const doctor = (format: string, ...flags: readonly string[]) =>
  runNexus(['doctor', '--sandbox', ...flags, '--format', format]);
const left = ['--skip', 'models.are-enabled'];

test.each(['markdown', 'junit'])('%s says that a run was partial', async (format) => {
  const { stdout } = await doctor(format, ...left);
  expect(stdout).toMatch(/partial: only \d+ of \d+ checks ran/i);
  expect((await doctor(format)).stdout).not.toMatch(/partial/i);
});

test('markdown says what to do where too little was checked to decide', async () => {
  const { stdout, exitCode } = await doctor('markdown', '--only', 'key.is-present');
  expect(exitCode).toBe(3);
  expect(stdout).toContain('- **Do**: ');
  expect(stdout).toMatch(/- \*\*Command\*\*: `nexus doctor /);
});

test.each([['doctor'], ['models'], ['probe', '--yes']])(
  'markdown of %s names the sandbox',
  async (...command) => {
    const { stdout } = await runNexus([...command, '--sandbox', '--format', 'markdown']);
    expect(stdout).toContain('sandbox healthy');
  },
);

test('markdown of probe says what to do', async () => {
  const { stdout } = await runNexus([
    'probe',
    '--sandbox',
    '--model',
    'nope',
    '--yes',
    '--format',
    'markdown',
  ]);
  expect(stdout).toContain('- **Do**: ');
});

test.each([
  [['doctor', '--sandbox', '--only', 'key.is-present'], 3],
  [['probe', '--sandbox', '--no-spend'], 3],
  [['doctor', '--sandbox', 'key/with-outer-space', '--fail-on', 'warn'], 1],
])('junit is not green when %j ends with %i', async (argv, code) => {
  const { stdout, exitCode } = await runNexus([...argv, '--format', 'junit']);
  expect(exitCode).toBe(code);
  expect(stdout).toMatch(/<(?:failure|error) /);
  const [, failures, errors] = /failures="(\d+)" errors="(\d+)"/.exec(stdout) ?? [];
  const counted = stdout.match(/<(?:failure|error) /g);
  expect(counted).toHaveLength(Number(failures) + Number(errors));
});

test('junit without --fail-on passes with a warning, as the exit code does', async () => {
  const { stdout, exitCode } = await doctor('junit', ...[]);
  expect(exitCode).toBe(0);
  expect(stdout).not.toMatch(/<(?:failure|error) /);
});
