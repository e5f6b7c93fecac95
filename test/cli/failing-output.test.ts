import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { System } from '../../src/system/system.ts';
import { fakeSystem } from '../support/fake-system.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
  code: 'ENOSPC',
  syscall: 'write',
});
const failing = { isTerminal: false, columns: 80, write: () => Promise.reject(full) };

describe('an output that takes nothing ends in one line on standard error', () => {
  test.each([
    [['doctor', '--json']],
    [['doctor', '--list']],
    [['models', '--json']],
    [['explain', 'invalid_key']],
    [['explain', '--list', '--format', 'markdown']],
    [['sandbox', '--list']],
    [['sandbox']],
    [['doctor', '--jsn', '--json']],
    [['--help']],
    [['--version']],
    [['doctor', '--help']],
  ])('%j: exit 3, no stack', async (argv) => {
    const fake = fakeSystem();
    const system: System = { ...fake, stdout: failing };
    const exitCode = await run(argv, system);
    expect({ exitCode, stderr: fake.stderr.text() }).toEqual({
      exitCode: 3,
      stderr: expect.stringMatching(
        /^(Internal error|Error): the output could not be written \(ENOSPC\)\n(make room.*\n)?$/,
      ),
    });
  });

  test('even when standard error takes nothing either', async () => {
    const system: System = { ...fakeSystem(), stdout: failing, stderr: failing };
    expect(await run(['doctor', '--json'], system)).toBe(3);
  });
});
