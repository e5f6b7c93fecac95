import type { AnswerMode } from './output-limit.ts';

const prompts: Readonly<Record<AnswerMode, string>> = {
  plain: 'Reply with the word OK.',
  stream: 'Count from 1 to 20, one number after the other.',
};

/** Short enough to cost next to nothing; the one for a stream makes an answer of many small pieces. */
export function smallPrompt(mode: AnswerMode): string {
  return prompts[mode];
}

/** The prompt as the one message of a conversation. */
export function smallConversation(
  mode: AnswerMode,
): readonly [{ readonly role: 'user'; readonly content: string }] {
  return [{ role: 'user', content: smallPrompt(mode) }];
}
