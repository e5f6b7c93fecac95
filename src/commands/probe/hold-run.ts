import { UsageError } from '../../errors/usage-error.ts';
import { lockRun, type RunHolder, runHolder } from '../../report/run-lock.ts';
import { pathForShell } from '../../settings/places.ts';
import type { System } from '../../system/system.ts';

/** Works on a run that nobody else works on meanwhile. Throws a UsageError when another process has it. */
export async function holdRun<Result>(
  runId: string,
  system: System,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await lockRun(runId, system);
  if (lock === 'held') throw heldBy(await runHolder(runId, system), system);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Who has it, and how to get it back from one who never returns it: that nobody here can tell from one at work. */
function heldBy(holder: RunHolder | undefined, system: System): UsageError {
  const goesOn = 'that run is still going on';
  if (holder === undefined) return new UsageError(goesOn, 'wait until it has ended, or end it with Ctrl-C');
  const { pid, host, atMs, place, isElsewhere } = holder;
  const remove = `rm ${pathForShell(place, system)}`;
  if (!isElsewhere) {
    return new UsageError(
      goesOn,
      `wait until process ${pid} has ended, or end it with Ctrl-C; if that is another program: ${remove}`,
    );
  }
  // It may be this very one: the name of a laptop can change from one network to the next.
  const machine = /^[\w.-]{1,64}$/.test(host ?? '') ? `the machine ${host}` : 'a machine of another name';
  return new UsageError(
    `${machine} took that run at ${new Date(atMs).toISOString()} (process ${pid}) and has not given it back`,
    `wait until it has ended there; if it never will: ${remove}`,
  );
}
