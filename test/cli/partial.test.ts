import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

async function partialLine(...flags: readonly string[]) {
  const { stdout } = await runNexus(['doctor', '--sandbox', ...flags], { terminal: { columns: 200 } });
  const [, ran, all] = /only (\d+) of (\d+) checks ran/.exec(stdout.replace(/\s+/g, ' ')) ?? [];
  return { ran: Number(ran), all: Number(all) };
}

test('what was left out is counted against the same number, whoever left it out', async () => {
  const { json } = await runNexus(['doctor', '--sandbox', '--json']);
  const only = await partialLine('--only', 'key.is-accepted');
  const skip = await partialLine('--skip', 'clock.agrees');
  expect([only.all, skip.all]).toEqual([json.checksInAll, json.checksInAll]);
  expect(only.ran).toBeLessThan(skip.ran);
});
