import type { StoppedBy } from './dialect.ts';
import { type Fields, fieldsOf, isFields, lengthOf, typeIn } from './json.ts';
import { responseOrder } from './response-order.ts';
import type { Noticed, StreamGrammar } from './stream-grammar.ts';
import type { Deviation } from './stream-reading.ts';
import { isCount, usageFrom } from './usage.ts';

/** Families of the documented events; the ones of a family differ in their last word only. */
const documented =
  /^response\.(created|queued|in_progress|completed|incomplete|failed|output_item|content_part|output_text|refusal|reasoning|function_call|custom_tool_call|file_search_call|web_search_call|code_interpreter_call|image_generation_call|mcp_|audio)/;

/**
 * https://platform.openai.com/docs/api-reference/responses-streaming: one terminal event that holds the whole
 * response. Clients go by `type` in the data, not by the event's name. `[DONE]` is not part of it and does no harm.
 */
export function responseStream(): StreamGrammar {
  const inOrder = responseOrder();
  let ended = false;
  /** The last `response.…` event is one that nobody documents; nobody documents how compact streams end, either. */
  let lastIsUnknown = false;

  function end(type: string, response: unknown, early: Deviation | undefined): Noticed {
    if (!isFields(response)) return { belongs: true };
    if (type === 'response.failed' || isFields(response.error)) {
      const why = 'the response failed';
      return {
        belongs: true,
        failure: { why, ...(response.error ? { error: { error: response.error } } : {}) },
      };
    }
    ended = true;
    return {
      belongs: true,
      ends: true,
      stoppedBy: type === 'response.completed' ? 'end' : stoppedByIncomplete(response),
      usage: usageFrom(response.usage, 'input_tokens', 'output_tokens'),
      deviation: early ?? deviationIn(response),
    };
  }

  return {
    wantsDone: false,
    sort: ({ data }) => (data.startsWith('[DONE]') ? 'done' : 'read'),
    read(fields) {
      const type = typeIn(fields);
      if (!type.startsWith('response.')) return { belongs: false };
      lastIsUnknown = !documented.test(type);
      const early = inOrder(fields) ? undefined : 'no-start';
      if (isTerminal(type)) return end(type, fields.response, early);
      const length = type.endsWith('.delta') ? lengthOf(fields.delta) : 0;
      return {
        belongs: !lastIsUnknown,
        hasToken: length > 0,
        textLength: type === 'response.output_text.delta' ? length : 0,
        deviation: early,
      };
    },
    missing() {
      if (ended) return undefined;
      return lastIsUnknown
        ? { end: 'other-grammar', why: 'the last event is one that no documentation names' }
        : {
            end: 'no-terminal-event',
            why: 'no response.completed, response.incomplete or response.failed came',
          };
    },
  };
}

function isTerminal(type: string): boolean {
  return type === 'response.completed' || type === 'response.incomplete' || type === 'response.failed';
}

/** Why a response with the status `incomplete` stopped. */
export function stoppedByIncomplete(response: Fields): StoppedBy {
  return fieldsOf(response.incomplete_details).reason === 'max_output_tokens' ? 'limit' : 'other';
}

/** Codex refuses a final response without an id, and one whose usage lacks a count. */
function deviationIn(response: Fields): Deviation | undefined {
  if (lengthOf(response.id) === 0) return 'no-response-id';
  const usage = response.usage;
  if (usage === undefined || usage === null) return undefined;
  const counts = ['input_tokens', 'output_tokens', 'total_tokens'];
  return counts.every((name) => isCount(fieldsOf(usage)[name])) ? undefined : 'bad-usage';
}
