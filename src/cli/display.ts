import { painterOf, type Shell, type Style } from '../render/style.ts';
import type { System } from '../system/system.ts';
import type { SharedFlags } from './options.ts';

/** How to show a result on this terminal or in this pipe. */
export async function styleFor(
  flags: SharedFlags,
  system: System,
  lastFour: string | undefined,
): Promise<Style> {
  const { stdout } = system;
  return {
    columns: stdout.columns,
    ascii: flags.ascii === true || isAsciiLocale(system),
    verbose: flags.verbose === true,
    quiet: flags.quiet === true,
    paint: await painterOf(colorLevel(flags, system)),
    startedAs: system.startedAs,
    shell: shellOf(system),
    screen: stdout.isTerminal && lastFour !== undefined ? { lastFour } : {},
  };
}

/** A flag beats FORCE_COLOR and NO_COLOR, which count only when they are not empty; a pipe has no colours. */
export function colorLevel({ color, format }: SharedFlags, { env, stdout }: System): 0 | 1 {
  if (format !== 'human') return 0;
  if (color !== undefined) return color ? 1 : 0;
  if (env.NO_COLOR) return 0;
  if (env.FORCE_COLOR) return env.FORCE_COLOR === '0' ? 0 : 1;
  return stdout.isTerminal && env.TERM !== 'dumb' ? 1 : 0;
}

function isAsciiLocale({ env, platform }: System): boolean {
  if (platform === 'win32') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale === 'C' || locale === 'POSIX';
}

function shellOf({ env, platform }: System): Shell {
  if (platform === 'win32') return env.PSModulePath === undefined ? 'cmd' : 'powershell';
  return env.SHELL?.endsWith('fish') ? 'fish' : 'posix';
}
