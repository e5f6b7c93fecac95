import type { CheckContext } from '../../checks/check.ts';
import { whereOf } from '../../checks/where.ts';
import type { Where } from '../../errors/diagnose.ts';
import { answerRoutes } from '../../probe/answer-routes.ts';
import type { Settings } from '../../settings/settings.ts';

/** Seconds that `--help` of each command calls the usual ones. */
const stated = { doctor: 10, probe: 90 } as const;
const usual = { connectMs: 10_000, firstByteMs: 90_000, idleMs: 30_000, totalMs: 180_000 };

/**
 * Milliseconds. A model may think for a while: a late first event is slow, not unreachable. A time-out that somebody
 * set holds for each part, twice for the whole. At least as many seconds as the command states mean to wait longer, so
 * then no part gets less than it has without them.
 */
export function answerPatience(
  { timeoutMs }: Pick<Settings, 'timeoutMs'>,
  command: keyof typeof stated,
): typeof usual {
  if (timeoutMs.origin.kind === 'profile') return usual;
  const { value } = timeoutMs;
  if (value >= stated[command] * 1000) {
    return {
      connectMs: Math.max(usual.connectMs, value),
      firstByteMs: Math.max(usual.firstByteMs, value),
      idleMs: Math.max(usual.idleMs, value),
      totalMs: Math.max(usual.totalMs, value * 2),
    };
  }
  return {
    connectMs: Math.min(usual.connectMs, value),
    firstByteMs: value,
    idleMs: Math.min(usual.idleMs, value),
    totalMs: value * 2,
  };
}

/** What a sentence about a billable call to `path` needs to know: its waits are not those of the free GETs. */
export function answerWhere(context: CheckContext, path: string, command: keyof typeof stated): Where {
  const { connectMs, firstByteMs, idleMs, totalMs } = answerPatience(context.settings, command);
  const { profile, baseUrl } = context.settings;
  // The embedded gateway stands in for one that is far away.
  const isHere = baseUrl.value.network === 'loopback' && context.system.sandbox === undefined;
  const routes = answerRoutes({ profile: profile.value, baseUrl: baseUrl.value.used ?? '' });
  const others = routes.filter((route) => route.path !== path);
  // Of all formats it is the one that most gateways have.
  const other = others.find(({ speaks }) => speaks === 'chat') ?? others[0];
  return {
    ...whereOf(context, path),
    route: `POST ${path}`,
    timeoutSeconds: firstByteMs / 1000,
    connectSeconds: connectMs / 1000,
    idleSeconds: idleMs / 1000,
    totalSeconds: totalMs / 1000,
    ...(other === undefined ? {} : { otherRoute: other.path }),
    ...(isHere ? { isHere } : {}),
  };
}
