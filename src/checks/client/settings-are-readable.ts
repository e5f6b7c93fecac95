import { problemsOrPass } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { namedClient, noClient, problemsAbout } from './named-client.ts';

export const clientSettingsAreReadable = defineCheck({
  id: 'client.settings-are-readable',
  title: 'The client’s settings are readable',
  spine: false,
  needs: {},
  doesNotApply: noClient,
  observe: async (context) => {
    const client = namedClient(context);
    return { files: client.files, findings: problemsAbout(client, 'files') };
  },
  judge: ({ findings }) => problemsOrPass(findings),
  fact: ({ files, findings }) => {
    if (findings.length > 0) return undefined;
    return files.length === 0 ? 'none, the environment counts' : files.join(', ');
  },
});
