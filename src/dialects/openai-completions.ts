import { choiceStream, stoppedByReason } from './choice-stream.ts';
import { type Dialect, wrong } from './dialect.ts';
import { failureOf } from './finish-reasons.ts';
import { isFields, lengthOf, objectsOf } from './json.ts';
import { openReading } from './open-reading.ts';
import { cap } from './output-limit.ts';
import { smallPrompt } from './small-prompt.ts';
import { usageFrom, wholeUsage } from './usage.ts';

/** The older completions: https://platform.openai.com/docs/api-reference/completions/create */
export const openaiCompletions: Dialect = {
  id: 'completions',
  outputLimitFields: ['max_tokens'],
  request: ({ model, mode, limit }) => ({
    model,
    prompt: smallPrompt(mode),
    ...(mode === 'stream' ? { stream: true } : {}),
    ...cap(limit),
  }),
  readAnswer(json) {
    if (!isFields(json)) return wrong('the answer is not a JSON object');
    const { object = 'text_completion', choices, usage } = json;
    if (object !== 'text_completion') return wrong('"object" is not "text_completion"');
    const choice = objectsOf(choices)[0];
    if (choice === undefined) return wrong('there is no choice in "choices"');
    if (typeof choice.text !== 'string') return wrong('the first choice has no text');
    const reason = choice.finish_reason;
    if (lengthOf(reason) === 0) return wrong('the first choice has no finish_reason');
    const failed = failureOf(reason);
    if (failed !== undefined) return wrong(failed);
    return {
      kind: 'answer',
      textLength: choice.text.length,
      stoppedBy: stoppedByReason(reason),
      ...wholeUsage(usageFrom(usage, 'prompt_tokens', 'completion_tokens')),
    };
  },
  openStream: () =>
    openReading(
      choiceStream((choice) => {
        const textLength = lengthOf(choice.text);
        return { textLength, hasToken: textLength > 0, opens: true };
      }),
    ),
};
