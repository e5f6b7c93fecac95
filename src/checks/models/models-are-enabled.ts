import { diagnose } from '../../errors/diagnose.ts';
import { notApplicable, own, pass, problem, unknown } from '../../errors/finding.ts';
import { modelListOf } from '../../gateway/model-list.ts';
import { redirectLoops } from '../../gateway/redirect-loop.ts';
import { wireFactsOf } from '../../gateway/wire-facts.ts';
import { defineCheck } from '../check.ts';
import { keyIsAccepted } from '../key/key-is-accepted.ts';
import { firstPath } from '../network/first-contact.ts';
import { whereOf } from '../where.ts';

/** What stands in a text where its bytes were no UTF-8. */
const unreadable = '\ufffd';

export const modelsAreEnabled = defineCheck({
  id: 'models.are-enabled',
  title: 'Models are enabled for the key',
  spine: false,
  needs: { key: keyIsAccepted },
  goesOnAfterUnknown: true,
  observe: async (context, { key }) => {
    const profile = context.settings.profile.value;
    const path = firstPath(context.gateway);
    if (!context.gateway.carriesKey)
      return {
        where: whereOf(context, path),
        facts: null,
        count: null,
        damaged: 0,
        perKey: false,
        credential: key.credential,
      };
    const exchange = await context.gateway.ask(path, key.credential);
    const seen = wireFactsOf(exchange, profile);
    const loops = seen.kind === 'redirect' && (await redirectLoops(exchange, context.gateway));
    const facts = loops ? { ...seen, loops } : seen;
    const contrast = key.routes.find((route) => route.path === path);
    // A list that no key or any key gets is not the list of this key.
    const isPublic = contrast?.none.kind === 'success' || contrast?.wrong?.kind === 'success';
    // An error may come with an empty list beside it.
    const listed = facts.kind === 'success' ? modelListOf(exchange)?.models : undefined;
    return {
      where: whereOf(context, path, exchange.connection.proxy),
      facts,
      count: listed?.length ?? null,
      damaged: listed?.filter(({ id }) => id.includes(unreadable)).length ?? 0,
      perKey: profile.modelList === 'per-key' && !isPublic,
      credential: key.credential,
    };
  },
  judge: ({ where, facts, count, damaged, perKey }) => {
    if (facts === null) return notApplicable('the key may not be sent here');
    if (count === 0) return problem(own(perKey ? 'local/no-models-enabled' : 'local/model-list-empty', {}));
    if (count !== null && damaged > 0) {
      return problem(own('local/model-ids-damaged', { route: where.route, count, damaged }));
    }
    if (count !== null) return pass;
    // An answer that only a known key gets, and that is not about its permissions, is about its money.
    if (facts.kind === 'api-error' && facts.provesKey && !facts.access) {
      return problem({ id: facts.entry, answer: facts.answer });
    }
    const isSuccess =
      facts.kind === 'success' || (facts.kind === 'not-api' && (facts.answer.status ?? 0) < 300);
    const diagnosis = isSuccess ? undefined : diagnose(facts, where);
    const finding = diagnosis?.finding ?? own('local/model-list-unreadable', { route: where.route });
    return unknown('the model list could not be read', finding);
  },
  fact: ({ count, perKey }) =>
    count === null ? undefined : `${count} ${count === 1 ? 'model' : 'models'}${perKey ? '' : ' listed'}`,
});
