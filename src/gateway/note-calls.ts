import type { WireFacts } from '../errors/answer.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { HttpOutcome, HttpResult } from '../system/system.ts';
import { refuses } from './contrast.ts';
import type { Exchange, GatewayClient } from './gateway-client.ts';
import { wireFactsOf } from './wire-facts.ts';

/** What is remembered of a call for the record: no key, no body. */
export interface CallNote
  extends Pick<Exchange, 'method' | 'path' | 'credential' | 'clientRequestId' | 'sentAt'> {
  readonly timings: HttpResult['timings'];
  readonly status?: number;
  readonly requestId?: string;
  /** Absent for an event stream: reading its end is the probe's business. */
  readonly facts?: WireFacts;
}

/**
 * The client with a list of what went through it, each exchange once. Looks at other places, random keys and the other
 * header are experiments of ours, and no calls of the person's.
 */
export function noteCalls(
  gateway: GatewayClient,
  profile: ProviderProfile,
): { readonly gateway: GatewayClient; readonly notes: () => readonly CallNote[] } {
  const notes = new Map<string, CallNote>();
  const note = (exchange: Exchange) => {
    const { clientRequestId, outcome } = exchange;
    const wasCalledOff = outcome.kind === 'unreachable' && outcome.code === 'ABORTED';
    if (!notes.has(clientRequestId) && !wasCalledOff) notes.set(clientRequestId, noteOf(exchange, profile));
  };
  const noting: GatewayClient = {
    ...gateway,
    ask: async (path, credential) => {
      const exchange = await gateway.ask(path, credential);
      if (credential === 'real' || credential === 'none') note(exchange);
      return exchange;
    },
    post: async (path, body, options) => {
      const exchange = await gateway.post(path, body, options);
      if (exchange !== undefined) note(exchange);
      return exchange;
    },
  };
  return { gateway: noting, notes: () => [...notes.values()] };
}

/**
 * The free GETs that went wrong. Those of the contrast are refused on purpose; without one, the very first contact
 * was the last, and what it met is what is wrong.
 */
export function failedGets(notes: readonly CallNote[]): readonly CallNote[] {
  const gets = notes.filter(({ method }) => method === 'GET');
  const withKey = gets.filter(({ credential }) => credential === 'real');
  if (withKey.length > 0) return withKey.filter(isFailure);
  return gets
    .slice(0, 1)
    .filter((note) => isFailure(note) && note.facts !== undefined && !refuses(note.facts));
}

function isFailure({ facts }: CallNote): boolean {
  if (facts?.kind !== 'success') return true;
  // JSON that is neither a list nor a balance: somebody else answered.
  return !facts.isModelList && !facts.showsBalance;
}

function noteOf(exchange: Exchange, profile: ProviderProfile): CallNote {
  const { method, path, credential, clientRequestId, sentAt, timings, outcome } = exchange;
  const isStream =
    outcome.kind === 'response' &&
    outcome.status < 300 &&
    outcome.headers['content-type']?.startsWith('text/event-stream') === true;
  const facts = isStream ? undefined : withoutMessage(wireFactsOf(exchange, profile));
  const requestId = (facts && requestIdOf(facts)) ?? headerOf(outcome, profile);
  return {
    ...{ method, path, credential, clientRequestId, sentAt, timings },
    ...(outcome.status === undefined ? {} : { status: outcome.status }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(facts === undefined ? {} : { facts }),
  };
}

/** A message can be as long as the body, and thousands of notes are kept. */
function withoutMessage(facts: WireFacts): WireFacts {
  if (facts.kind !== 'api-error' && facts.kind !== 'not-api') return facts;
  const { message: _, ...answer } = facts.answer;
  return { ...facts, answer };
}

function requestIdOf(facts: WireFacts): string | undefined {
  if (facts.kind === 'api-error' || facts.kind === 'not-api') return facts.answer.requestId;
  return facts.kind === 'success' ? facts.requestId : undefined;
}

/** Headers come before a body that breaks. */
function headerOf(outcome: HttpOutcome, { requestId }: ProviderProfile): string | undefined {
  if (outcome.kind !== 'response') return undefined;
  const name = requestId.headers.find((header) => outcome.headers[header.toLowerCase()] !== undefined);
  return name === undefined ? undefined : outcome.headers[name.toLowerCase()];
}
