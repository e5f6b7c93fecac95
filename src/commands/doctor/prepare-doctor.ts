import type { AnyCheck } from '../../checks/check.ts';
import { checks, gatewayChecks } from '../../checks/index.ts';
import { keyIsPresent } from '../../checks/key/key-is-present.ts';
import { type ClientFacts, clientFactsOf, clientSecrets } from '../../clients/client-facts.ts';
import { clientByName } from '../../clients/index.ts';
import { keySendingOf } from '../../clients/key-sending.ts';
import { loadClient } from '../../clients/load-client.ts';
import { offerOf } from '../../clients/offer-of.ts';
import { UsageError } from '../../errors/usage-error.ts';
import { loadSettings } from '../../settings/load-settings.ts';
import type { Settings } from '../../settings/settings.ts';
import type { System } from '../../system/system.ts';
import type { DoctorRequest } from '../doctor.ts';
import { type Selection, selectChecks } from '../run/select-checks.ts';
import { withAskedKey } from './ask-key.ts';
import { requireDocumentedRoute } from './documented-route.ts';
import { expectLive } from './expect-live.ts';

export interface PreparedDoctor {
  readonly settings: Settings;
  readonly selection: Selection;
  /** Of the program that is named; no file of any client is opened without. */
  readonly client?: ClientFacts;
}

/** Loads the settings and chooses the checks of one run. Throws a UsageError for flags that can't be followed. */
export async function prepareDoctor(request: DoctorRequest, system: System): Promise<PreparedDoctor> {
  const { settings, client } = await loadBoth(request, system);
  requireDocumentedRoute(settings);
  const selection = selectChecks(checksFor(request), withAddedChecks(request, settings));
  if (request.live !== undefined) expectLive(settings, selection);
  const needsKey = selection.checks.some(({ id }) => id === keyIsPresent.id && !selection.skipped.has(id));
  // A client that is named has its key or has none: an answer of the person would hide which.
  const mayAsk = request.mayAskForKey === true && needsKey && client === undefined;
  return {
    settings: mayAsk ? await withAskedKey(settings, system) : settings,
    selection,
    ...(client === undefined ? {} : { client }),
  };
}

async function loadBoth(
  request: DoctorRequest,
  system: System,
): Promise<Pick<PreparedDoctor, 'settings' | 'client'>> {
  if (request.client === undefined) return { settings: await loadSettings(request, system) };
  const loaded = await loadClient(clientByName(request.client), system);
  const settings = await loadSettings(request, system, offerOf(loaded));
  const storedSecrets = [...(settings.storedSecrets ?? []), ...clientSecrets(loaded, settings)];
  const keySending = keySendingOf(loaded, settings);
  return {
    settings: {
      ...settings,
      storedSecrets,
      ...(keySending === undefined ? {} : { keySending }),
      ...(loaded.proxy === undefined ? {} : { proxy: loaded.proxy }),
    },
    client: clientFactsOf(loaded, settings),
  };
}

/** Checks of a client exist for a run that names one. Throws a UsageError where they are asked for without. */
export function checksFor({ client, only = [], skip = [] }: DoctorRequest): readonly AnyCheck[] {
  if (client !== undefined) return checks;
  const [id] = [...only, ...skip].filter((one) => clientIds.has(one));
  if (id === undefined) return gatewayChecks;
  throw new UsageError(
    `${id} looks at one program, and none is named`,
    'add --for <client>, for example --for claude-code',
  );
}

const clientIds: ReadonlySet<string> = new Set(
  checks.filter((check) => !gatewayChecks.includes(check)).map(({ id }) => id),
);

/** A project may add checks to a choice. Ids that this version does not know are passed over. */
function withAddedChecks(request: DoctorRequest, { addedChecks = [] }: Settings) {
  const { only, skip } = request;
  const known = addedChecks.filter((added) => checksFor(request).some(({ id }) => id === added));
  return {
    ...(only === undefined ? {} : { only: [...only, ...known] }),
    ...(skip === undefined ? {} : { skip }),
  };
}
