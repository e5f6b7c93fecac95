import type { StreamEnd } from '../dialects/stream-reading.ts';
import { type Finding, own } from '../errors/finding.ts';
import type { CallResult } from '../gateway/call-result.ts';
import { lateWords } from './transport-words.ts';

/** What is not as documented, though the stream came to its end. A transfer that was cut is a finding of its own. */
export function remarksOn(
  { end, contentType, transport }: Extract<CallResult, { kind: 'stream' }>,
  route: string,
): readonly Finding[] {
  const late = lateWords[transport];
  const isSse = contentType.startsWith('text/event-stream');
  const what = [
    ...end.deviations.map((deviation) => deviationWords[deviation]),
    ...(isSse ? [] : [`the content type is ${contentType || 'not given'}, not text/event-stream`]),
    ...(late === undefined ? [] : [late]),
  ];
  return what.map((words) => own('stream/deviates', { route, what: words }));
}

export const deviationWords: Readonly<Record<StreamEnd['deviations'][number], string>> = {
  'no-done': 'the last line, data: [DONE], is missing',
  'events-after-the-end': 'events come after the last one',
  // `stream()` of OpenAI's library ends with "missing role for choice 0"; its plain iterator does not look.
  'no-start':
    'what opens it is missing, such as the role, which stream helpers of the official libraries need',
  'no-response-id': 'the final response has no id',
  'bad-usage': 'the token counts are missing or no whole numbers',
};
