import type { CheckContext } from '../checks/check.ts';
import { whereOf } from '../checks/where.ts';
import type { Where } from '../errors/diagnose.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * Milliseconds. A model may think for a while: a late first event is slow, not unreachable. A time-out that somebody
 * set takes the place of the wait for the first event, and the other limits keep their proportion to it.
 */
export function answerPatience({ timeoutMs }: Pick<Settings, 'timeoutMs'>) {
  const usual = { connectMs: 10_000, firstByteMs: 90_000, idleMs: 30_000, totalMs: 180_000 };
  if (timeoutMs.origin.kind === 'profile') return usual;
  const firstByteMs = timeoutMs.value;
  return {
    connectMs: Math.min(usual.connectMs, firstByteMs),
    firstByteMs,
    idleMs: firstByteMs / 3,
    totalMs: firstByteMs * 2,
  };
}

/** What a sentence about a billable call to `path` needs to know: its waits are not those of the free GETs. */
export function answerWhere(context: CheckContext, path: string): Where {
  const { connectMs, firstByteMs, idleMs, totalMs } = answerPatience(context.settings);
  return {
    ...whereOf(context, path),
    route: `POST ${path}`,
    timeoutSeconds: firstByteMs / 1000,
    connectSeconds: connectMs / 1000,
    idleSeconds: idleMs / 1000,
    totalSeconds: totalMs / 1000,
  };
}
