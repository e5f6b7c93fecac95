import type { WordingContext } from '../errors/word-fix.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { TicketAdvice } from '../report/ticket-document.ts';
import type { CallFacts } from './call-facts.ts';
import type { Known } from './meaning.ts';

/** What decides whose move it is. */
export interface AdviceFacts {
  readonly call: CallFacts;
  readonly known: Known | undefined;
  readonly profile: ProviderProfile;
  /** Other gateways that are known by their hosts. */
  readonly profiles: readonly ProviderProfile[];
  readonly timesSeen: number | null;
  /** There were more than could be read. */
  readonly isAtLeast: boolean;
  /** Rewrites a command that starts with `nexus` to how the program was started. */
  readonly command: WordingContext['command'];
}

/** Where to go, in words. */
export type Place = Pick<TicketAdvice, 'place' | 'text' | 'exception' | 'host'>;
