import { notApplicable, own, pass, problem, unknown } from '../../errors/finding.ts';
import { modelListOf } from '../../gateway/model-list.ts';
import { nearestNames } from '../../providers/nearest-names.ts';
import { defineCheck } from '../check.ts';
import { modelsAreEnabled } from '../models/models-are-enabled.ts';
import { firstPath } from '../network/first-contact.ts';

export const modelIsListed = defineCheck({
  id: 'model.is-listed',
  title: 'The chosen model is in the list',
  spine: true,
  needs: { models: modelsAreEnabled },
  doesNotApply: ({ settings }) => (settings.model === undefined ? 'no model is chosen' : undefined),
  goesOnAfterUnknown: true,
  observe: async ({ settings, gateway }, { models }) => {
    const model = settings.model?.value ?? null;
    if (model === null || models.count === null)
      return { model, listed: null, count: 0, nearest: [], complete: false };
    const list = modelListOf(await gateway.ask(firstPath(gateway), models.credential));
    const ids = list?.models.map(({ id }) => id) ?? [];
    return {
      model,
      listed: ids.includes(model),
      count: ids.length,
      nearest: ids.includes(model) ? [] : nearestNames(model, ids),
      complete: models.perKey && list?.complete === true,
    };
  },
  judge: ({ model, listed, count, nearest, complete }) => {
    if (model === null) return notApplicable('no model is chosen');
    if (listed === null)
      return unknown('the list could not be read', own('local/model-list-unknown', { model }));
    if (listed) return pass;
    const params = { model, listed: count, nearest };
    return problem(complete ? own('local/model-not-listed', params) : own('local/model-not-in-list', params));
  },
  fact: ({ model }) => model ?? undefined,
  // A list that anybody can read does not say what this key may use.
  proves: ({ listed, complete }) => (listed === true && complete ? 'model-allowed' : undefined),
});
