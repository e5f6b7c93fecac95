import { listUnread, noFormat } from '../probe/plan-cells.ts';
import { type NextStep, notOffered, type ProbeRow } from '../report/documents.ts';

/** What to do behind a matrix: read about the first row that is not fine, else name what could not be found. */
export function probeNextStep(
  rows: readonly ProbeRow[],
  command: (command: string) => string,
): NextStep | null {
  const unexpected = rows.filter(
    ({ verdict, documented }) => verdict !== 'not-supported' || documented === 'yes',
  );
  const finding = unexpected.flatMap(({ findings }) => findings).find(({ severity }) => severity !== 'hint');
  if (finding !== undefined) {
    return { command: command(`nexus explain ${finding.id}`), text: 'read what it means' };
  }
  const sent = rows.filter(({ verdict }) => verdict !== 'skipped');
  if (sent.length > 0 && sent.every(({ why }) => why === notOffered)) {
    return { text: 'the gateway has none of these routes: name one that it has with --route <path>' };
  }
  // As words and not as a command: a shell would take the brackets for files.
  if (rows.some(({ why }) => why === listUnread)) {
    return { text: `name a model of the gateway: ${command('nexus probe --model <id>')}` };
  }
  return rows.length > 0 && rows.every(({ why }) => why === noFormat)
    ? { text: 'name a route of one of these formats, for example --route /v1/chat/completions' }
    : null;
}
