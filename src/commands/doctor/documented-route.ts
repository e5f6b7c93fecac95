import { UsageError } from '../../errors/usage-error.ts';
import { builtInProfiles } from '../../providers/index.ts';
import { nearestNames } from '../../providers/nearest-names.ts';
import type { Settings } from '../../settings/settings.ts';

/**
 * Refuses a `--route` that the gateway's documentation does not have. What a gateway of one's own offers nobody
 * documents, so any path is fine there. What was typed is not repeated: it may hold a key.
 */
export function requireDocumentedRoute({ route, profile: { value: profile } }: Settings): void {
  if (route?.origin.kind !== 'flag' || !builtInProfiles.includes(profile)) return;
  const paths = [...new Set(profile.routes.map(({ path }) => path))];
  if (paths.includes(route.value)) return;
  const [nearest] = nearestNames(route.value, paths);
  throw new UsageError(
    `--route names a route that ${profile.name} does not document`,
    `${nearest === undefined ? '' : `did you mean ${nearest}? `}documented: ${paths.join(', ')}`,
  );
}
