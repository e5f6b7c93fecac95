import { notApplicable, own, pass, problem } from '../../errors/finding.ts';
import { builtInProfiles } from '../../providers/index.ts';
import { ownerOf } from '../../settings/own-host.ts';
import { defineCheck } from '../check.ts';

export const streamIsDocumented = defineCheck({
  id: 'stream.is-documented',
  title: 'Streaming is documented for the route',
  spine: false,
  needs: {},
  observe: async ({ settings, system }) => {
    const route = settings.route?.value ?? null;
    const { routes } = settings.profile.value;
    return {
      route,
      documented:
        routes.find(({ method, path }) => method === 'POST' && path === route)?.streams ?? 'unknown',
      isElsewhere:
        system.sandbox === undefined && ownerOf(settings.baseUrl.value, builtInProfiles) === undefined,
      streams: routes.filter(({ streams }) => streams === 'yes').map(({ path }) => path),
    };
  },
  judge: ({ route, documented, streams, isElsewhere }) => {
    if (route === null) return notApplicable('no route is chosen');
    if (documented === 'unknown') return notApplicable('the documentation does not say');
    return documented === 'yes'
      ? pass
      : problem(
          own('local/streaming-not-documented', {
            route: `POST ${route}`,
            streams,
            ...(isElsewhere ? { tryIt: `nexus probe --route ${route} --mode stream` } : {}),
          }),
        );
  },
  fact: ({ route }) => route ?? undefined,
});
