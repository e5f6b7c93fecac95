import { hiddenMark } from './find-secrets.ts';

/** A shape that is hidden whoever it belongs to. Every pattern must run in linear time. */
export interface RedactionRule {
  readonly rule: string;
  /** In lower case: one of them stands in every text that the pattern matches. Most texts need no pattern so. */
  readonly signs: readonly string[];
  readonly pattern: RegExp;
  readonly replacement: string;
}

// A value, unless it is a plain word ("Authorization: required") or was hidden before.
const value = String.raw`(?!\[hidden[\]:]|[a-z-]{1,30}(?:[\s.,;:)]|$))[^\s"'\\,;<>]{8,}`;
// What follows Basic may be letters alone, and is no word all the same.
const userAndPassword = String.raw`(?!\[hidden[\]:]|auth|cred|access|realm)[^\s"'\\,;<>]{8,}`;
const between = String.raw`["'\\]{0,3}\s{0,4}[:=]\s{0,4}["'\\]{0,3}`;

const keyShapes = [
  'sk-[\\w-]{16,}',
  'nsk_[\\w-]{16,}',
  'gsk_[\\w-]{16,}',
  'xai-[\\w-]{16,}',
  'hf_[A-Za-z0-9]{16,}',
  'AIza[\\w-]{30,}',
  'gh[opsur]_[A-Za-z0-9]{20,}',
  'github_pat_\\w{20,}',
  'glpat-[\\w-]{16,}',
  'xox[abeprs]-[\\w-]{10,}',
  'npm_[A-Za-z0-9]{20,}',
  'pypi-[\\w-]{20,}',
  '[srp]k_(?:live|test)_[A-Za-z0-9]{10,}',
  'A(?:KIA|SIA)[A-Z0-9]{16}',
  // Telegram's bots.
  '\\d{8,10}:AA[\\w-]{32,}',
  // What a gateway leaves when it masks a key itself: the ends are still the person's.
  '(?:n?sk[-_]|gsk_|xai-|hf_|AIza)[\\w-]{0,64}\\*{3,}[\\w*-]{0,64}',
];

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
    pattern: new RegExp(
      String.raw`(?<![\w-])((?:proxy-)?authorization|(?:x-)?(?:goog-)?api-key)(${between})(?:(basic\s{1,4})${userAndPassword}|((?:basic|bearer|digest|token)\s{1,4})?${value})`,
      'gi',
    ),
    replacement: `$1$2$3$4${hiddenMark}`,
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
    signs: [
      'sk-',
      'sk_',
      'xai-',
      'hf_',
      'aiza',
      'gh',
      'glpat-',
      'xox',
      'npm_',
      'pypi-',
      'k_',
      'akia',
      'asia',
      ':aa',
    ],
    pattern: new RegExp(`(?<![A-Za-z0-9])(?:${keyShapes.join('|')})`, 'g'),
    replacement: hiddenMark,
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
  {
    rule: 'secret-parameter',
    signs: ['key=', 'token=', 'secret=', 'password='],
    pattern:
      /(?<![\w-])((?:api[_-]?key|access[_-]?token|auth[_-]?token|key|token|secret|password)=)(?!\[hidden[\]:])[^\s&"'#<>,;]+/gi,
    replacement: `$1${hiddenMark}`,
  },
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
