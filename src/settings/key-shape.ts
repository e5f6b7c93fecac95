import type { ProviderProfile } from '../providers/profile.ts';
import { type NotAKey, notAKey } from './not-a-key.ts';

/** What can be told about a key without showing it. JSON values only; never a piece of the key but its class. */
export type KeyShape = {
  /** Characters, without white space around the key. */
  readonly length: number;
  readonly outerSpace: boolean;
  readonly problem?: KeyProblem;
  /** Where the problem is; the first character of the key is 1. */
  readonly position?: number;
  /** What the value is where it is no key at all. */
  readonly instead?: NotAKey;
  /** Who documents this beginning, when it is somebody else than the profile. */
  readonly foreignVendor?: string;
  /** A documented beginning such as `nsk_code_`. */
  readonly prefix?: string;
  /** Under 8 characters: too short to be masked wherever it may turn up. */
  readonly tooShort?: boolean;
};

export type KeyProblem =
  | 'empty'
  | 'line-break'
  | 'quotes'
  | 'illegal-character'
  | 'bearer-prefix'
  | 'not-a-key'
  | 'placeholder'
  | 'unexpanded';

/** Describes a key as it was given. Pure; the caller keeps the key itself. */
export function keyShapeOf(
  raw: string,
  profile: ProviderProfile,
  profiles: readonly ProviderProfile[],
): KeyShape {
  const key = raw.trim();
  return {
    length: key.length,
    outerSpace: key !== raw,
    ...problemOf(key, profile, profiles),
    ...familyOf(key, profile, profiles),
    ...(key.length < shortestMaskable ? { tooShort: true } : {}),
  };
}

/** A shorter value is too common to be hidden wherever it turns up. */
export const shortestMaskable = 8;

type Problem = Pick<KeyShape, 'problem' | 'position' | 'instead'>;

function problemOf(key: string, profile: ProviderProfile, profiles: readonly ProviderProfile[]): Problem {
  if (key === '') return { problem: 'empty' };
  if (isUnexpanded(key, profile)) return { problem: 'unexpanded' };
  // Before single characters: what is wrong with a whole line is not the first blank in it.
  const instead = notAKey(key, knownPrefixes(profiles));
  if (instead !== undefined) return { problem: 'not-a-key', instead };
  const lineBreak = /[\r\n\u2028\u2029]/.exec(key);
  if (lineBreak !== null) return { problem: 'line-break', position: lineBreak.index + 1 };
  if (/^(?:authorization:\s*)?bearer\s/i.test(key)) return { problem: 'bearer-prefix' };
  const quote = /["'`\u2018\u2019\u201c\u201d\u00ab\u00bb]/.exec(key);
  if (quote !== null) return { problem: 'quotes', position: quote.index + 1 };
  if (isPlaceholder(key)) return { problem: 'placeholder' };
  // RFC 9110 lets a header hold more than this, but no gateway documents a key beyond visible ASCII.
  const illegal = /[^\x21-\x7e]/.exec(key);
  return illegal === null ? {} : { problem: 'illegal-character', position: illegal.index + 1 };
}

/** The whole value is a name that some program should have replaced, or the key variable's own name. */
function isUnexpanded(key: string, profile: ProviderProfile): boolean {
  return profile.env.key.includes(key) || references.some((reference) => reference.test(key));
}

const references = [
  /^\$\{[^{}]*\}$/,
  /^\$\{?\{\{[^{}]*\}\}\}?$/,
  /^\{\{[^{}]*\}\}$/,
  /^\$\([^()]*\)$/,
  /^\$(?:env:)?[A-Za-z_]\w*$/,
  /^\{(?:env|file):[^{}]*\}$/,
  /^%[A-Za-z_]\w*%$/,
  /^os\.environ\/\w+$/,
];

/** Whole values only: a real key may contain any of these words. */
function isPlaceholder(key: string): boolean {
  return key.length <= longestPlaceholder && placeholders.some((placeholder) => placeholder.test(key));
}

// Also keeps the expressions below away from long hostile text.
const longestPlaceholder = 80;

const placeholders = [
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^(?:n?sk[-_])?(?:your|my)(?:[-_ ]?[a-z0-9]+){0,4}?[-_ ]?(?:key|token|secret)(?:[-_ ]here)?$/i,
  /^(?:n?sk[-_])?(?:[a-z]{2,8}[-_])?(?:x{3,}|\*{3,}|\.{3,}|\u2026)$/i,
  /^(?:change|replace|insert|paste|put|add|enter)[-_ ]?(?:me|this|here|(?:your[-_ ])?(?:api[-_ ]?)?key)(?:[-_ ]here)?$/i,
  /^(?:api[-_ ]?key|api[-_ ]?token|placeholder|null|undefined|todo|dummy[-_]key)$/i,
];

type Family = Pick<KeyShape, 'prefix' | 'foreignVendor'>;

function familyOf(key: string, profile: ProviderProfile, profiles: readonly ProviderProfile[]): Family {
  const own = profile.key.prefixes.find((prefix) => key.startsWith(prefix));
  const foreign = foreignRows(profile, profiles).find((row) => key.startsWith(row.prefix));
  // `sk-` may be documented by the profile, and `sk-ant-` is still somebody else's: the longer one knows more.
  if (foreign !== undefined && foreign.prefix.length > (own?.length ?? 0)) {
    return { prefix: foreign.prefix, foreignVendor: foreign.vendor };
  }
  if (own !== undefined) return { prefix: own };
  return key.startsWith(nobodys) ? { prefix: nobodys } : {};
}

function knownPrefixes(profiles: readonly ProviderProfile[]): readonly string[] {
  return [
    nobodys,
    ...profiles.flatMap(({ key }) => key.prefixes),
    ...vendorPrefixes.map(({ prefix }) => prefix),
  ];
}

/** OpenAI made it known, and half the gateways of the world hand it out. */
const nobodys = 'sk-';

interface VendorPrefix {
  readonly prefix: string;
  readonly vendor: string;
}

function foreignRows(profile: ProviderProfile, profiles: readonly ProviderProfile[]): VendorPrefix[] {
  const ofOthers = profiles
    .filter((other) => other.id !== profile.id)
    .flatMap((other) => other.key.prefixes.map((prefix) => ({ prefix, vendor: other.name })));
  return [...ofOthers, ...vendorPrefixes]
    .filter((row) => row.prefix !== nobodys && !profile.key.prefixes.includes(row.prefix))
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
}

/** Beginnings that their vendors show in their own documentation. */
export const vendorPrefixes: readonly VendorPrefix[] = [
  { prefix: 'sk-ant-', vendor: 'Anthropic' },
  { prefix: 'sk-proj-', vendor: 'OpenAI' },
  { prefix: 'sk-svcacct-', vendor: 'OpenAI' },
  { prefix: 'sk-admin-', vendor: 'OpenAI' },
  { prefix: 'sk-or-', vendor: 'OpenRouter' },
  { prefix: 'gsk_', vendor: 'Groq' },
  { prefix: 'AIza', vendor: 'Google' },
  { prefix: 'xai-', vendor: 'xAI' },
  { prefix: 'hf_', vendor: 'Hugging Face' },
  { prefix: 'pplx-', vendor: 'Perplexity' },
  { prefix: 'r8_', vendor: 'Replicate' },
  { prefix: 'github_pat_', vendor: 'GitHub' },
  { prefix: 'ghp_', vendor: 'GitHub' },
];
