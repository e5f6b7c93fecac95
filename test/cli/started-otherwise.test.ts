import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const started = { startedAs: 'npx nexus-doctor' };

test('the list of scenarios is the same for programs, however this one was started', async () => {
  const { json } = await runNexus(['sandbox', '--list', '--json'], started);
  for (const { try: command } of json.scenarios) expect(command).toMatch(/^nexus doctor /);
});

test.each(['human', 'markdown'])('%s shows how it was started', async (format) => {
  const { stdout } = await runNexus(['sandbox', '--list', '--verbose', '--format', format], started);
  expect(stdout).toContain('npx nexus-doctor doctor');
});
