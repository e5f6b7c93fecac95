import type { StopReason } from '../../probe/sweep.ts';

/** Why a sweep ended before its last cell, for a person. */
export function stopWords(reason: StopReason): string {
  switch (reason.kind) {
    case 'key-refused':
      return 'the gateway refused the key';
    case 'no-money':
      return 'the balance does not cover another call';
    case 'budget':
      return 'the budget is used up';
    case 'limit-ignored':
      return 'the gateway ignores the output limit, so every further call could cost more than planned';
    case 'interrupted':
      return 'interrupted';
    case 'limit':
      return reason.retryAfterSeconds === null
        ? 'a limit was reached'
        : `a limit was reached; it asks to wait ${reason.retryAfterSeconds} s`;
  }
}
