import { listUnread, noFormat, unlisted } from '../../probe/plan-cells.ts';
import { isBroken, isOpen } from '../../probe/probe-verdict.ts';
import { type FindingDocument, type NextStep, notOffered, type ProbeRow } from '../../report/documents.ts';

/** What to do behind a matrix: read about the row that decided the verdict, else name what could not be found. */
export function probeNextStep(
  rows: readonly ProbeRow[],
  command: (command: string) => string,
): NextStep | null {
  const unexpected = rows.filter(
    ({ verdict, documented }) => verdict !== 'not-supported' || documented === 'yes',
  );
  const finding =
    firstIn(unexpected.filter(isBroken)) ?? firstIn(unexpected.filter(isOpen)) ?? firstIn(unexpected);
  if (finding !== undefined) {
    return { command: command(`nexus explain ${finding.id}`), text: 'read what it means' };
  }
  const sent = rows.filter(({ verdict }) => verdict !== 'skipped');
  if (sent.length > 0 && sent.every(({ why }) => why === notOffered)) {
    return { text: 'the gateway has none of these routes: name one that it has with --route <path>' };
  }
  if (rows.length > 0 && rows.every(({ why }) => why?.startsWith(unlisted))) {
    return { command: command('nexus models'), text: 'see which models this key has' };
  }
  // As words and not as a command: a shell would take the brackets for files.
  if (rows.some(({ why }) => why === listUnread)) {
    return { text: `name a model of the gateway: ${command('nexus probe --model <id>')}` };
  }
  return rows.length > 0 && rows.every(({ why }) => why === noFormat)
    ? { text: 'name a route of one of these formats, for example --route /v1/chat/completions' }
    : null;
}

/** The first one that is more than a hint; an error before all others. */
function firstIn(rows: readonly ProbeRow[]): FindingDocument | undefined {
  const findings = rows.flatMap((row) => row.findings).filter(({ severity }) => severity !== 'hint');
  return findings.find(({ severity }) => severity === 'error') ?? findings[0];
}
