import { expect, test } from 'vitest';
import { projectFileIsHarmless } from '../../../src/checks/settings/project-file-is-harmless.ts';
import { checkContext, judged, runOne } from '../../support/check-context.ts';

const file = './.nexusrc.json';
const refusal = { file, line: 2, setting: 'baseUrl', why: 'foreign-origin' as const };

test.each([
  ['a refused setting warns', { file, refusals: [refusal] }, 'warn local/project-setting-refused'],
  [
    'each refusal is a finding of its own',
    { file, refusals: [refusal, { ...refusal, setting: 'apiKey', why: 'secret' as const }] },
    'warn local/project-setting-refused local/project-setting-refused',
  ],
  ['a file that only chooses a model passes', { file, refusals: [] }, 'pass'],
  ['without a project file there is nothing to judge', { file: null, refusals: [] }, 'not-applicable'],
  [
    'a file that could not be read at all still warns',
    { file: null, refusals: [refusal] },
    'warn local/project-setting-refused',
  ],
])('%s', (_, evidence, expected) => {
  expect(judged(projectFileIsHarmless, evidence)).toBe(expected);
});

test('the finding names the file and the line of the foreign base URL', async () => {
  const files = { '/home/ana/project/.nexusrc.json': '{\n  "baseUrl": "https://evil.example"\n}' };
  const result = await runOne(projectFileIsHarmless, await checkContext({ files }));
  expect(result).toMatchObject({
    status: 'warn',
    findings: [{ params: { line: 2, setting: 'baseUrl', why: 'foreign-origin' } }],
  });
});

test('the fact is the file, and nothing where there is none', () => {
  expect(projectFileIsHarmless.fact?.({ file, refusals: [] })).toBe(file);
  expect(projectFileIsHarmless.fact?.({ file: null, refusals: [] })).toBeUndefined();
});

test('without a project file the evidence is empty', async () => {
  expect(await projectFileIsHarmless.observe(await checkContext(), {})).toEqual({ file: null, refusals: [] });
});
