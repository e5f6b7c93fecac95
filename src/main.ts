import { run } from './cli/program.ts';
import { createNodeSystem } from './system/node-system.ts';

/** Builds the real world, runs the command line in it and gives the exit code. */
export async function main(): Promise<number> {
  const system = createNodeSystem();
  try {
    return await run(process.argv.slice(2), system);
  } finally {
    system.close();
  }
}
