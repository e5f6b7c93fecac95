import type { CellVerdict } from '../../report/documents.ts';

/** A verdict as a statement, for a row that brings no finding of its own. */
export const cellWords: Readonly<Record<CellVerdict, string>> = {
  streams: 'the answer comes piece by piece and ends properly',
  buffered: 'the whole stream came at once, after it was complete',
  unproven: 'the stream is complete, but came too fast to tell whether it was held back',
  truncated: 'the stream stopped before its proper end',
  stalled: 'the stream went silent before its end',
  'timed-out': 'the time ran out before the answer was complete',
  'error-in-stream': 'the stream turned into an error',
  'not-sse': 'what came is no event stream',
  'ignored-stream': 'one JSON answer came instead of a stream',
  'not-supported': 'the gateway says that it does not offer this',
  rejected: 'the gateway refused the request',
  answers: 'the model answers',
  'wrong-answer': 'what came is not an answer of this format',
  unreachable: 'the gateway could not be reached',
  skipped: 'not asked',
};
