import { basename, relative, sep } from 'node:path';

/** What the process knows about its own start. */
export interface Start {
  /** The second element of argv: for a link, the link. */
  readonly script: string;
  /** Where that link ends. */
  readonly realScript: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * How the person can start the program again. npm 11 sets `npm_command=exec` and `npm_lifecycle_event=npx` for npx, and
 * both are inherited by a shell started there, so they count only together with the place of the script:
 * `<project>/node_modules/.bin` for an installed package, npm's `_npx` cache for a fetched one, and for a package's own
 * checkout the same cache, with a link back to it.
 */
export function startedAs(start: Start): string {
  const { script, realScript, cwd, env } = start;
  const fetched = script.includes(`${sep}_npx${sep}`);
  if (!fetched && installedFor(cwd, script)) return 'npx nexus';
  const throughNpx = env.npm_lifecycle_event === 'npx' || env.npm_command === 'exec';
  if (throughNpx && fetched) return isBelow(cwd, realScript) ? 'npx nexus' : 'npx nexus-doctor';
  if (basename(script) === 'nexus.js' && !script.includes(`${sep}node_modules${sep}`)) {
    return `node ${quoted(cwd === '' ? script : relative(cwd, script))}`;
  }
  return 'nexus';
}

/** npx looks for the package in the current folder and in those above it. */
function installedFor(cwd: string, script: string): boolean {
  const packages = `${sep}node_modules${sep}`;
  for (let at = script.indexOf(packages); at !== -1; at = script.indexOf(packages, at + 1)) {
    const folder = script.slice(0, at);
    if (cwd === folder || isBelow(folder === '' ? sep : folder, cwd)) return true;
  }
  return false;
}

function isBelow(folder: string, path: string): boolean {
  return folder !== '' && path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function quoted(path: string): string {
  return /[\s"'$`\\]/.test(path) && sep === '/' ? `'${path.replaceAll("'", `'\\''`)}'` : path;
}
