import type { SimulatedError } from './simulated-provider.ts';

/** A sound stream in the parts that a fault can leave out. Each text is one write of whole events. */
export interface StreamParts {
  readonly opening: readonly string[];
  /** What the model says, bit by bit. */
  readonly text: readonly string[];
  /** Why the text ended, and what it cost. */
  readonly ending: readonly string[];
  /** Without it a client can not know that nothing was lost. */
  readonly terminal: string;
}

/** How a wire format says inside a stream that something went wrong. `sent` is what was already sent. */
export type StreamErrorEvent = (error: SimulatedError, sent: readonly string[]) => string;

export function wholeOf({ opening, text, ending, terminal }: StreamParts): readonly string[] {
  return [...opening, ...text, ...ending, terminal];
}

/** What was sent when a stream breaks off in the middle of the text. */
export function halfOf({ opening, text }: StreamParts): readonly string[] {
  return [...opening, ...text.slice(0, Math.ceil(text.length / 2))];
}
