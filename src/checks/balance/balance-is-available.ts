import type { WireFacts } from '../../errors/answer.ts';
import { diagnose } from '../../errors/diagnose.ts';
import { type Judgement, notApplicable, own, pass, problem, unknown } from '../../errors/finding.ts';
import { refuses } from '../../gateway/contrast.ts';
import { type Balance, readBalance } from '../../gateway/read-balance.ts';
import { statusOf, statusWords, wireFactsOf } from '../../gateway/wire-facts.ts';
import { defineCheck } from '../check.ts';
import { keyIsAccepted, tellsKeyApart } from '../key/key-is-accepted.ts';
import { whereOf } from '../where.ts';

export const balanceIsAvailable = defineCheck({
  id: 'balance.is-available',
  title: 'The balance is not empty',
  spine: false,
  needs: { key: keyIsAccepted },
  goesOnAfterUnknown: true,
  observe: async (context, { key }) => {
    const { gateway, settings } = context;
    const route = gateway.freeRoutes.find(({ speaks }) => speaks !== 'model-list');
    if (route === undefined || !gateway.carriesKey)
      return {
        where: whereOf(context, ''),
        facts: null,
        balance: null,
        isOpen: false,
        isKeyKnown: false,
        isListOpen: false,
      };
    const exchange = await gateway.ask(route.path, key.credential);
    const body = exchange.outcome.kind === 'response' ? exchange.outcome.body : '';
    const facts = wireFactsOf(exchange, settings.profile.value);
    return {
      where: whereOf(context, route.path, exchange.connection.proxy),
      facts,
      balance: facts.kind === 'success' ? { ...readBalance(JSON.parse(body)) } : null,
      isOpen: key.routes.find(({ path }) => path === route.path)?.none.kind === 'success',
      isKeyKnown: tellsKeyApart(key.routes),
      isListOpen: key.routes.some(({ none }) => none.kind === 'success'),
    };
  },
  judge: ({ where, facts, balance, isOpen, isKeyKnown, isListOpen }) => {
    if (facts === null) return notApplicable('this gateway has no free route for the balance');
    if (isOpen) return notApplicable('the route answers without a key, so it is not the balance of this key');
    if (balance !== null) return judgeBalance(balance, where.route);
    const status = facts.kind === 'api-error' || facts.kind === 'not-api' ? facts.answer.status : undefined;
    if (status === 404)
      return unknown(
        'there is no such route',
        own('local/balance-unreadable', { route: where.route, why: 'the route is not there (404)' }),
      );
    // An answer that only a known key gets, and that is not about its permissions, is about its money.
    if (facts.kind === 'api-error' && facts.provesKey && !facts.access)
      return problem({ id: facts.entry, answer: facts.answer });
    // Beside an open list it is told once, with the key, what this refusal leaves open.
    if ((isKeyKnown || isListOpen) && isAboutAccess(facts))
      return unknown(
        'the balance could not be read',
        own('local/balance-unreadable', {
          route: where.route,
          why: isKeyKnown
            ? `${statusWords(facts)} to a key that another route lets in`
            : `${statusWords(facts)} to this key`,
        }),
      );
    const diagnosis = diagnose(facts, where);
    const unreadable = own('local/balance-unreadable', {
      route: where.route,
      why: 'the answer is of an unknown form',
    });
    return unknown('the balance could not be read', diagnosis?.finding ?? unreadable);
  },
  fact: ({ balance }) => {
    if (balance?.kind === 'amount')
      return [balance.amount, balance.currency].filter((part) => part !== undefined).join(' ');
    return balance?.kind === 'quota' ? `${balance.remaining} left, ${balance.window}` : undefined;
  },
});

/** A refusal or a page that would condemn the key or the base URL, if another route had not proven them. */
export function isAboutAccess(facts: WireFacts): boolean {
  const status = statusOf(facts) ?? 0;
  if (facts.kind === 'not-api') return status < 500 && ![407, 408, 425, 429].includes(status);
  return facts.kind === 'api-error' && !facts.provesKey && refuses(facts);
}

function judgeBalance(balance: Balance, route: string): Judgement {
  switch (balance.kind) {
    case 'not-shown':
      return unknown(
        'the answer is of an unknown form',
        own('local/balance-unreadable', { route, why: 'the answer is of an unknown form' }),
      );
    case 'amount': {
      if (balance.amount > 0) return pass;
      const currency = balance.currency === undefined ? {} : { currency: balance.currency };
      return problem(own('local/balance-empty', { amount: balance.amount, route, ...currency }));
    }
    case 'quota': {
      if (balance.remaining > 0) return pass;
      const resetAt = balance.resetAt === undefined ? {} : { resetAt: balance.resetAt };
      return problem(own('local/quota-used-up', { window: balance.window, ...resetAt }));
    }
  }
}
