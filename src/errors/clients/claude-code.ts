import type { LocalEntry } from '../entry.ts';

const common = {
  owner: 'you',
  retry: 'after-fix',
  verify: 'nexus doctor --for claude-code',
  source: { kind: 'inferred', from: 'the settings of Claude Code, as it documents them' },
} as const;

/** What only Claude Code knows. */
export const claudeCodeErrors = {
  'claude-code/variable-emptied': {
    ...common,
    title: 'The settings of Claude Code empty a variable that is set',
    meaning:
      'The env block of a settings file wins over the environment, and an empty text there takes the value away.',
    severity: 'error',
    causes: ['the line was left in the file without a value'],
    fixes: [
      {
        kind: 'do',
        what: 'remove {what|that setting}, or put the value there',
        why: 'then {name|the variable} counts again',
      },
    ],
    summary: ({ from, name }: { from: string; name: string; what?: string }) =>
      `${from} sets ${name} to an empty text`,
  },
  'claude-code/only-login': {
    ...common,
    title: 'Claude Code has a login, and no key of the gateway',
    meaning:
      'Without a key it sends its own login to the gateway, and few gateways take that. What the store holds was not opened.',
    severity: 'warning',
    retry: 'not-documented',
    access: true,
    causes: ['the key of the gateway was not set', 'the gateway is meant to pass the login on'],
    fixes: [
      {
        kind: 'set',
        setting: 'ANTHROPIC_AUTH_TOKEN',
        to: '<your {providerName} key>',
        why: 'then the gateway gets its own key',
      },
    ],
    summary: ({ from }: { from: string }) => `no key is set, and ${from} keeps what /login left`,
  },
  'claude-code/provider-flag': {
    ...common,
    title: 'Claude Code is set to a cloud provider, which outranks the base URL',
    meaning: 'With this flag Claude Code uses neither the base URL nor the key of the gateway.',
    severity: 'error',
    causes: ['the flag is left over from another set-up', 'an administrator sets it'],
    fixes: [
      {
        kind: 'do',
        what: 'remove {what|the flag}',
        why: 'then the base URL counts',
      },
    ],
    summary: ({ from, flag }: { from: string; flag: string; what?: string }) => `${flag} is on (${from})`,
  },
} as const satisfies Record<`claude-code/${string}`, LocalEntry<never>>;
