import { answerIsValid } from '../../checks/answer/answer-is-valid.ts';
import { streamIsComplete } from '../../checks/stream/stream-is-complete.ts';
import { UsageError } from '../../errors/usage-error.ts';
import { namedRoute } from '../../probe/answer-routes.ts';
import type { Cell } from '../../probe/probe-cell.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Selection } from '../run/select-checks.ts';

const askForIt = [answerIsValid.id, streamIsComplete.id];

/** Throws a UsageError where `--live` has nothing to call for. To be called before anything is sent. */
export function expectLive({ route, profile }: Settings, selection: Selection): void {
  if (!askForIt.some((id) => isWanted(id, selection))) {
    throw new UsageError(
      `--live makes its call for ${askForIt.join(' and ')}, and both are left out`,
      'leave --live out, or choose one of them',
    );
  }
  if (route !== undefined && namedRoute(route.value, profile.value) === undefined) {
    throw new UsageError(
      '--live cannot call the chosen route: its format is none of the four that can be judged',
      'choose one of chat completions, completions, responses or messages, for example --route /v1/messages',
    );
  }
}

/** The same, once the call is known: a plain one is made for its answer alone. */
export function expectUse({ mode }: Cell, selection: Selection): void {
  if (mode === 'stream' || isWanted(answerIsValid.id, selection)) return;
  throw new UsageError(
    `--live would call without a stream here, for ${answerIsValid.id} alone, and that is left out`,
    'leave --live out, or name a route that is documented to stream',
  );
}

function isWanted(wanted: string, { checks, skipped }: Selection): boolean {
  return checks.some(({ id }) => id === wanted && !skipped.has(id));
}
