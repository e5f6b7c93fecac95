import type { CommanderError } from 'commander';
import { UsageError } from '../errors/usage-error.ts';
import { nearestNames } from '../providers/nearest-names.ts';

/** Flags that would put a key on the command line, where other users and the shell's history can read it. */
const keyFlag = /^(--(?:api[-_]?)?key|--token|-k)(?:=|$)|^-k./i;

/** Refuses a key on the command line before anything else reads it; the value is never repeated. */
export function refuseKeyFlags(argv: readonly string[]): void {
  const flag = argv.find((word) => keyFlag.test(word));
  if (flag === undefined) return;
  const name = flag.startsWith('--') ? flag.split('=', 1)[0] : '-k';
  throw new UsageError(
    `${name} is not taken: other users and the shell’s history can read the command line`,
    'set the key in its variable (NEXUS_API_KEY), or use --key-file <path>',
  );
}

/** Commander's complaint in our words. Its own repeat what was typed, which can be a key. */
export function usageErrorFrom(
  error: CommanderError,
  known: {
    readonly commands: readonly string[];
    readonly flags: readonly string[];
    readonly command: string;
    /** The flags of every command. */
    readonly commandFlags: readonly string[];
    /** The first word that is no flag. */
    readonly typed: string;
    /** A word that is no command stands where the command belongs: whatever follows it cannot be judged. */
    readonly startsWrong: boolean;
  },
): UsageError {
  if (known.startsWrong) return unknownCommand(known);
  const typed = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const help = known.command === '' ? 'nexus --help' : `nexus ${known.command} --help`;
  switch (error.code) {
    case 'commander.unknownOption': {
      const flag = typed.split('=', 1)[0] ?? '';
      if (known.command === '' && known.commandFlags.includes(flag))
        return new UsageError(`${flag} stands behind a command`, `for example: nexus doctor ${flag}`);
      return new UsageError(`there is no flag ${shown(flag)}`, near(flag, known.flags, help));
    }
    case 'commander.unknownCommand':
    case 'commander.help':
      return unknownCommand(known);
    case 'commander.optionMissingArgument':
      return new UsageError(`${typed.split(' ')[0]} needs a value`, help);
    case 'commander.invalidArgument': {
      const flag = /option '(--[\w-]+)/.exec(error.message)?.[1] ?? 'a flag';
      const choices = /Allowed choices are ([^.]+)\./.exec(error.message)?.[1];
      return new UsageError(
        `${flag} has a value that is not known`,
        choices === undefined ? help : `one of: ${choices}`,
      );
    }
    case 'commander.excessArguments':
      if (known.command === '') return unknownCommand(known);
      return new UsageError(`too many words behind "${known.command}"`, help);
    default:
      return new UsageError('the command line could not be read', help);
  }
}

/** `help <command>` and a bare wrong word are the same mistake. */
function unknownCommand({
  typed,
  commands,
}: {
  readonly typed: string;
  readonly commands: readonly string[];
}) {
  return new UsageError(`there is no command ${shown(typed)}`, near(typed, commands, 'nexus --help'));
}

/** Names look like names; anything else may be a secret and is not repeated. */
function shown(name: string): string {
  return /^-{0,2}[a-z][a-z-]{0,24}$/.test(name) ? name : 'of that name';
}

function near(name: string, names: readonly string[], help: string): string {
  const [nearest] = nearestNames(name, names);
  return nearest === undefined ? help : `did you mean ${nearest}? ${help} shows all`;
}
