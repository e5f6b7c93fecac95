import { checks } from '../checks/index.ts';
import { keyIsPresent } from '../checks/key/key-is-present.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { System } from '../system/system.ts';
import { withAskedKey } from './ask-key.ts';
import type { DoctorRequest } from './doctor.ts';
import { requireDocumentedRoute } from './documented-route.ts';
import { expectLive } from './expect-live.ts';
import { type Selection, selectChecks } from './select-checks.ts';

/** Loads the settings and chooses the checks of one run. Throws a UsageError for flags that can't be followed. */
export async function prepareDoctor(
  request: DoctorRequest,
  system: System,
): Promise<{ readonly settings: Settings; readonly selection: Selection }> {
  const settings = await loadSettings(request, system);
  requireDocumentedRoute(settings);
  const selection = selectChecks(checks, withAddedChecks(request, settings));
  if (request.live !== undefined) expectLive(settings, selection);
  const needsKey = selection.checks.some(({ id }) => id === keyIsPresent.id && !selection.skipped.has(id));
  const mayAsk = request.mayAskForKey === true && needsKey;
  return { settings: mayAsk ? await withAskedKey(settings, system) : settings, selection };
}

/** A project may add checks to a choice. Ids that this version does not know are passed over. */
function withAddedChecks({ only, skip }: DoctorRequest, { addedChecks = [] }: Settings) {
  const known = addedChecks.filter((added) => checks.some(({ id }) => id === added));
  return {
    ...(only === undefined ? {} : { only: [...only, ...known] }),
    ...(skip === undefined ? {} : { skip }),
  };
}
