import type { LocalEntry } from '../entry.ts';

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
} as const satisfies Record<`cline/${string}`, LocalEntry<never>>;
