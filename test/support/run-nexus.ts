import { run } from '../../src/cli/program.ts';
import { createNetwork } from '../../src/system/node-network.ts';
import type { System } from '../../src/system/system.ts';
import { fakeSystem } from './fake-system.ts';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The document that `--json` printed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read any field of any document
  readonly json: any;
}

/** Runs a command line in this process, over the real network of this machine but with a made-up environment. */
export async function runNexus(
  argv: readonly string[],
  options: Parameters<typeof fakeSystem>[0] = {},
): Promise<Ran> {
  const network = createNetwork();
  const fake = fakeSystem(options);
  const system: System = { ...fake, network };
  try {
    const exitCode = await run(argv, system);
    const stdout = fake.stdout.text();
    return {
      exitCode,
      stdout,
      stderr: fake.stderr.text(),
      get json() {
        return JSON.parse(stdout);
      },
    };
  } finally {
    network.close();
  }
}
