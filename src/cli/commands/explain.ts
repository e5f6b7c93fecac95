import { Command } from 'commander';
import { type SharedFlags, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

interface ExplainFlags extends SharedFlags {
  readonly list?: true;
}

/** `nexus explain <words or - >` */
export function explainCommand({ system }: Invocation, finish: (exitCode: number) => void): Command {
  const command = new Command('explain')
    .description('explain an error: its meaning, who can act, and the documented fix')
    .argument('[words...]', 'a code, a type, a status or a message; - reads a paste from standard input')
    .option('--list', 'show the whole catalogue');
  for (const option of sharedOptions(['human', 'json', 'markdown'])) command.addOption(option);
  return command.action(async (words: readonly string[], flags: ExplainFlags) => {
    const [{ explain, listCatalogue }, { present }] = await Promise.all([
      import('../../commands/explain.ts'),
      import('../present.ts'),
    ]);
    const provider = flags.provider === undefined ? {} : { provider: flags.provider };
    const outcome = flags.list ? listCatalogue(provider) : await explain({ words, ...provider }, system);
    finish(await present(outcome, flags, system));
  });
}
