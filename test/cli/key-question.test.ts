import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { type FakeWorld, fakeSystem } from '../support/fake-system.ts';

const typed = 'zq7Kd0P4xVb81LmNfT5sWcYh';
const list = { object: 'list', data: [{ id: 'gpt-5.4', object: 'model' }] };
const refusal = { error: { message: 'No.', type: 'authentication_error', code: 'invalid_key' } };

async function doctor(world: FakeWorld, ...flags: string[]) {
  const system = fakeSystem({
    replies: [
      { path: '/v1/models', key: typed, answer: { status: 200, json: list } },
      { answer: { status: 401, json: refusal } },
    ],
    ...world,
  });
  const exitCode = await run(['doctor', ...flags], system);
  const keys = system.fakeNetwork.sent.map(({ headers }) => headers.authorization);
  return { system, exitCode, asked: system.questions.length, sent: keys.includes(`Bearer ${typed}`) };
}

describe('doctor on a terminal without a key', () => {
  test('asks once, hidden, and uses the answer', async () => {
    const { system, asked, sent } = await doctor({ terminal: { typed } });
    expect({ asked, sent }).toEqual({ asked: 1, sent: true });
    expect(system.questions[0]).toContain('Key of Nexus');
    const shown = system.stdout.text() + system.stderr.text();
    expect(shown).toContain('(your answer)');
    expect(shown).not.toContain(typed.slice(0, 12));
  });

  test.each([{ typed: '' }, { typed: '  ' }, {}])('an answer like %j is no key', async (terminal) => {
    const { system, asked, exitCode } = await doctor({ terminal });
    expect({ asked, exitCode }).toEqual({ asked: 1, exitCode: 4 });
    expect(system.stdout.text()).toContain('There is no API key');
  });
});

describe('nobody is asked', () => {
  const terminal = { typed };
  const broken = { '/home/ana/.config/nexus/config.json': '{' };
  const asJson = { '/home/ana/.config/nexus/config.json': '{"output":{"format":"json"}}' };
  test.each<[string, FakeWorld, readonly string[]]>([
    ['without a terminal', {}, []],
    ['with a key', { terminal, env: { NEXUS_API_KEY: 'k'.repeat(24) } }, []],
    ['with --no-input', { terminal }, ['--no-input']],
    ['for JSON', { terminal }, ['--json']],
    ['for Markdown', { terminal }, ['--format', 'markdown']],
    ['for the JSON of the settings', { terminal, files: asJson }, []],
    ['in CI', { terminal, env: { CI: 'true' } }, []],
    ['in a sandbox', { terminal, sandbox: 'healthy' }, []],
    ['while the settings file is broken', { terminal, files: broken }, []],
    ['for a base URL that nothing can be sent to', { terminal }, ['--base-url', 'nonsense']],
    ['for a host that is almost a known one', { terminal }, ['--base-url', 'https://api.nexus-hob.ru']],
    ['for checks that need no key', { terminal }, ['--only', 'url.is-well-formed']],
    ['for the list of checks', { terminal }, ['--list']],
  ])('%s', async (_, world, flags) => {
    expect((await doctor(world, ...flags)).asked).toBe(0);
  });

  test('by models', async () => {
    const system = fakeSystem({ terminal });
    await run(['models'], system);
    expect(system.questions).toEqual([]);
  });
});
