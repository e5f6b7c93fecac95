import type { Command } from 'commander';
import { UsageError } from '../errors/usage-error.ts';

/**
 * Refuses a flag in place of a value: `--client $NAME --strict` with an empty name would take the strictness for the
 * name, and nobody would see it. Throws UsageError. A value that begins with a dash is written with `=`.
 */
export function refuseSwallowedFlags(program: Command, argv: readonly string[]): void {
  const command = program.commands.find((one) => one.name() === argv[0]);
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  words.forEach((word, place) => {
    const next = words[place + 1] ?? '';
    const needsValue = command?.options.some(({ long, required }) => required && long === word);
    if (!needsValue || !/^--[a-z]/.test(next)) return;
    const [flag] = next.split('=', 1);
    throw new UsageError(
      `${word} needs a value, and ${known(command, flag)} follows it`,
      `${word}=<value> takes any value`,
    );
  });
}

/** Only a flag that exists is said again: any other word may be a key. */
function known(command: Command | undefined, flag: string | undefined): string {
  return command?.options.some(({ long }) => long === flag) ? `${flag}` : 'another flag';
}
