import { Command, Option } from 'commander';
import type { DoctorRequest } from '../../commands/doctor.ts';
import { list, type SharedFlags, settingsRequest, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

interface DoctorFlags extends SharedFlags {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly list?: true;
  readonly model?: string;
  readonly route?: string;
  readonly failOn?: 'warn';
  readonly saveEvidence?: string;
  readonly sandbox?: true | string;
}

/** `nexus doctor` */
export function doctorCommand(
  { argv, system, again }: Invocation,
  finish: (exitCode: number) => void,
): Command {
  const command = new Command('doctor')
    .description('diagnose the whole chain; GET requests only, nothing is spent')
    .option('--model <id>', 'look at this model too')
    .option('--route <path>', 'look at this route too, for example /v1/messages')
    .option('--only <ids>', 'run these checks and what they need, separated by commas', list)
    .option('--skip <ids>', 'leave these checks out', list)
    .option('--list', 'show all checks')
    .addOption(new Option('--fail-on <level>', 'exit 1 on warnings too').choices(['warn']))
    .option('--save-evidence <file>', 'write the redacted facts of this run into a file')
    .option('--sandbox [scenario]', 'use the embedded gateway: no key, no network');
  for (const option of sharedOptions(['human', 'json', 'markdown', 'junit'])) command.addOption(option);
  return command.action(async (flags: DoctorFlags) => {
    if (flags.sandbox !== undefined && system.sandbox === undefined) {
      const { runInSandbox } = await import('../run-in-sandbox.ts');
      return finish(await runInSandbox(flags, argv, system, again));
    }
    const [{ doctor, listChecks }, { present }, { createProgress }] = await Promise.all([
      import('../../commands/doctor.ts'),
      import('../present.ts'),
      import('../progress.ts'),
    ]);
    if (flags.list) return finish(await present(listChecks(), flags, system));
    const progress = createProgress(flags, system);
    const outcome = await doctor(doctorRequest(flags), system, progress.onEvent).finally(progress.stop);
    if (flags.saveEvidence !== undefined) {
      const { saveEvidence } = await import('../save-evidence.ts');
      await saveEvidence(flags.saveEvidence, outcome, system);
    }
    finish(await present(outcome, flags, system));
  });
}

function doctorRequest(flags: DoctorFlags): DoctorRequest {
  const { only, skip, failOn } = flags;
  return {
    ...settingsRequest(flags),
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    ...(failOn === undefined ? {} : { failOn }),
  };
}
