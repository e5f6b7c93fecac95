import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for claude-code',
  source: { kind: 'inferred', from: 'the settings of Claude Code, as it documents them' },
} as const;

/** What only Claude Code knows. */
export const claudeCodeErrors = {
  'claude-code/provider-flag': {
    ...common,
    title: 'Claude Code is set to a cloud provider, which outranks the base URL',
    meaning: 'With this flag Claude Code uses neither the base URL nor the key of the gateway.',
    severity: 'error',
    causes: ['the flag is left over from another set-up', 'an administrator sets it'],
    fixes: [
      {
        kind: 'do',
        what: 'remove {from|the flag}',
        why: 'then the base URL counts',
      },
    ],
    summary: ({ from, flag }: { from: string; flag: string }) => `${flag} is on (${from})`,
  },
} as const satisfies Record<`claude-code/${string}`, LocalEntry<never>>;
