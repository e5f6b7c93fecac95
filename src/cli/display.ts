import type { CommandOutcome } from '../commands/outcome.ts';
import type { Format } from '../render/index.ts';
import { painterOf, type Shell, type Style } from '../render/style.ts';
import type { System } from '../system/system.ts';
import type { SharedFlags } from './options.ts';

/** How to show a result on this terminal or in this pipe. */
export async function styleFor(
  flags: SharedFlags,
  system: System,
  { lastFour, output }: Pick<CommandOutcome, 'lastFour' | 'output'> = {},
): Promise<Style> {
  const { stdout } = system;
  return {
    columns: stdout.columns,
    ascii: flags.ascii === true || isAsciiLocale(system),
    verbose: flags.verbose === true,
    quiet: flags.quiet === true,
    paint: await painterOf(colorLevel(flags, system, output?.color)),
    startedAs: system.startedAs,
    shell: shellOf(system),
    screen: stdout.isTerminal && lastFour !== undefined ? { lastFour } : {},
  };
}

/** The flag, else what the settings wish for and this document has a form for, else text for people. */
export function formatFor(
  flags: SharedFlags,
  { document, output }: Pick<CommandOutcome, 'document' | 'output'>,
): Format {
  if (flags.json) return 'json';
  if (flags.format !== undefined) return flags.format;
  switch (output?.format) {
    case 'json':
    case 'markdown':
      return output.format;
    case 'junit':
      return 'results' in document || 'rows' in document ? 'junit' : 'human';
    default:
      return 'human';
  }
}

/**
 * A flag beats FORCE_COLOR and NO_COLOR, which count only when they are not empty; they beat what the settings wish
 * for. A pipe has no colours unless somebody asks for them.
 */
export function colorLevel(
  { color, format = 'human' }: SharedFlags,
  { env, stdout }: Pick<System, 'env' | 'stdout'>,
  wished: boolean | undefined,
): 0 | 1 {
  if (format !== 'human') return 0;
  if (color !== undefined) return color ? 1 : 0;
  if (env.NO_COLOR) return 0;
  if (env.FORCE_COLOR) return env.FORCE_COLOR === '0' ? 0 : 1;
  if (wished !== undefined) return wished ? 1 : 0;
  return stdout.isTerminal && env.TERM !== 'dumb' ? 1 : 0;
}

/** A locale that names another character set than UTF-8, or is of the C kind, can be counted on for ASCII alone. */
export function isAsciiLocale({ env, platform }: Pick<System, 'env' | 'platform'>): boolean {
  if (platform === 'win32') return false;
  // In this order, and an empty one counts as absent (POSIX, 8.2). Without any, terminals of today take UTF-8.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  if (locale === undefined || locale === '') return false;
  const characterSet = /\.([^@]*)/.exec(locale)?.[1];
  return characterSet === undefined ? /^(?:C|POSIX)$/.test(locale) : !/^utf-?8$/i.test(characterSet);
}

function shellOf({ env, platform }: System): Shell {
  if (platform === 'win32') return env.PSModulePath === undefined ? 'cmd' : 'powershell';
  return env.SHELL?.endsWith('fish') ? 'fish' : 'posix';
}
