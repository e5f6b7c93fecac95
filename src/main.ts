import { start } from './cli/start.ts';
import { createNodeSystem } from './system/node-system.ts';

/** Builds the real world, runs the command line in it and gives the exit code. */
export async function main(): Promise<number> {
  const system = createNodeSystem();
  try {
    return await start(process.argv.slice(2), system);
  } finally {
    system.close();
  }
}
