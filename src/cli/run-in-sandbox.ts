import type { Option } from 'commander';
import { UsageError } from '../errors/usage-error.ts';
import type { Invocation } from './program.ts';
import { findScenario, startSandboxRun } from './sandbox-system.ts';

interface SandboxFlags {
  readonly sandbox?: true | string;
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly keyFile?: string;
  readonly config?: string;
}

/** Starts the scenario and reads the command line once more inside it, behind those of the scenario's flags that it takes. */
export async function runInSandbox(
  flags: SandboxFlags,
  takes: readonly Pick<Option, 'long'>[],
  { argv, system, again }: Invocation,
): Promise<number> {
  refuseWayOut(flags);
  const scenario = findScenario(
    typeof flags.sandbox === 'string' ? flags.sandbox : healthyFor(flags.provider),
  );
  const run = await startSandboxRun(scenario, system);
  const [command = '', ...rest] = argv;
  try {
    const scenarioFlags = known(run.flags, takes);
    return await again([command, ...scenarioFlags, ...withoutSandbox(rest, flags.sandbox)], run.system);
  } finally {
    await run.close();
  }
}

/** Each flag of a scenario has a value behind it. Not every command has each: `models` shows the one of all models. */
function known(flags: readonly string[], takes: readonly Pick<Option, 'long'>[]): readonly string[] {
  const isKnown = (flag: string | undefined) => takes.some(({ long }) => long === flag);
  return flags.filter((_, place) => isKnown(flags[place - (place % 2)]));
}

/** These flags would win over the scenario's own and lead the run, or the real key, somewhere else. */
export function refuseWayOut({ baseUrl, keyFile, config }: SandboxFlags): void {
  const named = { '--base-url': baseUrl, '--key-file': keyFile, '--config': config };
  const [flag] = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (flag === undefined) return;
  throw new UsageError(
    `--sandbox and ${flag} exclude each other: the sandbox has its own gateway, key and settings`,
    'leave one of them out',
  );
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
