import { type RedactOptions, redact } from '../report/redact.ts';
import type { JournalRecord } from './journal-record.ts';

/** Ids, codes and models are far shorter; a gateway that sends more wants to fill the disk. */
const longestText = 200;

// Also what no eye sees: it could hide a key from the rules, or lead a terminal astray.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Takes out of every text what is secret, unprintable or too long: gateways fill in codes and ids as they like. */
export function tidied(records: readonly JournalRecord[], hiding: RedactOptions): readonly JournalRecord[] {
  const visible = withTexts(records, (text) => text.replaceAll(unseen, ''));
  const { value } = redact(visible, hiding);
  // Not before: half of a key would no longer be found.
  return withTexts(value, (text) =>
    text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text,
  );
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
