import { type RedactOptions, redact } from '../report/redact.ts';
import type { JournalRecord } from './journal-record.ts';

/** Ids, codes and models are far shorter; a gateway that sends more wants to fill the disk. */
const longestText = 200;

// What no eye sees: between its characters no rule knows a key.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/**
 * Takes out of every text what is secret or too long: gateways fill in codes and ids as they like. What is unprintable
 * stays: whoever shows it escapes it, and pieces left over could join to something live.
 */
export function tidied(records: readonly JournalRecord[], hiding: RedactOptions): readonly JournalRecord[] {
  const whole = withTexts(records, (text) => withoutTornSecrets(text, hiding));
  const { value } = redact(whole, hiding);
  // Not before: half of a key would no longer be found.
  return withTexts(value, (text) =>
    text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text,
  );
}

function withoutTornSecrets(text: string, hiding: RedactOptions): string {
  const joined = text.replaceAll(unseen, '');
  if (joined === text) return text;
  const { value } = redact(joined, hiding);
  return value === joined ? text : value;
}

function withTexts(
  records: readonly JournalRecord[],
  change: (text: string) => string,
): readonly JournalRecord[] {
  // Records are JSON and stay of the same form: only their texts change.
  return JSON.parse(JSON.stringify(records), (_, item) =>
    typeof item === 'string' ? change(item) : item,
  ) as readonly JournalRecord[];
}
