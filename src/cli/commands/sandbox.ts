import { Command } from 'commander';
import { type SharedFlags, sharedOptions } from '../options.ts';
import type { Invocation } from '../program.ts';

interface SandboxFlags extends SharedFlags {
  readonly list?: true;
}

/** `nexus sandbox [scenario]` */
export function sandboxCommand({ system }: Invocation, finish: (exitCode: number) => void): Command {
  const command = new Command('sandbox')
    .description('serve the embedded gateway on this machine until Ctrl-C')
    .argument('[scenario]', 'what should be wrong with it', 'healthy')
    .option('--list', 'show every scenario and what it leads to');
  for (const option of sharedOptions(['human', 'json', 'markdown'])) command.addOption(option);
  return command.action(async (id: string, flags: SandboxFlags) => {
    const [{ listScenarios, serveScenario }, { findScenario }, { present }, { announcement }] =
      await Promise.all([
        import('../../commands/sandbox.ts'),
        import('../sandbox-system.ts'),
        import('../present.ts'),
        import('../announce-sandbox.ts'),
      ]);
    if (flags.list) return finish(await present(listScenarios(), flags, system));
    const scenario = findScenario(id);
    await serveScenario(scenario, system, async (sandbox) => {
      await system.stdout.write(await announcement(scenario, sandbox, flags, system));
    });
    finish(0);
  });
}
