import type { ErrorDocument } from '../../report/documents.ts';
import { cut } from '../escape.ts';
import type { Lines } from '../kind.ts';

/** One line of cause, one line of what to do next. */
export const error: Lines<ErrorDocument> = ({ error: { kind, message, hint, stack = [] } }, style) => {
  const label = kind === 'internal' ? 'Internal error' : 'Error';
  return [
    `${style.paint.red(label)}: ${cut(message, 300)}`,
    ...(hint === '' ? [] : [hint]),
    ...(style.verbose ? stack.map((frame) => style.paint.dim(`  ${frame.trim()}`)) : []),
  ];
};
