import type { StoppedBy } from './dialect.ts';
import { type Fields, fieldsOf, indexIn, lengthOf, typeIn } from './json.ts';
import type { Noticed, StreamGrammar } from './stream-grammar.ts';
import { isCount, usageFrom } from './usage.ts';

/** Blocks follow one another; hundreds that are open at once would be an attack on memory. */
const mostOpenBlocks = 64;

/**
 * https://platform.claude.com/docs/en/build-with-claude/streaming: `message_start`, blocks that each start and stop,
 * `message_delta` with the stop reason, `message_stop`. Anthropic's SDK passes over every event without a name.
 */
export function messageStream(): StreamGrammar {
  const openBlocks = new Set<number>();
  let tooMany = false;
  let started = false;
  let hasStopReason = false;
  let stopped = false;

  function whatIsMissing(): string | undefined {
    if (!stopped) return 'no message_stop came';
    if (!started) return 'no message_start came';
    if (openBlocks.size > 0 || tooMany) return 'a content block was not stopped';
    return hasStopReason ? undefined : 'no stop_reason came';
  }

  const readers: Readonly<Record<string, (fields: Fields) => Noticed>> = {
    message_start({ message }) {
      const { usage } = fieldsOf(message);
      // A second start makes the SDK throw.
      const deviation = started
        ? 'no-start'
        : isCount(fieldsOf(usage).input_tokens)
          ? undefined
          : 'bad-usage';
      started = true;
      return { belongs: true, usage: usageFrom(usage, 'input_tokens', 'output_tokens'), deviation };
    },
    content_block_start(fields) {
      if (openBlocks.size < mostOpenBlocks) openBlocks.add(indexIn(fields));
      else tooMany = true;
      return { belongs: true };
    },
    content_block_delta(fields) {
      const { text, thinking, partial_json: toolInput } = fieldsOf(fields.delta);
      return {
        belongs: true,
        hasToken: lengthOf(text) + lengthOf(thinking) + lengthOf(toolInput) > 0,
        textLength: lengthOf(text),
        deviation: openBlocks.has(indexIn(fields)) ? undefined : 'no-start',
      };
    },
    content_block_stop(fields) {
      openBlocks.delete(indexIn(fields));
      return { belongs: true };
    },
    message_delta({ delta, usage }) {
      const reason = fieldsOf(delta).stop_reason;
      hasStopReason ||= lengthOf(reason) > 0;
      return {
        belongs: true,
        usage: usageFrom(usage, 'input_tokens', 'output_tokens'),
        ...(lengthOf(reason) > 0 ? { stoppedBy: stoppedByStopReason(reason) } : {}),
        deviation: isCount(fieldsOf(usage).output_tokens) ? undefined : 'bad-usage',
      };
    },
    message_stop() {
      stopped = true;
      return { belongs: true, ends: true };
    },
  };

  return {
    wantsDone: false,
    sort({ event, data }) {
      const skipped = event === undefined ? data.startsWith('[DONE]') : event === 'ping' || data === '';
      return skipped ? 'skip' : 'read';
    },
    read(fields, { event }) {
      const type = typeIn(fields);
      const known = event !== undefined && Object.hasOwn(readers, type);
      return (known ? readers[type]?.(fields) : undefined) ?? { belongs: false };
    },
    missing() {
      const why = whatIsMissing();
      return why === undefined ? undefined : { end: 'no-terminal-event', why };
    },
  };
}

/** https://platform.claude.com/docs/en/api/handling-stop-reasons */
export function stoppedByStopReason(reason: unknown): StoppedBy {
  if (reason === 'end_turn' || reason === 'stop_sequence') return 'end';
  return reason === 'max_tokens' ? 'limit' : 'other';
}
