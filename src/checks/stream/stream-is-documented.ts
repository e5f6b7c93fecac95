import { notApplicable, own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

export const streamIsDocumented = defineCheck({
  id: 'stream.is-documented',
  title: 'Streaming is documented for the route',
  spine: false,
  needs: {},
  observe: async ({ settings }) => {
    const route = settings.route?.value ?? null;
    const { routes } = settings.profile.value;
    return {
      route,
      documented:
        routes.find(({ method, path }) => method === 'POST' && path === route)?.streams ?? 'unknown',
      streams: routes.filter(({ streams }) => streams === 'yes').map(({ path }) => path),
    };
  },
  judge: ({ route, documented, streams }) => {
    if (route === null) return notApplicable('no route is chosen');
    if (documented === 'unknown') return notApplicable('the documentation does not say');
    return documented === 'yes'
      ? pass
      : problem(own('local/streaming-not-documented', { route: `POST ${route}`, streams }));
  },
  fact: ({ route }) => route ?? undefined,
});
