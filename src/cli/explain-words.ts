import type { ExplainRequest } from '../commands/explain.ts';
import type { System } from '../system/system.ts';
import type { SharedFlags } from './options.ts';

/** Explains the words and prints what they mean. Gives the exit code. */
export async function explainWords(
  request: ExplainRequest,
  flags: SharedFlags,
  system: System,
): Promise<number> {
  const [{ explain }, { present }] = await Promise.all([
    import('../commands/explain.ts'),
    import('./present.ts'),
  ]);
  return present(await explain(request, system), flags, system);
}

/** Explains what failed last on this machine. Gives the exit code. */
export async function explainLastFailure(
  request: ExplainRequest,
  flags: SharedFlags,
  system: System,
): Promise<number> {
  // The journal is for this alone: no other word of `explain` waits for it.
  const [{ explainLast }, { present }] = await Promise.all([
    import('../commands/explain-last.ts'),
    import('./present.ts'),
  ]);
  return present(await explainLast(request, system), flags, system);
}

/** Prints the whole catalogue. Gives the exit code. */
export async function printCatalogue(
  request: Pick<ExplainRequest, 'provider' | 'config'>,
  flags: SharedFlags,
  system: System,
): Promise<number> {
  const [{ listCatalogue }, { present }] = await Promise.all([
    import('../commands/list-catalogue.ts'),
    import('./present.ts'),
  ]);
  return present(await listCatalogue(request, system), flags, system);
}
