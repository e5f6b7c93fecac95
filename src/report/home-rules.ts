import type { RedactionRule } from './redact-by.ts';

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
