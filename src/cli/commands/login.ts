import { Command } from 'commander';
import { type SharedFlags, settingsRequest, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

interface LoginFlags extends SharedFlags {
  readonly insecureStorage?: true;
  readonly keepUnverified?: true;
}

/** `nexus login` */
export function loginCommand({ system }: Invocation, finish: (exitCode: number) => void): Command {
  const command = new Command('login')
    .description('check a key and keep it for this gateway: typed without an echo, or from a pipe')
    .option('--insecure-storage', 'agree to plain text in a private file where no keychain takes the key')
    .option('--keep-unverified', 'keep the key although the gateway did not tell whether it is right');
  for (const option of sharedOptions(['human', 'json', 'markdown'])) command.addOption(option);
  return command.action(async (flags: LoginFlags) => {
    const [{ login }, { present }, { createProgress }] = await Promise.all([
      import('../../commands/login.ts'),
      import('../present.ts'),
      import('../progress.ts'),
    ]);
    const progress = createProgress(flags, system);
    const request = {
      ...settingsRequest(flags),
      insecureStorage: flags.insecureStorage === true,
      keepUnverified: flags.keepUnverified === true,
      mayAsk: flags.input && !flags.json && (flags.format ?? 'human') === 'human',
    };
    const outcome = await login(request, system, progress).finally(progress.stop);
    finish(await present(outcome, flags, system));
  });
}
