import { Command, Option } from 'commander';
import type { ProbeRequest } from '../../commands/probe.ts';
import { UsageError } from '../../errors/usage-error.ts';
import {
  listOf,
  modelHint,
  routeList,
  type SharedFlags,
  settingsRequest,
  sharedOptions,
  wholeNumber,
} from '../options.ts';
import type { Invocation } from '../program.ts';

interface ProbeFlags extends SharedFlags {
  readonly route?: readonly string[];
  readonly model?: readonly string[];
  readonly allModels?: true;
  readonly mode: 'plain' | 'stream' | 'both';
  readonly concurrency: number;
  readonly budget?: number;
  readonly yes?: true;
  readonly dryRun?: true;
  /** False for `--no-spend`. */
  readonly spend: boolean;
  readonly resume?: string;
  readonly sandbox?: true | string;
}

/** `nexus probe` */
export function probeCommand(invocation: Invocation, finish: (exitCode: number) => void): Command {
  const { system } = invocation;
  const command = new Command('probe')
    .description('find out where streaming really works; makes small billable calls after asking')
    .option('--route <paths>', 'only these routes, separated by commas', routeList)
    .option('--model <ids>', 'only these models, separated by commas', listOf('--model', 'model', modelHint))
    .option('--all-models', 'every model that this key can use')
    .addOption(
      new Option('--mode <mode>', 'which kind of call').choices(['plain', 'stream', 'both']).default('both'),
    )
    .option('--concurrency <n>', 'how many calls at once', wholeNumber('--concurrency', 64), 4)
    .option('--budget <calls>', 'stop after that many calls', wholeNumber('--budget', 100_000))
    .option('--yes', 'agree to the plan without being asked')
    .option('--dry-run', 'show the plan only')
    .option('--no-spend', 'make no billable call; exits with 3')
    .option('--resume <run>', 'go on with an earlier run')
    .option('--sandbox [scenario]', 'use the embedded gateway: no key, no network');
  for (const option of sharedOptions(['human', 'json', 'markdown', 'junit', 'ndjson'], 90))
    command.addOption(option);
  return command.action(async (flags: ProbeFlags) => {
    if (flags.sandbox !== undefined && system.sandbox === undefined) {
      const { runInSandbox } = await import('../run-in-sandbox.ts');
      return finish(await runInSandbox(flags, command.options, invocation));
    }
    const [
      { probe },
      { present },
      { createRowPrinter },
      { createProgress, tellOn },
      { planText },
      { probeProgressText },
    ] = await Promise.all([
      import('../../commands/probe.ts'),
      import('../present.ts'),
      import('../print-rows.ts'),
      import('../progress.ts'),
      import('../../render/plan-text.ts'),
      import('../../render/probe-progress.ts'),
    ]);
    if (flags.resume !== undefined) refuseOtherCells(flags, command.getOptionValueSource('mode') === 'cli');
    const progress = createProgress(flags, system);
    const rows = flags.format === 'ndjson' && !flags.json ? createRowPrinter(system) : undefined;
    const startedMs = system.clock.elapsedMs();
    const outcome = await probe(probeRequest(flags), system, {
      onEvent: progress.onEvent,
      planText: (plan, cells) => {
        progress.pause();
        return planText(plan, { ascii: flags.ascii === true }, cells);
      },
      tell: tellOn(system.stderr, flags),
      onProgress: (state) =>
        progress.say(probeProgressText({ ...state, startedMs, nowMs: system.clock.elapsedMs() })),
      ...(rows === undefined ? {} : { onStart: rows.onStart, onRow: rows.onRow }),
    }).finally(progress.stop);
    finish(await present((await rows?.rest(outcome)) ?? outcome, flags, system));
  });
}

/** The cells of a run are those that it was started with. */
function refuseOtherCells({ route, model, allModels }: ProbeFlags, namesMode: boolean): void {
  const named = [
    ['--route', route !== undefined],
    ['--model', model !== undefined],
    ['--all-models', allModels === true],
    ['--mode', namesMode],
  ] as const;
  const [flag] = named.find(([, isGiven]) => isGiven) ?? [];
  if (flag === undefined) return;
  throw new UsageError(
    `--resume goes on with the cells of that run, so ${flag} cannot choose others`,
    `leave ${flag} out, or start a new run without --resume`,
  );
}

function probeRequest(flags: ProbeFlags): ProbeRequest {
  const { route, model, budget, resume, ...rest } = flags;
  if (flags.allModels && model !== undefined) {
    throw new UsageError('--all-models and --model exclude each other', 'use one of them');
  }
  return {
    ...settingsRequest(rest),
    allModels: flags.allModels === true,
    modes: flags.mode === 'both' ? ['plain', 'stream'] : [flags.mode],
    concurrency: flags.concurrency,
    yes: flags.yes === true,
    mayAsk: flags.input && !flags.json && (flags.format ?? 'human') === 'human',
    dryRun: flags.dryRun === true,
    noSpend: !flags.spend,
    ...(route === undefined ? {} : { routes: route }),
    ...(model === undefined ? {} : { models: model }),
    ...(budget === undefined ? {} : { budget }),
    ...(resume === undefined ? {} : { resume }),
  };
}
