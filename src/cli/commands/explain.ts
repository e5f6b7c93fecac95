import { Command } from 'commander';
import { explainLastFailure, explainWords, printCatalogue } from '../explain-words.ts';
import { type SharedFlags, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

interface ExplainFlags extends SharedFlags {
  readonly list?: true;
  readonly last?: true;
}

/** `nexus explain <words or - >` */
export function explainCommand({ system }: Invocation, finish: (exitCode: number) => void): Command {
  const command = new Command('explain')
    .description('explain an error: its meaning, who can act, and the documented fix')
    .argument('[words...]', 'a code, a type, a status or a message; - reads a paste from standard input')
    .option('--last', 'explain what failed last, as this machine recorded it')
    .option('--list', 'show the whole catalogue');
  for (const option of sharedOptions(['human', 'json', 'markdown'])) command.addOption(option);
  return command.action(async (words: readonly string[], flags: ExplainFlags) => {
    const { provider, config } = flags;
    const chosen = { ...(provider && { provider }), ...(config && { config }) };
    const look = flags.list ? printCatalogue : flags.last ? explainLastFailure : explainWords;
    finish(await look({ words, ...chosen }, flags, system));
  });
}
