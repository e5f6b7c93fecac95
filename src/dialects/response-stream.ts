import type { StoppedBy } from './dialect.ts';
import { type Fields, fieldsOf, isFields, lengthOf } from './json.ts';
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
  let created = false;
  let items = 0;
  let ended = false;
  /** The last `response.…` event is one that nobody documents; nobody documents how compact streams end, either. */
  let lastIsUnknown = false;

  function end(type: string, response: unknown): Noticed {
    if (!isFields(response)) return { belongs: true };
    if (type === 'response.failed' || isFields(response.error)) {
      const why = 'the response failed';
      return {
        belongs: true,
        failure: { why, ...(response.error ? { error: { error: response.error } } : {}) },
      };
    }
    ended = true;
    const deviation = created ? deviationIn(response) : 'no-start';
    return {
      belongs: true,
      ends: true,
      stoppedBy: type === 'response.completed' ? 'end' : stoppedByIncomplete(response),
      usage: usageFrom(response.usage, 'input_tokens', 'output_tokens'),
      deviation,
    };
  }

  return {
    wantsDone: false,
    sort: ({ data }) => (data.startsWith('[DONE]') ? 'done' : 'read'),
    read(fields) {
      const type = String(fields.type ?? '');
      if (!type.startsWith('response.')) return { belongs: false };
      lastIsUnknown = !documented.test(type);
      if (type === 'response.created') created = true;
      if (type === 'response.output_item.added') items += 1;
      if (isTerminal(type)) return end(type, fields.response);
      const length = type.endsWith('.delta') ? lengthOf(fields.delta) : 0;
      const item = fields.output_index;
      return {
        belongs: !lastIsUnknown,
        hasToken: length > 0,
        textLength: type === 'response.output_text.delta' ? length : 0,
        deviation: length > 0 && (!isCount(item) || item >= items) ? 'no-start' : undefined,
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
