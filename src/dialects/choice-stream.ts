import type { StoppedBy } from './dialect.ts';
import { failureOf } from './finish-reasons.ts';
import { type Fields, indexIn, isFields, lengthOf, objectsOf } from './json.ts';
import type { StreamGrammar } from './stream-grammar.ts';
import { usageFrom } from './usage.ts';

/** One piece of a choice, as chat and completions each write it. */
export interface ChoicePiece {
  readonly hasToken: boolean;
  readonly textLength: number;
  /** The answer is known to have begun: chat says the role first. */
  readonly opens: boolean;
}

/** A call asks for one choice; an endless list of them would be an attack on memory. */
const mostChoices = 64;

/**
 * The grammar that chat and completions share: chunks with `choices`, a `finish_reason` for each choice, `[DONE]`.
 * OpenAI's SDK stops at `[DONE]` and goes without it if the connection ends.
 */
export function choiceStream(pieceOf: (choice: Fields) => ChoicePiece): StreamGrammar {
  const choices = new Map<number, { opened: boolean; finished: boolean }>();
  let tooMany = false;

  function stateOf(index: number): { opened: boolean; finished: boolean } {
    const known = choices.get(index);
    if (known !== undefined) return known;
    const state = { opened: false, finished: false };
    if (choices.size < mostChoices) choices.set(index, state);
    else tooMany = true;
    return state;
  }

  return {
    wantsDone: true,
    sort: ({ data }) => (data.startsWith('[DONE]') ? 'done' : 'read'),
    read(fields) {
      let hasToken = false;
      let unopened = false;
      let textLength = 0;
      let stoppedBy: StoppedBy | undefined;
      for (const choice of objectsOf(fields.choices)) {
        const state = stateOf(indexIn(choice));
        const piece = pieceOf(choice);
        const reason = choice.finish_reason;
        hasToken ||= piece.hasToken;
        textLength += piece.textLength;
        state.opened ||= piece.opens;
        const failed = failureOf(reason);
        if (failed !== undefined) return { belongs: true, failure: { why: failed } };
        if (lengthOf(reason) === 0) continue;
        state.finished = true;
        stoppedBy = stoppedByReason(reason);
        unopened ||= !state.opened;
      }
      return {
        belongs: Array.isArray(fields.choices),
        hasToken,
        textLength,
        deviation: unopened ? 'no-start' : undefined,
        // Last, and only where there is one: V8 is slow with what is named behind a spread, and most pieces have neither.
        ...(isFields(fields.usage)
          ? { usage: usageFrom(fields.usage, 'prompt_tokens', 'completion_tokens') }
          : undefined),
        ...(stoppedBy === undefined ? undefined : { stoppedBy }),
      };
    },
    missing() {
      if (tooMany) return { end: 'no-terminal-event', why: `more than ${mostChoices} choices came` };
      if (choices.size === 0) return { end: 'no-terminal-event', why: 'no choice came' };
      const whole = [...choices.values()].every(({ finished }) => finished);
      return whole ? undefined : { end: 'no-terminal-event', why: 'no finish_reason came' };
    },
  };
}

/** https://platform.openai.com/docs/api-reference/chat/object, `finish_reason`. */
export function stoppedByReason(reason: unknown): StoppedBy {
  if (reason === 'stop') return 'end';
  return reason === 'length' ? 'limit' : 'other';
}
