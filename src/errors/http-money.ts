import type { AnswerEntry } from './entry.ts';

const ownInOrder =
  'your own account is in order: then that of the gateway with the supplier of the model is meant';
const theirAccount = 'the account of the gateway with its supplier is meant, not yours';

/**
 * Refusals for want of money that come with another status than 402: the words are plain where the status misleads.
 * A 402 needs none of them.
 */
export const moneyErrors = {
  'http-no-money': {
    name: 'exceeded_current_quota_error',
    aliases: ['AccountOverdueError', 'Arrearage'],
    signatures: [
      // Moonshot: https://github.com/MoonshotAI/kimi-code/pull/1857
      { type: 'exceeded_current_quota_error' },
      // Volcengine Ark and Alibaba DashScope, with these as their codes.
      { code: 'AccountOverdueError' },
      { code: 'Arrearage' },
      { messageHas: 'due to insufficient balance' },
      { messageHas: 'account balance is insufficient' },
      { messageHas: 'insufficient balance' },
      // GLM's code 1113.
      { messageHas: '余额不足' },
      { messageHas: '账户已欠费' },
      { messageHas: 'недостаточно средств' },
    ],
    beatsCode: true,
    title: 'The account has no money left',
    meaning:
      'The words tell of an empty balance or an unpaid bill, whatever the status. Waiting does not help.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'after a top-up; waiting does not help',
    supportWhen: ownInOrder,
    causes: ['the balance is used up', 'a bill is not paid', theirAccount],
    fixes: [
      {
        kind: 'do',
        what: 'top up the account; if it is in order, write to {contact}',
        why: 'then its account with the supplier is meant',
      },
    ],
    verify: 'nexus doctor --live',
    likelyStatus: 402,
    source: { kind: 'observed', from: 'answers of Moonshot, GLM, Ark, DashScope and of relays' },
  },
  'http-spend-limit': {
    name: 'spend limit reached',
    signatures: [
      { messageHas: 'reached its spend limit' },
      { messageHas: 'reached your specified api usage limits' },
      { messageHas: 'reaching the monthly spending limit' },
    ],
    beatsCode: true,
    title: 'A spending limit of the account is reached',
    meaning:
      'The account has a limit on spending, and it is used up, or its payment is open. The request itself is in order.',
    severity: 'error',
    owner: 'you',
    retry: 'after-fix',
    retryNote: 'with a higher limit, or after its reset',
    supportWhen: ownInOrder,
    causes: ['the limit of this period is used up', theirAccount],
    fixes: [
      {
        kind: 'do',
        what: 'raise the limit where the account is managed, or wait for its reset; if it is not yours, write to {contact}',
        why: 'nothing else stops the call',
      },
    ],
    verify: 'nexus doctor --live',
    likelyStatus: 402,
    source: { kind: 'observed', from: 'answers of Groq, Anthropic and Fireworks' },
  },
} as const satisfies Record<string, AnswerEntry>;
