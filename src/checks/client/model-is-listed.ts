import { ofClient } from '../../errors/clients/index.ts';
import { notApplicable, problemsOrPass } from '../../errors/finding.ts';
import { modelListOf } from '../../gateway/model-list.ts';
import { nearestNames } from '../../providers/nearest-names.ts';
import { defineCheck } from '../check.ts';
import { modelsAreEnabled } from '../models/models-are-enabled.ts';
import { firstPath } from '../network/first-contact.ts';
import { namedClient, noClient } from './named-client.ts';

export const clientModelIsListed = defineCheck({
  id: 'client.model-is-listed',
  title: 'The client’s models are listed',
  spine: false,
  needs: { models: modelsAreEnabled },
  doesNotApply: (context) =>
    noClient(context) ?? (namedClient(context).models.length === 0 ? 'the client names no model' : undefined),
  goesOnAfterUnknown: true,
  observe: async (context, { models }) => {
    const { id, models: named } = namedClient(context);
    const { gateway } = context;
    const list =
      models.count === null
        ? undefined
        : modelListOf(await gateway.ask(firstPath(gateway), models.credential));
    const ids = list?.models.map((model) => model.id);
    return {
      id,
      listed: ids === undefined ? null : ids.length,
      complete: models.perKey && list?.complete === true,
      models: named.map((model) => ({
        ...model,
        isListed: ids?.includes(model.value) === true,
        nearest: ids === undefined ? null : (nearestNames(model.value, ids)[0] ?? null),
      })),
    };
  },
  judge: ({ id, listed, complete, models }) => {
    if (listed === null) return notApplicable('the model list could not be read');
    const name = complete ? 'model-unlisted' : 'model-perhaps-unlisted';
    return problemsOrPass(
      models
        .filter(({ isListed }) => !isListed)
        .map(({ value, from, setting, prefix, nearest }) =>
          ofClient(id, name, {
            from,
            model: value,
            listed,
            setting,
            nearest: `${prefix}${nearest ?? '<an id of the list>'}`,
          }),
        ),
    );
  },
  fact: ({ models }) => models.map(({ value }) => value).join(', '),
});
