import {
  type CellVerdict,
  calledOff,
  notOffered,
  notSent,
  outcomeUnknown,
  type ProbeRow,
  type Verdict,
} from '../report/documents.ts';
import type { StopReason } from './sweep.ts';

/** What a whole matrix says. Exit codes: contract section 3. */
export interface ProbeVerdict {
  readonly verdict: Verdict;
  readonly exitCode: number;
}

/**
 * 4 when the key stopped it or a permission is missing, 1 when a documented route is not as documented, 3 when
 * that is not known for all, else 0; something that works though undocumented is only worth a note.
 */
export function probeVerdict(
  rows: readonly ProbeRow[],
  stopped: StopReason | undefined,
  access: (id: string) => boolean,
): ProbeVerdict {
  const sent = rows.filter(({ verdict }) => verdict !== 'skipped');
  if (stopped?.kind === 'key-refused') return { verdict: 'broken', exitCode: 4 };
  const failed = sent.filter(isBroken);
  if (failed.length > 0) {
    const isAboutAccess = failed.every(({ findings }) => findings.some(({ id }) => access(id)));
    return { verdict: 'broken', exitCode: isAboutAccess ? 4 : 1 };
  }
  if (stopped?.kind === 'no-money') return { verdict: 'broken', exitCode: 1 };
  // With nothing but routes that are not there, nothing is known of those that are.
  if (sent.every(isNotOffered) || stopped !== undefined || rows.some(isOpen)) {
    return { verdict: 'inconclusive', exitCode: 3 };
  }
  const isFlawed = sent
    .filter((row) => !isAsDocumented(row))
    .some(({ findings }) => findings.some(({ severity }) => severity !== 'hint'));
  return { verdict: isFlawed ? 'degraded' : 'healthy', exitCode: 0 };
}

/** A stream that breaks or is held back fails its client, whether or not anybody documents streaming. */
const brokenAnywhere: readonly CellVerdict[] = [
  'rejected',
  'wrong-answer',
  'truncated',
  'buffered',
  'not-sse',
  'error-in-stream',
];

/** Documented and not there, or refused for good. A route that is documented without streaming may refuse to stream. */
export function isBroken({ verdict, documented, mismatch, findings }: ProbeRow): boolean {
  if (mismatch === 'documented-but-absent') return true;
  if (brokenAnywhere.includes(verdict)) {
    return documented !== 'no' && findings.some(({ severity }) => severity === 'error');
  }
  return false;
}

/** A row that documentation rules out has another reason, and leaves nothing open. */
const undecided: readonly (string | undefined)[] = [notSent, calledOff, outcomeUnknown];

/** Could not be found out: it may be different at the next try. */
export function isOpen({ verdict, findings, why }: ProbeRow): boolean {
  if (verdict === 'skipped') return undecided.includes(why);
  if (['unproven', 'stalled', 'timed-out', 'error-in-stream', 'unreachable'].includes(verdict)) return true;
  return verdict === 'rejected' && findings.some(({ severity }) => severity === 'unknown');
}

function isNotOffered({ why }: ProbeRow): boolean {
  return why === notOffered;
}

/** A refusal to stream where nobody promised it is no flaw. */
function isAsDocumented({ verdict, documented }: ProbeRow): boolean {
  return verdict === 'not-supported' && documented !== 'yes';
}
