import type { DialectId } from '../providers/profile.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import type { Dialect } from './dialect.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiCompletions } from './openai-completions.ts';
import { openaiResponses } from './openai-responses.ts';

export const dialects: Readonly<Record<DialectId, Dialect>> = {
  chat: openaiChat,
  completions: openaiCompletions,
  responses: openaiResponses,
  messages: anthropicMessages,
};
