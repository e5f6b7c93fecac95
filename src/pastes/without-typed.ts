import type { Mark } from './mark.ts';
import type { PasteReading } from './paste.ts';
import { typedHider } from './typed-words.ts';

/**
 * Errors repeat what they were asked: what the same text shows to be a person's is hidden in them, and counted. `typed`
 * tells what stands there beside the fields that the reading passes over.
 */
export function withoutTyped(
  reading: PasteReading,
  marks: readonly Mark[],
  typed: () => readonly string[],
): PasteReading {
  const messages = reading.errors.flatMap(({ message }) => message?.value ?? []);
  if (messages.length === 0) return reading;
  const passedOver = marks.flatMap((mark) => (mark.kind === 'dropped' ? (mark.words ?? []) : []));
  const hide = typedHider([...passedOver, ...typed()], messages);
  const writings = new Set<number>();
  const errors = reading.errors.map((error) => {
    if (error.message === undefined) return error;
    const hidden = hide(error.message.value);
    if (hidden.writings.size === 0) return error;
    for (const writing of hidden.writings) writings.add(writing);
    const message = { ...error.message, value: hidden.words };
    return { ...error, message, answer: { ...error.answer, message: hidden.words } };
  });
  // What the reading passed over is counted already.
  const count = [...writings].filter((writing) => writing >= passedOver.length).length;
  return { ...reading, errors, dropped: withPrompts(reading.dropped, count) };
}

function withPrompts(dropped: PasteReading['dropped'], count: number): PasteReading['dropped'] {
  if (count === 0) return dropped;
  const known = dropped.find(({ kind }) => kind === 'prompt')?.count ?? 0;
  return [...dropped.filter(({ kind }) => kind !== 'prompt'), { kind: 'prompt', count: known + count }];
}
