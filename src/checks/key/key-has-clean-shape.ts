import { own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';
import { keyIsPresent } from './key-is-present.ts';

export const keyHasCleanShape = defineCheck({
  id: 'key.has-clean-shape',
  title: 'The key has a clean shape',
  spine: true,
  needs: { present: keyIsPresent },
  observe: async ({ settings }) => {
    const shape = settings.apiKey?.value.shape;
    return {
      from: settings.apiKey?.origin.name ?? 'nowhere',
      length: shape?.length ?? 0,
      outerSpace: shape?.outerSpace ?? false,
      problem: shape?.problem ?? null,
      position: shape?.position ?? 1,
    };
  },
  judge: ({ from, outerSpace, problem: found, position }) => {
    switch (found) {
      case null:
        return outerSpace ? problem(own('local/key-has-outer-space', { from })) : pass;
      case 'empty':
        return problem(own('local/key-missing', { looked: [`${from} (it is empty)`] }));
      case 'line-break':
        return problem(own('local/key-has-line-break', { from, position }));
      case 'quotes':
        return problem(own('local/key-has-quotes', { from, position }));
      case 'illegal-character':
        return problem(own('local/key-has-illegal-character', { from, position }));
      case 'bearer-prefix':
        return problem(own('local/key-has-bearer-prefix', { from }));
      case 'placeholder':
        return problem(own('local/key-is-placeholder', { from }));
      case 'unexpanded':
        return problem(own('local/key-is-unexpanded', { from }));
    }
  },
  fact: ({ length, outerSpace }) =>
    outerSpace ? 'white space around it was ignored' : `${length} characters`,
});
