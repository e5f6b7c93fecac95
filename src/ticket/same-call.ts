import type { CallRecord } from '../journal/journal-record.ts';
import type { FiveFacts } from './call-facts.ts';
import { requestIdFrom } from './fact-shape.ts';

/** What tells one call from another: every id that it is known by, else its time in milliseconds since 1970, UTC. */
export interface SeenCall {
  readonly ids: readonly string[];
  readonly atMs: number;
}

export function seenInFacts({ requestId, time }: FiveFacts): SeenCall {
  return { ids: requestId === null ? [] : [requestId.value], atMs: Date.parse(time?.value ?? '') };
}

/** A gateway's id that is no word, or was hidden, is not the one that a ticket shows: ours stands beside it. */
export function seenInRecord({ requestId, clientRequestId, at }: CallRecord): SeenCall {
  const ids = [requestId, clientRequestId].flatMap((id) => requestIdFrom(id ?? '') ?? []);
  return { ids, atMs: Date.parse(at) };
}

/** Each call once. Two that share an id are one, and so are two of one time where one of them has no id: never too many. */
export function differing(calls: readonly SeenCall[]): readonly SeenCall[] {
  return calls.filter((call, place) => !calls.slice(0, place).some((earlier) => areSame(call, earlier)));
}

function areSame(one: SeenCall, other: SeenCall): boolean {
  if (one.ids.some((id) => other.ids.includes(id))) return true;
  return (one.ids.length === 0 || other.ids.length === 0) && one.atMs === other.atMs;
}
