import { notApplicable, own, pass, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

export const modelFitsRoute = defineCheck({
  id: 'model.fits-route',
  title: 'The chosen model is documented for the route',
  spine: false,
  needs: {},
  observe: async ({ settings }) => {
    const model = settings.model?.value ?? null;
    const documented = settings.profile.value.models.find(({ id }) => id === model)?.routes;
    return { model, route: settings.route?.value ?? null, routes: documented ?? null };
  },
  judge: ({ model, route, routes }) => {
    if (model === null || route === null) return notApplicable('no model and route are chosen');
    if (routes === null) return notApplicable('the documentation does not name routes for this model');
    return routes.includes(route)
      ? pass
      : problem(own('local/model-does-not-fit-route', { model, route, routes }));
  },
  fact: ({ route }) => route ?? undefined,
});
