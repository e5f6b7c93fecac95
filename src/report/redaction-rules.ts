import { hiddenMark } from './find-secrets.ts';
import { keyShapes } from './key-shapes.ts';
import { namedSecrets } from './named-secrets.ts';
import { isEncodedKey, isUserAndPassword, isValue } from './value-shape.ts';

/** A shape that is hidden whoever it belongs to. Every pattern must run in linear time. */
export interface RedactionRule {
  readonly rule: string;
  /** In lower case: one of them stands in every text that the pattern matches. Most texts need no pattern so. */
  readonly signs: readonly string[];
  /** One of these stands there too, where the signs alone are common words. */
  readonly also?: readonly string[];
  /** Its groups stay and stand in front of what is hidden. */
  readonly pattern: RegExp;
  readonly replacement: string;
  /** Whether what would be hidden is more than words. */
  readonly isSecret?: (found: string) => boolean;
}

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

/** Header names in lower case whose whole value is hidden when they are a key of the document. */
export const credentialNames: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'api-key',
  'x-api-key',
  'cookie',
  'set-cookie',
]);

/** The person's home folder becomes `~`, also where a path was written for JSON or with the other slash. */
export function homeRules(home: string | undefined, user: string | undefined): RedactionRule[] {
  const places: string[] = [];
  const trimmed = home?.replace(/[\\/]+$/, '') ?? '';
  if (trimmed.length > 2) places.push(...trimmed.split(/[\\/]+/).reduce(joinedBySlash, ['']));
  if (user !== undefined && user !== '')
    places.push(String.raw`(?:[A-Za-z]:[\\/]{1,2}|[\\/])(?:home|Users)[\\/]{1,2}${quoted(user)}`);
  if (places.length === 0) return [];
  const windows = /^[A-Za-z]:/.test(trimmed);
  const pattern = new RegExp(`(?<![\\w.-])(?:${places.join('|')})(?![\\w-]|\\.\\w)`, windows ? 'gi' : 'g');
  return [{ rule: 'home-path', signs: homeSigns(trimmed, user), pattern, replacement: '~' }];
}

/** The last folder's name and the user's; any slash where a name has letters whose small forms depend on others. */
function homeSigns(home: string, user: string | undefined): readonly string[] {
  const names = [home.split(/[\\/]/).at(-1) ?? '', user ?? ''].filter((name) => name !== '');
  return names.every((name) => /^[ -~]+$/.test(name)) ? names.map((name) => name.toLowerCase()) : ['/', '\\'];
}

function joinedBySlash([path = '']: string[], part: string, index: number): string[] {
  // One slash in front: the two before it in `file:///home` belong to the scheme.
  if (path === '') return [index === 0 ? quoted(part) : String.raw`[\\/]${quoted(part)}`];
  return [String.raw`${path}[\\/]{1,2}${quoted(part)}`];
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
