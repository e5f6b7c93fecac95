import type { ProbePlan } from '../report/documents.ts';
import { cut, visible, visibleAscii } from './escape.ts';
import type { Style } from './style.ts';

/** `Plan: 10 calls, at most 160 output tokens, about 0.02 RUB.` One line, safe to show as it is. */
export function planText(plan: ProbePlan, style: Pick<Style, 'ascii'>): string {
  if (plan.calls === 0) return 'Plan: no calls, nothing is spent.';
  const encode = style.ascii ? visibleAscii : visible;
  const calls = `${grouped(plan.calls)} ${plan.calls === 1 ? 'call' : 'calls'}`;
  const tokens = `at most ${grouped(plan.maxOutputTokens)} output ${plan.maxOutputTokens === 1 ? 'token' : 'tokens'}`;
  return `Plan: ${calls}, ${tokens}, ${cut(encode(costText(plan)), 80)}.`;
}

function costText({ cost }: ProbePlan): string {
  if (cost === undefined || !Number.isFinite(cost.amount)) return 'at a price that is not known';
  const { amount, currency } = cost;
  if (amount <= 0) return `priced at 0 ${currency}`;
  if (amount < 0.005) return `less than 0.01 ${currency}`;
  return `about ${grouped(amount >= 100 ? Math.round(amount) : amount.toFixed(2))} ${currency}`;
}

/** Digits in groups of three, the same on every machine: `16,000`. */
export function grouped(number: number | string): string {
  const [whole = '', ...fraction] = String(number).split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}
