import type { CheckResult } from '../checks/check-result.ts';
import { own } from '../errors/finding.ts';
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

/**
 * The first broken link: that the program uses another address than the one under test, a fail of the spine, any fail,
 * what the spine could not find out, a warning; a gap beside it is none.
 */
export function firstCauseOf(results: readonly CheckResult[]): CheckResult | undefined {
  const first = (wanted: (result: CheckResult) => boolean) => judgeable(results).find(wanted);
  return (
    first(aimsElsewhere) ??
    first(({ spine, status }) => spine && status === 'fail') ??
    first(({ status }) => status === 'fail') ??
    first(({ spine, status }) => spine && (status === 'unknown' || status === 'crash')) ??
    first(refusesOneKey) ??
    first(({ status }) => status === 'warn')
  );
}

/** What the spine found was then found at a gateway that the program does not call. */
function aimsElsewhere(result: CheckResult): boolean {
  return result.status === 'fail' && result.findings.some(({ id }) => id.endsWith('/url-in-project'));
}

/** What the gateway said of a key is more than how the key looks, which is told before it. */
function refusesOneKey(result: CheckResult): boolean {
  return result.status === 'warn' && result.findings.some(({ id }) => id.endsWith('/one-key-refused'));
}

/**
 * That the free routes check no key leads to a real call. Where that was made and is open itself, it is what stands in
 * the way: the same advice again would only cost more.
 */
function judgeable(results: readonly CheckResult[]): readonly CheckResult[] {
  const isCallOpen = results.some(({ id, status }) => id === 'answer.is-valid' && status === 'unknown');
  return isCallOpen ? results.filter((result) => !isUncheckedKey(result)) : results;
}

function isUncheckedKey(result: CheckResult): boolean {
  return result.status === 'unknown' && result.findings.every(({ id }) => id === 'local/key-not-verifiable');
}

/** What the free routes can leave open and a real call answers: whether this key gets an answer of this model. */
const answeredByCall: ReadonlySet<string> = new Set([
  'gateway.requires-a-key',
  'key.is-accepted',
  'model.is-listed',
]);

/**
 * A valid answer to a real call settles what the free routes left open: a gateway that checks no key there is no fault
 * of the set-up. That it checked none stays as a note, and what else was seen there beside the verdict.
 */
export function settled(results: readonly CheckResult[]): readonly CheckResult[] {
  if (rungs.indexOf(proofOf(results)) < rungs.indexOf('answers')) return results;
  const why = 'the free routes of this gateway do not check the key';
  const isNoted = results.some(isUncheckedKey);
  return results.map((result) => {
    const { id, title, spine, durationMs } = result;
    if (isUncheckedKey(result))
      return { id, title, spine, durationMs, status: 'skip', reason: { kind: 'not-applicable', why } };
    if (result.status === 'unknown' && answeredByCall.has(id)) return { ...result, spine: false };
    const isTheAnswer = isNoted && id === 'answer.is-valid' && result.status === 'pass';
    return isTheAnswer ? { ...result, hints: [...result.hints, own('local/key-not-checked', {})] } : result;
  });
}
