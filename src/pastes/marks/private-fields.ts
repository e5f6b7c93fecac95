import type { DroppedKind } from '../mark.ts';
import { credentialNames } from './private-parts.ts';

const prompts = new Set([
  'messages',
  'prompt',
  'input',
  'instructions',
  'system',
  'contents',
  'tools',
  'systemprompt',
  'usermessage',
  'query',
  'promptvalues',
  'inputs',
  'conversation',
  'history',
]);
const answers = new Set([
  'choices',
  'output',
  'content',
  'delta',
  'outputtext',
  'completion',
  'candidates',
  'thinking',
  'partialjson',
  'generatedtext',
  'contentblock',
  'part',
  'arguments',
  'logprobs',
]);

/** Parts of a HAR file and of a dump that say nothing of an error. */
const idle = new Set([
  'initiator',
  'timings',
  'cache',
  'pages',
  'querystring',
  'creator',
  'usage',
  'cookies',
  'stacktrace',
  'sourcemap',
]);

/** What a field holds that is passed over; `idle` for what is not even counted. */
export function privacyOf(name: string, role: unknown): DroppedKind | 'idle' | undefined {
  if (credentialNames.has(name)) return 'credential';
  if (prompts.has(name)) return 'prompt';
  if (name === 'content' && (role === 'user' || role === 'system' || role === 'developer' || role === 'tool'))
    return 'prompt';
  if (name === 'message' && role === 'user') return 'prompt';
  if (answers.has(name)) return 'answer';
  return idle.has(name) ? 'idle' : undefined;
}
