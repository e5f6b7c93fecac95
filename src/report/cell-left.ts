import { isOpenBill } from '../errors/open-bill.ts';
import { budgetCut, notSent, type ProbeRow } from './documents.ts';

/** Not billed: no provider charges for a call that it turns away for its rate or for want of money. */
const turnedAway: readonly (number | null)[] = [402, 429];

/** Codes that say an account has no money left, whatever status they come with. */
export const noMoneyCodes: readonly (string | null | undefined)[] = [
  'insufficient_balance',
  'insufficient_quota',
  'insufficient_user_quota',
  'pre_consume_token_quota_failed',
  'budget_exceeded',
];

/** Whether going on with a run sends this cell, for the first time or once more. */
export function isLeft({ verdict, why, status, code, type, findings }: ProbeRow): boolean {
  if (verdict === 'skipped') return why === notSent;
  if (isOpenBill([code, type, ...findings.map(({ id }) => id)])) return false;
  if (why === budgetCut) return true;
  return verdict === 'rejected' && (turnedAway.includes(status) || noMoneyCodes.includes(code));
}
