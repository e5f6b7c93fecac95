import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const settings = '/home/ana/.config/nexus/config.json';
const office = JSON.stringify({ providers: { office: { baseUrl: 'https://llm.office.example' } } });

test('explain knows a provider of the settings file', async () => {
  const { json, exitCode } = await runNexus(['explain', '--provider', 'office', 'invalid_key', '--json'], {
    files: { [settings]: office },
  });
  expect([exitCode, json.matches[0].id]).toEqual([0, 'nexus/invalid_key']);
});

test('and one of the file that --config names', async () => {
  const { exitCode } = await runNexus(
    ['explain', '--list', '--provider', 'office', '--config', '/home/ana/other.json', '--json'],
    { files: { '/home/ana/other.json': office } },
  );
  expect(exitCode).toBe(0);
});

test('a provider that only a broken file can define is named with that file', async () => {
  const { json, exitCode } = await runNexus(['explain', '--provider', 'office', 'invalid_key', '--json'], {
    files: { [settings]: '{' },
  });
  expect(exitCode).toBe(2);
  expect(json.error.hint).toContain('config.json');
});
