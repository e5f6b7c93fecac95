import type { JournalPlace } from './journal-place.ts';

/** Ten times of what a journal may hold: a larger one is not ours. */
export const maxBytes = 4 * 1024 * 1024;

/** The journal's text, empty when there is none; undefined for a link, a stranger's file, or an unreadable one. Rejects with a code. */
export async function readText({ machine, file }: JournalPlace): Promise<string | undefined> {
  const found = await machine.files.read(file, { maxBytes, followLinks: false });
  if (found.kind === 'text') return found.ownedByMe ? found.text : undefined;
  if (found.kind === 'absent' || found.why === 'too-large') return '';
  if (found.why !== 'not-utf8') return undefined;
  // One damaged byte must not take all the other lines with it.
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of machine.files.chunks(file, 65_536)) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > maxBytes) return '';
  }
  return text + decoder.decode();
}
