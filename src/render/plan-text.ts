import type { ProbePlan } from '../report/documents.ts';
import { cut, visible, visibleAscii } from './escape.ts';
import type { Style } from './style.ts';

/**
 * `Plan: 10 calls, at most 160 output tokens, about 0.02 RUB.` With the places that the calls go to, it says how
 * many those are, or which the only one is. One line, safe to show as it is.
 */
export function planText(
  plan: ProbePlan,
  style: Pick<Style, 'ascii'>,
  places: readonly Place[] = [],
): string {
  if (plan.calls === 0) return 'Plan: no calls, nothing is spent.';
  const encode = style.ascii ? visibleAscii : visible;
  const calls = `${grouped(plan.calls)} ${plan.calls === 1 ? 'call' : 'calls'}`;
  const tokens = `at most ${grouped(plan.maxOutputTokens)} output ${plan.maxOutputTokens === 1 ? 'token' : 'tokens'}`;
  return `Plan: ${calls}${encode(placesText(places))}, ${tokens}, ${cut(encode(costText(plan)), 80)}.`;
}

interface Place {
  readonly path: string;
  readonly model: string;
}

function placesText(places: readonly Place[]): string {
  const routes = [...new Set(places.map(({ path }) => path))];
  const models = [...new Set(places.map(({ model }) => model))];
  const [route, model] = [routes[0], models[0]];
  if (route === undefined || model === undefined) return '';
  const on = routes.length === 1 ? `POST ${cut(route, 80)}` : `${grouped(routes.length)} routes`;
  return ` on ${on} with ${models.length === 1 ? cut(model, 80) : `${grouped(models.length)} models`}`;
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
