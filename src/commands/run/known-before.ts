import type { CheckResult } from '../../checks/check-result.ts';
import type { Where } from '../../errors/diagnose.ts';
import { rungs } from '../../report/documents.ts';
import { proofOf } from '../../report/verdict.ts';

/** What the free checks showed that the judge of a call behind them has to know. */
export function knownBefore(results: readonly CheckResult[]): Pick<Where, 'keyIsAccepted'> {
  return rungs.indexOf(proofOf(results)) < rungs.indexOf('accepts-key') ? {} : { keyIsAccepted: true };
}
