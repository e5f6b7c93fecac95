import type { System } from '../system/system.ts';
import { explainWords } from './explain-words.ts';

/**
 * Runs a command line; gives the exit code and never throws. Plain words to explain need no parser, and to load and
 * set up commander for them would cost a third of a bare start; everything else is read by commander.
 */
export async function start(argv: readonly string[], system: System): Promise<number> {
  const words = plainWords(argv);
  if (words === undefined) {
    // Asked for before the rest is loaded, which takes as long as everything of ours before it: a signal ends it in order.
    void system.interrupt;
    return (await import('./program.ts')).run(argv, system);
  }
  try {
    return await explainWords({ words }, { input: true }, system);
  } catch (error) {
    return (await import('./program.ts')).runFailed(error, argv, system);
  }
}

/** The words of `explain <words>` without any flag and without a paste to read; else undefined. */
function plainWords([command, ...words]: readonly string[]): readonly string[] | undefined {
  const isPlain = words.join('').trim() !== '' && !words.some((word) => word.startsWith('-'));
  return command === 'explain' && isPlain ? words : undefined;
}
