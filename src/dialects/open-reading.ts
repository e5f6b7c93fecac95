import type { StoppedBy } from './dialect.ts';
import { estimatedTokens } from './estimated-tokens.ts';
import { type Fields, parseFields } from './json.ts';
import type { Noticed, StreamGrammar } from './stream-grammar.ts';
import type {
  Deviation,
  SeenEvent,
  SseEvent,
  StreamCounts,
  StreamEnd,
  StreamReading,
} from './stream-reading.ts';
import { type Usage, wholeUsage } from './usage.ts';

interface Failure {
  readonly end: 'error-event' | 'unreadable-event';
  readonly why: string;
  readonly error?: unknown;
}

const nothing: SeenEvent = { hasToken: false, ends: false };

/** Opens a reading by this grammar. */
export function openReading(grammar: StreamGrammar): StreamReading {
  const deviations = new Set<Deviation>();
  let events = 0;
  let tokenEvents = 0;
  let textLength = 0;
  let tokens = 0;
  let belonging = 0;
  let foreign = 0;
  let usage: Partial<Usage> = {};
  let stoppedBy: StoppedBy | undefined;
  let failure: Failure | undefined;
  /** `ended`: the last event of the grammar came. `done`: clients no longer listen. */
  let phase: 'open' | 'ended' | 'done' = 'open';

  function fail(cause: Failure): SeenEvent {
    failure ??= cause;
    return { hasToken: false, ends: true };
  }

  function counts(): StreamCounts {
    return {
      events,
      tokenEvents,
      textLength,
      estimatedTokens: Math.round(tokens),
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
      ...wholeUsage(usage),
      deviations: [...deviations],
    };
  }

  function push(event: SseEvent): SeenEvent {
    events += 1;
    const sorted = grammar.sort(event);
    if (sorted === 'skip') return nothing;
    if (sorted === 'done') {
      phase = 'done';
      return { hasToken: false, ends: true };
    }
    if (phase === 'done') return late();
    const fields = parseFields(event.data);
    const error = errorIn(event, fields);
    if (error !== undefined) return fail({ end: 'error-event', ...error });
    if (fields === undefined) {
      return fail({ end: 'unreadable-event', why: 'an event whose data is not a JSON object' });
    }
    if (isKeepAlive(event, fields)) return nothing;
    return phase === 'ended' ? late() : take(grammar.read(fields, event));
  }

  function late(): SeenEvent {
    deviations.add('events-after-the-end');
    return { hasToken: false, ends: true };
  }

  function take(noticed: Noticed): SeenEvent {
    if (noticed.belongs) belonging += 1;
    else foreign += 1;
    if (noticed.usage !== undefined) usage = { ...usage, ...noticed.usage };
    stoppedBy = noticed.stoppedBy ?? stoppedBy;
    textLength += noticed.textLength ?? 0;
    tokens += estimatedTokens(noticed.textLength ?? 0, noticed.hasToken ?? false);
    if (noticed.hasToken) tokenEvents += 1;
    if (noticed.deviation !== undefined) deviations.add(noticed.deviation);
    if (noticed.failure !== undefined) return fail({ end: 'error-event', ...noticed.failure });
    if (noticed.ends) phase = 'ended';
    return { hasToken: noticed.hasToken ?? false, ends: noticed.ends ?? false };
  }

  function finish(): StreamEnd {
    if (failure !== undefined) return { ...counts(), ...failure };
    if (events === 0) return { ...counts(), end: 'no-events', why: 'no event came' };
    if (belonging === 0 && foreign > 0) {
      return { ...counts(), end: 'other-grammar', why: 'clients of this format know none of the events' };
    }
    const missing = grammar.missing();
    if (missing !== undefined) return { ...counts(), ...missing };
    if (grammar.wantsDone && phase !== 'done') deviations.add('no-done');
    return { ...counts(), end: 'valid' };
  }

  return {
    push,
    finish,
    get estimatedTokens() {
      return tokens;
    },
  };
}

/** Anthropic documents `ping`; OpenAI's SDK knows `keepalive`. */
function isKeepAlive({ event }: SseEvent, { type }: Fields): boolean {
  return event === 'ping' || type === 'ping' || type === 'keepalive';
}

/** The SDKs take any event named `error`, and any data with an error in it, for the end of the answer. */
function errorIn(event: SseEvent, fields: Fields | undefined): Noticed['failure'] {
  const why = 'the stream says that the answer failed';
  const named = event.event === 'error';
  if (fields === undefined) return named ? { why, error: { error: event.data } } : undefined;
  const isError = named || fields.type === 'error' || Boolean(fields.error);
  return isError ? { why, error: fields } : undefined;
}
