import { isRecord } from '../errors/read-answer.ts';

/** Money or quota as far as an answer shows it. */
export type Balance =
  | { readonly kind: 'amount'; readonly amount: number; readonly currency?: string }
  | { readonly kind: 'quota'; readonly window: string; readonly remaining: number; readonly resetAt?: string }
  | { readonly kind: 'not-shown' };

const amountFields = ['available', 'balance', 'remaining'];

/**
 * Reads a balance or a key status. The balance's JSON is not documented, so the first finite number of
 * `available`, `balance`, `remaining` counts, at the top or one level below (numbers may be text).
 * A key status has `usage_info.{daily,monthly}.{remaining,reset_at}`.
 * Source: https://nusaai-edit.mintlify.app/api-reference/authentication/check-api-key-status
 */
export function readBalance(json: unknown): Balance {
  if (!isRecord(json)) return { kind: 'not-shown' };
  const usage = json.usage_info;
  if (isRecord(usage)) return quotaIn(usage);
  for (const place of [json, ...Object.values(json).filter(isRecord)]) {
    for (const field of amountFields) {
      const amount = finiteNumber(place[field]);
      if (amount === undefined) continue;
      const currency = place.currency ?? json.currency;
      return { kind: 'amount', amount, ...(typeof currency === 'string' ? { currency } : {}) };
    }
  }
  return { kind: 'not-shown' };
}

/** The window with the least left decides. */
function quotaIn(usage: Record<string, unknown>): Balance {
  const windows = Object.entries(usage).flatMap(([window, value]) => {
    const remaining = isRecord(value) ? finiteNumber(value.remaining) : undefined;
    if (!isRecord(value) || remaining === undefined) return [];
    const resetAt = value.reset_at;
    return [
      { kind: 'quota' as const, window, remaining, ...(typeof resetAt === 'string' ? { resetAt } : {}) },
    ];
  });
  return windows.sort((one, other) => one.remaining - other.remaining)[0] ?? { kind: 'not-shown' };
}

function finiteNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
