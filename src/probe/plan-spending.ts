import { mostOutputTokens } from '../dialects/output-limit.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { ProbePlan } from '../report/documents.ts';
import type { PlannedCell } from './plan-cells.ts';
import { mostAttempts } from './probe-cell.ts';

/** The longest prompt of a small call, in tokens, rounded up. */
const promptTokens = 40;
const firstTokens = { plain: 16, stream: 64 } as const;

/** The most that a probe can cost: every cell with its correction and its repeat. */
export function planSpending(cells: readonly PlannedCell[], profile: ProviderProfile): ProbePlan {
  const sent = cells.filter(({ skip }) => skip === undefined);
  const calls = sent.reduce((sum, { mode }) => sum + mostAttempts[mode], 0);
  const maxOutputTokens = sent.reduce((sum, { mode }) => sum + outputTokens(mode), 0);
  const costs = sent.map((cell) => costOf(cell, profile));
  const currencies = new Set(costs.map((cost) => cost?.currency));
  const [currency] = currencies;
  if (currencies.size !== 1 || currency === undefined) return { calls, maxOutputTokens };
  const amount = costs.reduce((sum, cost) => sum + (cost?.amount ?? 0), 0);
  return { calls, maxOutputTokens, cost: { amount: roundedUp(amount), currency } };
}

/** To two digits, and never below the amount: the plan says "at most". */
function roundedUp(amount: number): number {
  const near = Number(amount.toPrecision(2));
  if (near >= amount) return near;
  const step = 10 ** (Math.floor(Math.log10(amount)) - 1);
  return Number((near + step).toPrecision(2));
}

/** The first call has the small limit; a correction can raise it for every later one. */
function outputTokens(mode: 'plain' | 'stream'): number {
  return firstTokens[mode] + (mostAttempts[mode] - 1) * mostOutputTokens;
}

function costOf(
  { model, mode }: PlannedCell,
  profile: ProviderProfile,
): { amount: number; currency: string } | undefined {
  const price = profile.models.find(({ id }) => id === model)?.price;
  if (price === undefined) return undefined;
  const input = promptTokens * mostAttempts[mode] * price.input;
  return { amount: (input + outputTokens(mode) * price.output) / 1_000_000, currency: price.currency };
}
