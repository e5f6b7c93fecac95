import type { PasteContext, PasteReading } from '../../pastes/paste.ts';
import { readPaste } from '../../pastes/read-paste.ts';
import { hiddenMark } from '../../report/find-secrets.ts';
import type { Redaction } from '../../report/redact-by.ts';

/**
 * What the reading passed over, for the receipt. A credential in the message that the ticket shows is not one of it:
 * where it is hidden, it is counted, and where it is no credential after all, nothing is hidden.
 */
export function passedOver(
  dropped: PasteReading['dropped'],
  shownMessage: string | null | undefined,
  context: PasteContext,
): readonly Redaction[] {
  // The reading hides keys in messages itself, and only its own count tells of those.
  const message = shownMessage?.replaceAll(hiddenMark, '') ?? '';
  const shown = message === '' ? [] : readPaste(message, context).dropped;
  const inMessage = shown.find(({ kind }) => kind === 'credential')?.count ?? 0;
  return dropped
    .map(({ kind, count }) => ({ rule: kind, count: kind === 'credential' ? count - inMessage : count }))
    .filter(({ count }) => count > 0);
}
