import { Command, Option } from 'commander';
import type { DoctorRequest } from '../../commands/doctor.ts';
import { UsageError } from '../../errors/usage-error.ts';
import { listOf, type SharedFlags, settingsRequest, sharedOptions, wholeNumber } from '../options.ts';
import type { Invocation } from '../program.ts';

interface DoctorFlags extends SharedFlags {
  readonly for?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly list?: true;
  readonly model?: string;
  readonly route?: string;
  readonly failOn?: 'warn';
  readonly live?: true;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly budget?: number;
  readonly saveEvidence?: string;
  readonly sandbox?: true | string;
}

/** `nexus doctor` */
export function doctorCommand(invocation: Invocation, finish: (exitCode: number) => void): Command {
  const { system } = invocation;
  const command = new Command('doctor')
    .description('diagnose the whole chain; GET requests only, nothing is spent')
    .option('--for <client>', 'what will this program use, and is it right? for example claude-code')
    .option('--model <id>', 'look at this model too')
    .option('--route <path>', 'look at this route too, for example /v1/messages')
    .option('--only <ids>', 'run these checks and what they need, separated by commas', checkIds('--only'))
    .option('--skip <ids>', 'leave these checks out', checkIds('--skip'))
    .option('--list', 'show all checks')
    .addOption(new Option('--fail-on <level>', 'exit 1 on warnings too').choices(['warn']))
    .option('--live', 'make one small real call too; asks before')
    .option('--yes', 'agree to that call without being asked')
    .option('--dry-run', 'with --live: show the plan, make no call')
    .option('--budget <calls>', 'with --live: at most that many calls', wholeNumber('--budget', 100))
    .option('--save-evidence <file>', 'write the redacted facts of this run into a file')
    .option('--sandbox [scenario]', 'use the embedded gateway: no key, no network');
  for (const option of sharedOptions(['human', 'json', 'markdown', 'junit'])) command.addOption(option);
  return command.action(async (flags: DoctorFlags) => {
    if (flags.sandbox !== undefined && system.sandbox === undefined) {
      refuseClient(flags);
      const { runInSandbox } = await import('../run-in-sandbox.ts');
      return finish(await runInSandbox(flags, command.options, invocation));
    }
    const [{ doctor, listChecks }, { present }, { createProgress, tellOn }, { planText }] = await Promise.all(
      [
        import('../../commands/doctor.ts'),
        import('../present.ts'),
        import('../progress.ts'),
        import('../../render/plan-text.ts'),
      ],
    );
    if (flags.list) return finish(await present(listChecks(), flags, system));
    const progress = createProgress(flags, system);
    const outcome = await doctor(doctorRequest(flags), system, {
      onEvent: progress.onEvent,
      planText: (plan, cells) => {
        progress.pause();
        return planText(plan, { ascii: flags.ascii === true }, cells);
      },
      tell: tellOn(system.stderr, flags),
    }).finally(progress.stop);
    if (flags.saveEvidence !== undefined) {
      const { saveEvidence } = await import('../save-evidence.ts');
      await saveEvidence(flags.saveEvidence, outcome, system);
    }
    finish(await present(outcome, flags, system));
  });
}

/** A sandbox has none of the person's own files, so every client in it would be without settings. */
function refuseClient({ for: client }: DoctorFlags): void {
  if (client === undefined) return;
  throw new UsageError(
    '--sandbox and --for exclude each other: the sandbox sees nothing of your own programs',
    'leave one of them out',
  );
}

function checkIds(flag: string) {
  return listOf(flag, 'check', 'nexus doctor --list shows all checks');
}

function doctorRequest(flags: DoctorFlags): DoctorRequest {
  const { only, skip, failOn, budget, for: client } = flags;
  const mayAsk = flags.input && !flags.json && (flags.format ?? 'human') === 'human';
  const live = {
    yes: flags.yes === true,
    mayAsk,
    dryRun: flags.dryRun === true,
    ...(budget === undefined ? {} : { budget }),
  };
  return {
    ...settingsRequest(flags),
    mayAskForKey: mayAsk,
    ...(client === undefined ? {} : { client }),
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(flags.live ? { live } : {}),
  };
}
