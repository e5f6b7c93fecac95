import { Argument, Command } from 'commander';
import { type SharedFlags, settingsRequest, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

/** `nexus auth status` */
export function authCommand({ system }: Invocation, finish: (exitCode: number) => void): Command {
  const command = new Command('auth')
    .description('show the key in force: its place, its fingerprint, and whether it was accepted')
    .addArgument(new Argument('[what]', 'what to show').choices(['status']).default('status'));
  for (const option of sharedOptions(['human', 'json', 'markdown'])) command.addOption(option);
  return command.action(async (_: string, flags: SharedFlags) => {
    const [{ authStatus }, { present }] = await Promise.all([
      import('../../commands/auth-status.ts'),
      import('../present.ts'),
    ]);
    finish(await present(await authStatus(settingsRequest(flags), system), flags, system));
  });
}
