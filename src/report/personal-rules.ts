import type { RedactionRule } from './redact-by.ts';

/** Whose machine it is: what other people need not know. */
export interface Person {
  readonly user: string | undefined;
  readonly hostName: string | undefined;
}

// 0-255 is not checked: what looks like an address of a private network may well go.
const part = String.raw`\.\d{1,3}`;
const privateV4 = `(?:10${part}|172\\.(?:1[6-9]|2\\d|3[01])|192\\.168|169\\.254)${part}${part}`;

// Of names in other scripts than Latin: ranges, because a class such as \p{L} costs time at every start.
const letters = '\\u00c0-\\u024f\\u0370-\\u1fff\\u3040-\\ud7ff';

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
    signs: ['@', '%40', '%2540'],
    // Not behind `://`: user and password of a URL have their own rule.
    pattern: new RegExp(
      `(?<![\\w.+%${letters}-])[\\w.+%${letters}-]{1,64}(?:@|%(?:25)?40)(?:[\\w${letters}-]{1,63}\\.){1,8}(?:xn--[\\w-]{2,40}|[A-Za-z${letters}]{2,24})(?![\\w${letters}-])`,
      'g',
    ),
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

/** Mail addresses have no place in a record either: a gateway's message may name another person than ours. */
export const mailRules: readonly RedactionRule[] = rules.filter(({ rule }) => rule === 'e-mail');

/** Rules for texts that leave this machine: mail addresses, the person's and the machine's name, addresses of the local network. */
export function personalRules({ user, hostName }: Person): readonly RedactionRule[] {
  return [...rules, ...nameRule('user-name', user, '[user]'), ...nameRule('host-name', hostName, '[host]')];
}

/** Rules for names of people that a text shows by the home folders in it; paths and mail addresses have rules of their own. */
export function nameRules(names: readonly string[]): readonly RedactionRule[] {
  const isPart = `[\\w${letters}\\\\/@+%-]`;
  return names.flatMap((name) =>
    nameRule('user-name', name, '[user]', [`(?<!${isPart}|\\.)`, `(?!\\.?${isPart})`]),
  );
}

const ofAWord = [`(?<![\\w${letters}-])`, `(?![\\w${letters}-])`] as const;

function nameRule(
  rule: string,
  name: string | undefined,
  replacement: string,
  [before, behind]: readonly [string, string] = ofAWord,
): RedactionRule[] {
  if (name === undefined || name.length < 3 || commonNames.has(name.toLowerCase())) return [];
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`${before}${quoted}${behind}`, 'gi');
  return [{ rule, signs: [name.toLowerCase()], pattern, replacement }];
}
