import type { AnswerFacts, WireFacts } from '../errors/answer.ts';
import { isOpenBill } from '../errors/open-bill.ts';
import { noMoneyCodes } from '../report/cell-left.ts';

/** Why an error answer bars further calls with this key, whatever the route and the model; undefined where it does not. */
export function barOf(
  facts: Extract<WireFacts, { kind: 'api-error' | 'not-api' }>,
): 'key-refused' | 'no-money' | 'limit' | undefined {
  const { status, code, type } = facts.answer;
  // It says so much about this one call that its status says nothing about others.
  if (isOpenBill([code, type, facts.kind === 'api-error' ? facts.entry : undefined])) return undefined;
  if (status === 402) return 'no-money';
  // Whatever it is called, it may be over at the next try: so says the status.
  if (status === 429) return 'limit';
  if (isQuota(facts.answer)) return 'no-money';
  if (facts.kind === 'not-api') return undefined;
  const { access, provesKey, entry } = facts;
  if (provesKey) return access ? undefined : 'no-money';
  if (status === 403 && isAboutCall(entry)) return undefined;
  return access || status === 401 ? 'key-refused' : undefined;
}

/** Whether a limit says that the money is used up: what it then says of waiting does not help. */
export function isQuota({ code, type }: AnswerFacts): boolean {
  return noMoneyCodes.includes(code) || noMoneyCodes.includes(type);
}

/** A 403 without a documented code, or with the general one: another model may well be allowed. */
function isAboutCall(entry: string): boolean {
  return entry.startsWith('edge/') || entry === 'anthropic/permission_error';
}
