import { expect, test } from 'vitest';
import { runNexus } from '../support/run-nexus.ts';

const pasted = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      error: { code: 'internal_error', message: 'no' },
      request_id: `req_pasted_${1000 + index}`,
    }),
  ).join('\n');
const report = (count: number, flags: readonly string[]) =>
  runNexus(['report', '--from', '-', ...flags], { stdin: pasted(count) });

test.each([
  [11, 10, undefined],
  [14, 11, 'and 3 more'],
  [3000, 11, 'and at least 39 more'],
])('of %i failures those that are not shown are counted', async (count, lines, last) => {
  const { json } = await report(count, ['--json']);
  expect(json.others).toHaveLength(lines);
  expect(json.others.at(-1)).toEqual(last ?? expect.stringContaining('req_pasted_'));
});

test('and a person reads so too', async () => {
  const { stdout } = await report(3000, []);
  expect(stdout).toContain('and at least 39 more');
});
