import type { System } from '../system/system.ts';
import { findScenario, startSandboxRun } from './sandbox-system.ts';

/** Starts the scenario and reads the command line once more inside it, behind the scenario's own flags. */
export async function runInSandbox(
  flags: { readonly sandbox?: true | string; readonly provider?: string },
  argv: readonly string[],
  system: System,
  again: (argv: readonly string[], system: System) => Promise<number>,
): Promise<number> {
  const scenario = findScenario(
    typeof flags.sandbox === 'string' ? flags.sandbox : healthyFor(flags.provider),
  );
  const run = await startSandboxRun(scenario, system);
  const [command = '', ...rest] = argv;
  try {
    return await again([command, ...run.flags, ...withoutSandbox(rest, flags.sandbox)], run.system);
  } finally {
    await run.close();
  }
}

function healthyFor(provider: string | undefined): string {
  return provider === 'nusantara' || provider === 'neosantara' ? 'healthy-nusantara' : 'healthy';
}

function withoutSandbox(words: readonly string[], scenario: true | string | undefined): readonly string[] {
  return words.filter((word, index) => {
    if (word === '--sandbox' || word.startsWith('--sandbox=')) return false;
    return !(words[index - 1] === '--sandbox' && word === scenario);
  });
}
