import { UsageError } from '../errors/usage-error.ts';
import { lockRun } from '../report/run-lock.ts';
import type { System } from '../system/system.ts';

/** Works on a run that nobody else works on meanwhile. Throws a UsageError when another process does. */
export async function holdRun<Result>(
  runId: string,
  system: System,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await lockRun(runId, system);
  if (lock === 'held') {
    throw new UsageError('that run is still going on', 'wait until it has ended, or end it with Ctrl-C');
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
