import { Command } from 'commander';
import { type SharedFlags, settingsRequest, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

interface ModelsFlags extends SharedFlags {
  readonly route?: string;
  readonly sandbox?: true | string;
}

/** `nexus models [filter]` */
export function modelsCommand(invocation: Invocation, finish: (exitCode: number) => void): Command {
  const { system } = invocation;
  const command = new Command('models')
    .description('list the models that this key can use')
    .argument('[filter]', 'part of a model id')
    .option('--route <path>', 'only models for this route, for example /v1/messages')
    .option('--sandbox [scenario]', 'use the embedded gateway: no key, no network');
  for (const option of sharedOptions(['human', 'json', 'markdown'])) command.addOption(option);
  return command.action(async (filter: string | undefined, flags: ModelsFlags) => {
    if (flags.sandbox !== undefined && system.sandbox === undefined) {
      const { runInSandbox } = await import('../run-in-sandbox.ts');
      return finish(await runInSandbox(flags, command.options, invocation));
    }
    const [{ models }, { present }, { createProgress }] = await Promise.all([
      import('../../commands/models.ts'),
      import('../present.ts'),
      import('../progress.ts'),
    ]);
    const progress = createProgress(flags, system);
    const request = { ...settingsRequest(flags), ...(filter === undefined ? {} : { filter }) };
    const outcome = await models(request, system, progress.onEvent).finally(progress.stop);
    finish(await present(outcome, flags, system));
  });
}
