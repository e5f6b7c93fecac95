import { hiddenMark } from './find-secrets.ts';
import { keyShapes } from './key-shapes.ts';
import { namedSecrets } from './named-secrets.ts';
import type { RedactionRule } from './redact-by.ts';
import { isEncodedKey, isUserAndPassword, isValue } from './value-shape.ts';

const value = String.raw`(?!\[hidden[\]:])[^\s"'\\,;<>]{8,}`;
// What follows Basic may be letters alone, and is no word all the same.
const userAndPassword = String.raw`(?!\[hidden[\]:]|auth|cred|access|realm)[^\s"'\\,;<>]{8,}`;
const between = String.raw`["'\\]{0,3}\s{0,4}[:=]\s{0,4}["'\\]{0,3}`;

const header = String.raw`(?<![\w-])((?:proxy-)?authorization|(?:x-)?(?:goog-)?api-key)(${between})`;

export const redactionRules: readonly RedactionRule[] = [
  {
    rule: 'private-key',
    signs: ['-----begin '],
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
    replacement: hiddenMark,
  },
  {
    rule: 'credential-header',
    signs: ['authorization', 'api-key'],
    pattern: new RegExp(String.raw`${header}(basic\s{1,4})${userAndPassword}`, 'gi'),
    replacement: `$1$2$3${hiddenMark}`,
  },
  {
    rule: 'credential-header',
    signs: ['authorization', 'api-key'],
    pattern: new RegExp(String.raw`${header}((?:bearer|digest|token|oauth)\s{1,4})?${value}`, 'gi'),
    replacement: `$1$2$3${hiddenMark}`,
    isSecret: isValue,
  },
  {
    rule: 'credential-header',
    signs: ['basic'],
    pattern: /(?<!\w)(basic\s{1,4})[\w+/-]{8,}={0,2}/gi,
    replacement: `$1${hiddenMark}`,
    isSecret: isUserAndPassword,
  },
  {
    rule: 'cookie',
    signs: ['cookie:'],
    pattern: /(?<![\w-])((?:set-)?cookie:)(?! ?\[hidden[\]:])[^\r\n"]+/gi,
    replacement: `$1 ${hiddenMark}`,
  },
  {
    rule: 'bearer-token',
    signs: ['bearer'],
    pattern: /(?<!\w)(bearer\s{1,8})(?=[\w.~+/=-]{0,200}[0-9_]|[\w.~+/=-]{20})[\w.~+/=-]{8,}/gi,
    replacement: `$1${hiddenMark}`,
  },
  {
    rule: 'key-shape',
    signs: keyShapes.map(([sign]) => sign),
    pattern: new RegExp(`(?<![A-Za-z0-9])(?:${keyShapes.map(([, shape]) => shape).join('|')})`, 'g'),
    replacement: hiddenMark,
  },
  {
    rule: 'key-shape',
    // Base64 of `sk-`, `sk_`, `nsk_` and `Bearer `.
    signs: ['c2st', 'c2tf', 'bnnrx', 'qmvhcmvyi'],
    pattern: /(?<![A-Za-z0-9])(?:c2st|c2tf|bnNrX|QmVhcmVyI)[\w+/-]{12,}={0,2}/g,
    replacement: hiddenMark,
    isSecret: isEncodedKey,
  },
  {
    rule: 'jwt',
    signs: ['eyj'],
    pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){1,3}/g,
    replacement: hiddenMark,
  },
  {
    rule: 'url-password',
    signs: ['@'],
    pattern: /:\/\/(?!\[hidden[\]:])[^\s/?#"'<>]+@/g,
    replacement: `://${hiddenMark}@`,
  },
  ...namedSecrets,
];
