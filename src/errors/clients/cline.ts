import type { LocalEntry } from '../entry.ts';

type Mode = { mode: string; provider: string; from: string; baseUrlFrom?: string; misfit?: string };

/** What only Cline knows. */
export const clineErrors = {
  'cline/no-files': {
    owner: 'you',
    retry: 'not-documented',
    verify: 'nexus doctor --for cline',
    source: { kind: 'inferred', from: 'where the source of Cline keeps its settings since 2026' },
    title: 'Cline keeps no settings where this version of it would',
    meaning:
      'Older versions keep them inside of the editor, where no other program can read them. What they say was not checked.',
    severity: 'warning',
    causes: ['Cline is older than 2026', 'Cline is not set up here', 'its files were moved'],
    fixes: [
      {
        kind: 'do',
        what: 'update Cline and open its settings once, or look at base URL and key there yourself',
        why: 'newer versions write a file',
      },
    ],
    summary: ({ looked }: { looked: readonly string[] }) => `there is none of ${looked.join(', ')}`,
  },
  'cline/mode-not-looked-at': {
    owner: 'you',
    retry: 'after-fix',
    verify: 'nexus doctor --for cline',
    source: { kind: 'inferred', from: 'where the source of Cline takes the provider of a mode from' },
    title: 'A mode of Cline was not looked at',
    meaning: 'In the editor plan and act may each have a provider of their own. Only one provider is tested.',
    severity: 'warning',
    causes: [
      'plan and act are set to different providers',
      'the editor and the program are set up differently',
    ],
    fixes: [
      {
        kind: 'do',
        what: 'choose the same API provider for plan and act in the settings of Cline, or look at base URL and key of {mode|the other} mode there yourself',
        why: 'what was tested then counts for both',
      },
    ],
    summary: ({ mode, provider, from, baseUrlFrom, misfit }: Mode) => {
      const fit = misfit === undefined ? '' : ` ${misfit}`;
      const url = baseUrlFrom === undefined ? '' : `, with a base URL of its own (${baseUrlFrom})${fit}`;
      return `${mode} mode: the provider ${provider} (${from})${url}`;
    },
  },
} as const satisfies Record<`cline/${string}`, LocalEntry<never>>;
