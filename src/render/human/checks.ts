import type { ChecksDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { table } from '../table.ts';
import { counted } from './words.ts';

/** Every check that doctor knows: what it states, what it needs, and whether the verdict rests on it. */
export const checks: Lines<ChecksDocument> = ({ checks: list }, style) => {
  const rows = list.map(({ id, title, spine }) => [id, title, spine ? 'spine' : 'side']);
  const needs = list
    .filter((check) => check.needs.length > 0)
    .map((check) => [check.id, check.needs.join(' ')]);
  return [
    ...table(['check', 'states that', 'kind'], rows, style.columns),
    ...(style.verbose ? ['', ...table(['check', 'needs'], needs, style.columns)] : []),
    '',
    `${counted(list.length, 'check')}. A verdict needs an answer from every spine check that applies.`,
  ];
};
