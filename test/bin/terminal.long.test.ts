import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findScenario } from '../../src/cli/sandbox-system.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { type Loopback, listen } from '../support/loopback.ts';
import { runBin, runInShell } from '../support/run-bin.ts';
import { hasTerminal, runInTerminal } from '../support/terminal.ts';

test.skipIf(hasTerminal)('a real terminal needs python3 with its pty module', ({ skip }) =>
  skip('it is not here'),
);

const ctrlC = '\u0003';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

describe.skipIf(!hasTerminal)('Ctrl-C in a real terminal', () => {
  let silent: Loopback;
  beforeAll(async () => {
    silent = await listen(() => {});
  });
  afterAll(() => silent.close());

  const key = 'nexus-0123456789abcdef0123456789abcdef';
  const aimed = (env: Readonly<Record<string, string>> = { NEXUS_API_KEY: key }) => ({
    ...env,
    HOME: '/nonexistent',
    NEXUS_BASE_URL: `http://127.0.0.1:${silent.port}`,
  });

  test.each(['doctor', 'models'])('while the spinner of %s turns', async (command) => {
    const run = await runInTerminal([command], { env: aimed(), waitFor: hideCursor, press: ctrlC });
    expect(run).toMatchObject({ exitCode: 130, modesKept: true });
    expect(run.msAfterKey).toBeLessThan(1_000);
    expect(run.output.lastIndexOf(showCursor)).toBeGreaterThan(run.output.lastIndexOf(hideCursor));
    expect(run.output).toContain('Interrupted');
  });

  test('while the hidden question for the key is open', async () => {
    const run = await runInTerminal(['doctor'], {
      env: aimed({}),
      waitFor: 'No key was found',
      press: ctrlC,
    });
    expect(run).toMatchObject({ exitCode: 130, modesKept: true });
    expect(run.output).toContain('Interrupted before anything was checked.');
    expect(run.msAfterKey).toBeLessThan(1_000);
  });

  test('while the question about money is open', async () => {
    const sandbox = await startSandbox(findScenario('healthy'));
    const env = { HOME: '/nonexistent', NEXUS_API_KEY: sandbox.key, NEXUS_BASE_URL: sandbox.baseUrl };
    const run = await runInTerminal(['probe'], { env, waitFor: '[y/N]', press: ctrlC });
    await sandbox.close();
    expect(run).toMatchObject({ exitCode: 130, modesKept: true });
    expect(run.msAfterKey).toBeLessThan(1_000);
  });

  test('a yes that was typed before the question about money is no answer to it', async () => {
    const sandbox = await startSandbox(findScenario('healthy'));
    const env = { HOME: '/nonexistent', NEXUS_API_KEY: sandbox.key, NEXUS_BASE_URL: sandbox.baseUrl };
    const run = await runInTerminal(['probe'], { env, early: 'y\r', waitFor: '[y/N]', press: 'n\r' });
    await sandbox.close();
    expect(run.output).toContain('spent: nothing');
    expect(run).toMatchObject({ modesKept: true });
  });

  test('while explain waits for a paste', async () => {
    // It shows nothing while it waits, so there is nothing to wait for but time.
    const plan = { waitFor: '', afterMs: 1_000, press: `half a line${ctrlC}` };
    const run = await runInTerminal(['explain', '-'], plan);
    expect(run).toMatchObject({ exitCode: 130, modesKept: true });
    expect(run.msAfterKey).toBeLessThan(1_000);
  });

  test('is the end of the sandbox, and no failure', async () => {
    const run = await runInTerminal(['sandbox'], { waitFor: 'Ctrl-C ends the sandbox', press: ctrlC });
    expect(run).toMatchObject({ exitCode: 0, modesKept: true });
  });

  test('a key that is typed is not shown', async () => {
    const press = `${key}\r`;
    const run = await runInTerminal(['doctor', '--timeout', '1'], {
      env: aimed({}),
      waitFor: 'No key was found',
      press,
    });
    expect(run.exitCode).toBe(3);
    expect(run.modesKept).toBe(true);
    expect(run.output).not.toContain(key.slice(0, 12));
  });
});

describe.skipIf(!hasTerminal)('a terminal', () => {
  test.each([1, 10, 20, 60, 80])(
    'of %i columns shows the whole report, and its words come whole',
    async (columns) => {
      const run = await runInTerminal(['doctor', '--sandbox', 'key/revoked'], { columns });
      expect(run).toMatchObject({ exitCode: 4, modesKept: true });
      expect(run.output).toContain('invalid_key');
      expect(run.output.length).toBeLessThan(20_000);
    },
  );

  test.each([60, 80])('of %i columns is never too narrow for a line of ours', async (columns) => {
    const run = await runInTerminal(['doctor', '--sandbox', 'key/revoked'], { columns });
    const report = run.output.slice(run.output.lastIndexOf(showCursor) + 1);
    const lines = stripVTControlCharacters(report).split(/\r?\n/);
    const wide = lines.filter((line) => line.length > columns && !line.includes('doctor --'));
    expect(wide).toEqual([]);
  });

  test.each([{ TERM: 'dumb' }, { NO_COLOR: '1', TERM: 'dumb' }])(
    'with %o gets no control sequence',
    async (env) => {
      const run = await runInTerminal(['doctor', '--sandbox', 'healthy/slow'], { env });
      expect(run.exitCode).toBe(0);
      expect(run.output).not.toContain('\u001b');
    },
  );

  test.each([{ LC_ALL: 'C' }, { LC_ALL: 'POSIX' }])(
    'with %o gets ASCII only, from the spinner too',
    async (env) => {
      const { output } = await runInTerminal(['doctor', '--sandbox', 'healthy/slow'], { env });
      expect(output).toContain(hideCursor);
      expect([...output].filter((sign) => sign > '\u007f')).toEqual([]);
    },
  );

  test('with NO_COLOR gets a cursor that comes back, and no colour', async () => {
    const run = await runInTerminal(['doctor', '--sandbox', 'healthy/slow'], { env: { NO_COLOR: '1' } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
    expect(run.output).not.toMatch(/\u001b\[[0-9;]*m/);
    expect(run.output.lastIndexOf(showCursor)).toBeGreaterThanOrEqual(run.output.lastIndexOf(hideCursor));
  });
});

describe.skipIf(process.platform === 'win32')('a slow reader gets every byte', () => {
  const slowly = '"$@" | { sleep 1; cat; }';

  test.each([
    { args: ['models', '--sandbox', 'model/hundred-thousand', '--json'], atLeast: 10_000_000 },
    { args: ['sandbox', '--list', '--json'], atLeast: 20_000 },
    { args: ['explain', '--list', '--json'], atLeast: 20_000 },
    { args: ['doctor', '--sandbox', 'model/hundred-thousand', '--json'], atLeast: 5_000 },
    { args: ['models', '--sandbox', 'model/hundred-thousand'], atLeast: 200_000 },
  ])('$args', async ({ args, atLeast }) => {
    const { exitCode, stdout, stderr } = await runInShell(slowly, args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.length).toBeGreaterThan(atLeast);
    if (!args.includes('--json')) return;
    const document = JSON.parse(stdout);
    if (args[0] === 'models') expect(document.models).toHaveLength(100_000);
  });

  test('and the same bytes as a fast one', async () => {
    const args = ['explain', '--list', '--json'];
    const [slow, fast] = await Promise.all([runInShell(slowly, args), runBin(args)]);
    expect(slow.stdout).toBe(fast.stdout);
  });

  test('one that leaves in the middle of 60 MB is no failure', async () => {
    const line = '{ "$@"; echo "exit $?" >&2; } | head -c 100000 | wc -c';
    const { stdout, stderr } = await runInShell(line, [
      'models',
      '--sandbox',
      'model/hundred-thousand',
      '--json',
    ]);
    expect(stdout.trim()).toBe('100000');
    expect(stderr).toBe('exit 0\n');
  });
});
