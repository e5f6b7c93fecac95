import type { CheckResult } from '../checks/check-result.ts';
import { type Rung, rungs, type Verdict } from './documents.ts';

/** Any fail: broken. Else a spine check not known: inconclusive. Else a warning or a gap beside it: degraded. */
export function verdictOf(results: readonly CheckResult[], proof: Rung): Verdict {
  if (results.some(({ status }) => status === 'fail')) return 'broken';
  if (results.some((result) => result.spine && isOpen(result))) return 'inconclusive';
  // Without a proven key, "nothing was found" would be a claim that nobody proved.
  if (rungs.indexOf(proof) < rungs.indexOf('accepts-key')) return 'inconclusive';
  const isFlawed = results.some((result) => result.status === 'warn' || isOpen(result));
  return isFlawed ? 'degraded' : 'healthy';
}

/** A check that should have been known and is not. One that does not apply, or that nobody wanted, is not open. */
function isOpen(result: CheckResult): boolean {
  if (result.status === 'unknown' || result.status === 'crash') return true;
  return result.status === 'skip' && (result.reason.kind === 'blocked' || result.reason.kind === 'cancelled');
}

/** The highest rung that a check which ran has proven. */
export function proofOf(results: readonly CheckResult[]): Rung {
  const proven = results.map((result) =>
    'proves' in result ? rungs.indexOf(result.proves ?? 'configured') : 0,
  );
  return rungs[Math.max(0, ...proven)] ?? 'configured';
}

/** The first broken link: a fail of the spine, any fail, what the spine could not find out, a warning; a gap beside it is none. */
export function firstCauseOf(results: readonly CheckResult[]): CheckResult | undefined {
  const first = (wanted: (result: CheckResult) => boolean) => results.find(wanted);
  return (
    first(({ spine, status }) => spine && status === 'fail') ??
    first(({ status }) => status === 'fail') ??
    first(({ spine, status }) => spine && (status === 'unknown' || status === 'crash')) ??
    first(({ status }) => status === 'warn')
  );
}
