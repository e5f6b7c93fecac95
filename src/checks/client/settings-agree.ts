import { ownEntryOf } from '../../errors/catalogue.ts';
import { pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { namedClient, noClient, problemsAbout } from './named-client.ts';

export const clientSettingsAgree = defineCheck({
  id: 'client.settings-agree',
  title: 'The client’s settings agree',
  spine: false,
  needs: {},
  doesNotApply: noClient,
  observe: async (context) => ({ findings: problemsAbout(namedClient(context), 'agreement') }),
  judge: ({ findings }) => {
    // A hint alone is no contradiction.
    const isHint = ({ id }: (typeof findings)[number]) => ownEntryOf(id)?.severity === 'hint';
    if (findings.every(isHint)) return { ...pass, hints: findings };
    const [first, ...rest] = [...findings.filter((one) => !isHint(one)), ...findings.filter(isHint)];
    return first === undefined ? pass : problem(first, ...rest);
  },
});
