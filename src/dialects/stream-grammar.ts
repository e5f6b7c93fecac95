import type { StoppedBy } from './dialect.ts';
import type { Fields } from './json.ts';
import type { Deviation, SseEvent } from './stream-reading.ts';
import type { Usage } from './usage.ts';

/** What one event says, in terms that all dialects share. */
export interface Noticed {
  /** The dialect documents such an event. */
  readonly belongs: boolean;
  readonly hasToken?: boolean;
  readonly textLength?: number;
  readonly usage?: Partial<Usage>;
  readonly stoppedBy?: StoppedBy;
  readonly ends?: boolean;
  readonly deviation?: Deviation | undefined;
  readonly failure?: { readonly why: string; readonly error?: unknown };
}

/** What is particular to the streams of one dialect. Made anew for each stream, since it remembers. */
export interface StreamGrammar {
  /** `done`: the marker after which clients stop to listen. `skip`: clients pass over it. */
  sort(event: SseEvent): 'done' | 'skip' | 'read';
  /** Whether the marker belongs to a whole stream. */
  readonly wantsDone: boolean;
  read(fields: Fields, event: SseEvent): Noticed;
  /** Undefined when everything that the grammar asks for has come. */
  missing(): { readonly end: 'no-terminal-event' | 'other-grammar'; readonly why: string } | undefined;
}
