import { own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

export const settingsFileIsValid = defineCheck({
  id: 'settings.file-is-valid',
  title: 'The settings file is valid',
  spine: true,
  needs: {},
  observe: async ({ settings }) => {
    const { file, problem: found } = settings.userFile ?? {};
    return { file: file ?? null, problem: found === undefined ? null : { ...found } };
  },
  judge: ({ problem: found }) => (found === null ? pass : problem(own('local/settings-file-invalid', found))),
  fact: ({ file }) => file ?? 'none, defaults are used',
});
