import { notApplicable, own, problemsOrPass } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

export const projectFileIsHarmless = defineCheck({
  id: 'settings.project-file-is-harmless',
  title: 'The project file sets nothing it may not set',
  spine: false,
  needs: {},
  observe: async ({ settings }) => ({
    file: settings.projectFile ?? null,
    refusals: settings.refusals.map((refusal) => ({ ...refusal })),
  }),
  judge: ({ file, refusals }) => {
    if (file === null && refusals.length === 0) return notApplicable('there is no project file');
    return problemsOrPass(refusals.map((refusal) => own('local/project-setting-refused', refusal)));
  },
  fact: ({ file }) => file ?? undefined,
});
