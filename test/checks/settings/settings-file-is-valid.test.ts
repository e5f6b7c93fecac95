import { expect, test } from 'vitest';
import { settingsFileIsValid } from '../../../src/checks/settings/settings-file-is-valid.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

const problem = { file: '~/.config/nexus/config.json', line: 3, expected: 'a comma' };

test.each([
  ['a file that cannot be used fails', { file: problem.file, problem }, 'fail local/settings-file-invalid'],
  ['a file that was read passes', { file: problem.file, problem: null }, 'pass'],
  ['no file at all is no fault: defaults are used', { file: null, problem: null }, 'pass'],
])('%s', (_, evidence, expected) => {
  expect(judged(settingsFileIsValid, evidence)).toBe(expected);
});

test('the evidence of a broken file holds its place, never its text', async () => {
  const files = { '/home/ana/.config/nexus/config.json': '{ "apiKey": "secret-of-ana-0123456789",' };
  const result = await runOne(settingsFileIsValid, await checkContext({ files }));
  expect(result).toMatchObject({ status: 'fail', evidence: { file: '~/.config/nexus/config.json' } });
  expect(JSON.stringify(result)).not.toContain('secret-of-ana');
});

test('the fact is the file, or that there is none', async () => {
  expect(settingsFileIsValid.fact?.({ file: problem.file, problem: null })).toBe(problem.file);
  expect(await runOne(settingsFileIsValid, await checkContext())).toMatchObject({
    status: 'pass',
    fact: 'none, defaults are used',
    evidence: { file: null, problem: null },
  });
});

test('the finding is the place and what was expected there', () => {
  expect(settingsFileIsValid.judge({ file: problem.file, problem })).toMatchObject({
    findings: [{ params: problem }],
  });
});
