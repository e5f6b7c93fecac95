import type { RedactionRule } from './redaction-rules.ts';

/** Whose machine it is: what other people need not know. */
export interface Person {
  readonly user: string | undefined;
  readonly hostName: string | undefined;
}

// 0-255 is not checked: what looks like an address of a private network may well go.
const part = String.raw`\.\d{1,3}`;
const privateV4 = `(?:10${part}|172\\.(?:1[6-9]|2\\d|3[01])|192\\.168|169\\.254)${part}${part}`;

const rules: readonly RedactionRule[] = [
  {
    rule: 'user-name',
    signs: ['home', 'users'],
    // A log may come from another machine than this one.
    pattern: /((?:[A-Za-z]:[\\/]{1,2}|(?<![\w.])\/)(?:home|Users)[\\/]{1,2})(?!\[user\])[^\\/\s"'<>:]{1,64}/g,
    replacement: '$1[user]',
  },
  {
    rule: 'e-mail',
    signs: ['@'],
    // Not behind `://`: user and password of a URL have their own rule.
    pattern: /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g,
    replacement: '[e-mail]',
  },
  {
    rule: 'private-address',
    signs: ['.'],
    pattern: new RegExp(`(?<![\\w.])${privateV4}(?![\\w.]?\\d)`, 'g'),
    replacement: '[private address]',
  },
  {
    rule: 'private-address',
    signs: ['fe80:', 'fc', 'fd'],
    pattern: /(?<![\w:])(?:fe80|f[cd][0-9a-f]{2}):[0-9a-f:]{2,40}(?:%\w{1,16})?/gi,
    replacement: '[private address]',
  },
];

/** Names that thousands of machines have say nothing about a person, and stand as plain words in many texts. */
const commonNames = new Set(
  'root admin administrator user users home node test guest runner ubuntu debian docker vagrant pi app dev build ci nexus localhost host server api gateway'.split(
    ' ',
  ),
);

/** Rules for texts that leave this machine: mail addresses, the person's and the machine's name, addresses of the local network. */
export function personalRules({ user, hostName }: Person): readonly RedactionRule[] {
  return [...rules, ...nameRule('user-name', user, '[user]'), ...nameRule('host-name', hostName, '[host]')];
}

function nameRule(rule: string, name: string | undefined, replacement: string): RedactionRule[] {
  if (name === undefined || name.length < 3 || commonNames.has(name.toLowerCase())) return [];
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w-])${quoted}(?![\\w-])`, 'gi');
  return [{ rule, signs: [name.toLowerCase()], pattern, replacement }];
}
