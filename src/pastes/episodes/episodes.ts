import type { FactMark, FactName, FactValues, FailureMark, Mark } from '../mark.ts';

/** Sightings that belong to one call, or to one piece of a text between two calls. */
export interface Episode {
  readonly facts: readonly FactMark[];
  readonly failures: readonly FailureMark[];
  readonly evidence: readonly string[];
  readonly kind: 'failure' | 'success' | 'other';
  readonly at: number;
}

/** Cuts the sightings of a text where a line, a request or an answer begins, and where two errors contradict each other. */
export function episodesIn(marks: readonly Mark[], lineOf: (at: number) => number): readonly Episode[] {
  const groups: Mark[][] = [[]];
  let current: Mark[] = [];
  groups[0] = current;
  const open = (...first: Mark[]) => {
    current = first;
    groups.push(current);
  };
  let state = nothingYet();
  for (const mark of marks) {
    if (mark.kind === 'dropped') continue;
    if (mark.kind === 'break') {
      const closes = mark.of === 'record' ? current.length > 0 : state.answered || state.failed;
      if (closes) {
        open(mark);
        state = nothingYet();
      } else current.push(mark);
      if (mark.of === 'answer') state = { ...state, answered: true };
      continue;
    }
    const said = identityOf(mark);
    if (isGoodWord(mark) && !state.answered) state = { ...state, succeededAt: lineOf(mark.at) };
    if (said !== undefined && contradicts(state, said, lineOf(mark.at))) {
      const line = lineOf(mark.at);
      const before =
        current.findLastIndex((one) => lineOf(one.at) !== line || identityOf(one) !== undefined) + 1;
      // What stands before it on its own line belongs to it.
      open(...current.splice(before), mark);
      state = nothingYet();
    } else current.push(mark);
    if (said !== undefined) {
      const byClient = mark.kind === 'failure' && mark.speaker === 'client';
      state = {
        ...state,
        ...said,
        failed: true,
        line: lineOf(mark.at),
        byClient: state.byClient || byClient,
        named:
          state.named ||
          Object.keys(said).length > 0 ||
          (mark.kind === 'failure' && mark.speaker === 'gateway'),
      };
    }
  }
  return groups.filter((group) => group.some(({ kind }) => kind !== 'break')).map(episodeOf);
}

interface Identity {
  readonly requestId?: string;
  readonly code?: string;
  readonly type?: string;
  readonly status?: number;
}

interface State extends Identity {
  readonly answered: boolean;
  readonly failed: boolean;
  readonly line: number;
  /** The client told of a failure. */
  readonly byClient: boolean;
  /** Somebody answered: a status, a code or an id is known. */
  readonly named: boolean;
  /** The line whose words tell of a call that ended well. */
  readonly succeededAt?: number;
}

const nothingYet = (): State => ({ answered: false, failed: false, line: 0, byClient: false, named: false });

/** What tells one error from another. Of loose words only a bad status does. */
function identityOf(mark: Mark): Identity | undefined {
  if (mark.kind === 'failure') {
    const { requestId, code, type, status } = mark.answer;
    return {
      ...(requestId === undefined ? {} : { requestId }),
      ...(code === undefined || mark.speaker === 'client' ? {} : { code }),
      ...(type === undefined ? {} : { type }),
      ...(status === undefined ? {} : { status }),
    };
  }
  if (mark.kind === 'fact' && mark.fact === 'status' && mark.value >= 400 && mark.from === 'the words')
    return { status: mark.value };
  return undefined;
}

function contradicts(state: State, said: Identity, line: number): boolean {
  if (state.succeededAt !== undefined && state.succeededAt !== line && !state.failed) return true;
  // What stands on one line tells of one error, however it calls it.
  if (!state.failed) return false;
  if (differ(state.requestId, said.requestId)) return true;
  if (line === state.line) return false;
  return (
    // Nobody had answered, and now somebody does.
    (state.byClient && !state.named && said.status !== undefined) ||
    differ(state.code, said.code) ||
    (state.code === undefined && said.code === undefined && differ(state.type, said.type)) ||
    differ(state.status, said.status)
  );
}

/** A status line or a field may stand above an error all the same; `200 OK` in a sentence or a log tells of a whole call. */
function isGoodWord(mark: Mark): boolean {
  return mark.kind === 'fact' && mark.fact === 'status' && mark.from === 'the words' && mark.value < 400;
}

function differ<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function episodeOf(marks: readonly Mark[]): Episode {
  const facts = marks.filter((mark) => mark.kind === 'fact');
  const failures = marks.filter((mark) => mark.kind === 'failure');
  const evidence = marks.flatMap((mark) => (mark.kind === 'evidence' ? [mark.text] : []));
  const statuses = facts.filter((mark) => mark.fact === 'status').map(({ value }) => Number(value));
  const failed = failures.length > 0 || statuses.some((status) => status >= 400);
  const succeeded = statuses.some((status) => status >= 200 && status < 400);
  return {
    facts,
    failures,
    evidence,
    kind: failed ? 'failure' : succeeded ? 'success' : 'other',
    at: failures[0]?.at ?? marks.find(({ kind }) => kind !== 'break')?.at ?? 0,
  };
}

/** From this rank on a model is set for all calls, or only named in passing: it does not tell one call from another. */
export const weakestOfACall = 8;

/** The surest sighting of a fact. Of two that are as sure the first one counts. */
export function bestOf<Name extends FactName>(
  name: Name,
  facts: readonly FactMark[],
): (FactMark & { readonly value: FactValues[Name] }) | undefined {
  let best: FactMark | undefined;
  for (const mark of facts)
    if (mark.fact === name && (best === undefined || mark.rank < best.rank)) best = mark;
  // Only marks of that name get there.
  return best as (FactMark & { readonly value: FactValues[Name] }) | undefined;
}

/** The surest sightings of each fact, and what stands at their places. */
export function surestOf(facts: readonly FactMark[]): readonly FactMark[] {
  const best = new Map<FactName, FactMark>();
  for (const mark of facts) if (mark.rank < (best.get(mark.fact)?.rank ?? 99)) best.set(mark.fact, mark);
  const places = new Set([...best.values()].map(({ at }) => at));
  return facts.filter(({ at }) => places.has(at));
}
