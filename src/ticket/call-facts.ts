import type { AnswerFacts } from '../errors/answer.ts';
import type { PastedError } from '../pastes/paste.ts';
import type { RequiredFact, Ticket, TicketFact } from '../report/ticket-document.ts';

export const requiredFacts = [
  'requestId',
  'model',
  'endpoint',
  'time',
  'client',
] as const satisfies readonly RequiredFact[];

/** The five facts that support asks for; null where the source does not tell one, or tells nonsense. */
export type FiveFacts = { readonly [Fact in RequiredFact]: TicketFact | null };

export type Remarks = Readonly<Partial<Record<RequiredFact, string>>>;

/** What one source tells about one failed call. */
export interface CallFacts {
  readonly facts: FiveFacts;
  /** What a reader has to know about a fact, or why there can be none. */
  readonly remarks: Remarks;
  /** Facts that this call can't have: nobody is asked for them. */
  readonly impossible: readonly RequiredFact[];
  readonly error: Ticket['error'];
  readonly retryAfterSeconds: number | null;
  readonly host: string | null;
  /** Where the base URL of the call begins: whole where the source knows it, else no further than its port. */
  readonly aim: { readonly kind: 'base-url' | 'origin'; readonly url: string } | null;
  /** Id of the profile, where the source knows it. */
  readonly provider: string | null;
  /** Id of the catalogue entry, where a run has judged it already. */
  readonly finding: string | null;
  /** Ids of the entries that a text was found to be about, the surest first; null where no text was read. */
  readonly named: readonly string[] | null;
  /** What the catalogue is asked with otherwise. */
  readonly answer: AnswerFacts | null;
  /** What Cloudflare calls the request, where it answered or passed it on: the owner of the edge looks it up by this. */
  readonly ray: string | null;
  readonly speaker: PastedError['speaker'];
  readonly sandbox: string | null;
}

export const noFacts: FiveFacts = { requestId: null, model: null, endpoint: null, time: null, client: null };

export const noCall: CallFacts = {
  facts: noFacts,
  remarks: {},
  impossible: [],
  error: { code: null, type: null, message: null, status: null },
  retryAfterSeconds: null,
  host: null,
  aim: null,
  provider: null,
  finding: null,
  named: null,
  ray: null,
  answer: null,
  speaker: 'unknown',
  sandbox: null,
};
