import { describe, expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const userFile = (output: object) => ({
  '/home/ana/.config/nexus/config.json': JSON.stringify({ output, baseUrl: 'http://127.0.0.1:1' }),
});
const projectFile = (data: object) => ({
  '/home/ana/project/.git/HEAD': 'ref',
  '/home/ana/project/.nexusrc.json': JSON.stringify(data),
});
const bold = '\u001b[1m';

describe('the format of the settings is used where no flag says another one', () => {
  test.each([
    ['doctor', { format: 'json' }, [], /^\{\n {2}"schemaVersion": 1/],
    ['doctor', { format: 'markdown' }, [], /^## /],
    ['doctor', { format: 'junit' }, [], /^<\?xml/],
    ['models', { format: 'json' }, [], /^\{\n {2}"schemaVersion": 1/],
    ['doctor', { format: 'json' }, ['--format', 'human'], /^nexus doctor/],
    ['doctor', { format: 'markdown' }, ['--json'], /^\{/],
    ['doctor', {}, [], /^nexus doctor/],
  ])('%s with %j and %j', async (command, output, flags, start) => {
    const { stdout } = await runNexus([command, ...flags], { files: userFile(output) });
    expect(stdout).toMatch(start);
  });

  test('one that the command has no form for is passed over', async () => {
    const { stdout } = await runNexus(['models'], { files: userFile({ format: 'junit' }) });
    expect(stdout).toMatch(/^nexus models/);
  });

  test('a project file may choose it too', async () => {
    const { stdout } = await runNexus(['doctor', '--base-url', 'http://127.0.0.1:1'], {
      files: projectFile({ output: { format: 'json' } }),
    });
    expect(JSON.parse(stdout).command).toBe('doctor');
  });

  test('an error is shown as the flags say', async () => {
    const files = userFile({ format: 'json' });
    expect(await runNexus(['doctor', '--only', 'nothing.at-all'], { files })).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('Error: '),
    });
  });
});

describe('colour: a flag, then the environment, then the settings, then the terminal', () => {
  const paints = async (color: boolean, flags: readonly string[], env: Record<string, string> = {}) => {
    const files = userFile({ color });
    return (await runNexus(['doctor', ...flags], { files, env })).stdout.includes(bold);
  };

  test('the settings decide in a pipe', async () => {
    expect(await paints(true, [])).toBe(true);
    expect(await paints(false, [])).toBe(false);
  });

  test('the environment and the flags are stronger', async () => {
    expect(await paints(true, [], { NO_COLOR: '1' })).toBe(false);
    expect(await paints(false, [], { FORCE_COLOR: '1' })).toBe(true);
    expect(await paints(true, ['--no-color'])).toBe(false);
    expect(await paints(false, ['--color'], { NO_COLOR: '1' })).toBe(true);
  });

  test('another format has none', async () => {
    expect(await paints(true, ['--json'])).toBe(false);
  });
});

describe('checks that a project adds', () => {
  const files = projectFile({ checks: { add: ['clock.agrees', 'made.up'] } });
  const ids = async (...flags: string[]) => {
    const { json } = await runNexus(['doctor', '--json', '--base-url', 'http://127.0.0.1:1', ...flags], {
      files,
    });
    return json.results.map(({ id }: { id: string }) => id);
  };

  test('run beside those of --only, unknown ids left out', async () => {
    const chosen = await ids('--only', 'url.is-well-formed');
    expect(chosen).toContain('url.is-well-formed');
    expect(chosen).toContain('clock.agrees');
    expect(chosen).not.toContain('made.up');
  });

  test('make a whole run no shorter', async () => {
    expect((await ids()).length).toBeGreaterThan(20);
  });
});
