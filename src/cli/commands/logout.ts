import { Command } from 'commander';
import { type SharedFlags, settingsRequest, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

interface LogoutFlags extends SharedFlags {
  readonly all?: true;
}

/** `nexus logout` */
export function logoutCommand({ system }: Invocation, finish: (exitCode: number) => void): Command {
  const command = new Command('logout')
    .description('forget the key that nexus login kept for this gateway')
    .option('--all', 'forget the keys of every gateway');
  for (const option of sharedOptions(['human', 'json', 'markdown'])) command.addOption(option);
  return command.action(async (flags: LogoutFlags) => {
    const [{ logout }, { present }] = await Promise.all([
      import('../../commands/logout.ts'),
      import('../present.ts'),
    ]);
    const request = { ...settingsRequest(flags), all: flags.all === true };
    finish(await present(await logout(request, system), flags, system));
  });
}
