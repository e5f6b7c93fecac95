import { checks } from '../../checks/index.ts';
import { keyIsAccepted } from '../../checks/key/key-is-accepted.ts';
import { proxyIsConsistent } from '../../checks/network/proxy-is-consistent.ts';
import { type CheckEvent, runChecks } from '../../checks/run-checks.ts';
import { entryOf } from '../../errors/catalogue.ts';
import type { WordingContext } from '../../errors/word-fix.ts';
import { checkDocument } from '../../report/doctor-document.ts';
import type { FindingDocument, Rung, Verdict } from '../../report/documents.ts';
import { firstCauseOf, proofOf, verdictOf } from '../../report/verdict.ts';
import { noteKeyStatus } from '../run/note-key-status.ts';
import { selectChecks } from '../run/select-checks.ts';
import type { Target } from '../run/target.ts';

/** What the free routes say of a key. */
export interface CheckedKey {
  readonly verdict: Verdict;
  readonly proof: Rung;
  /** The first cause stands first. */
  readonly findings: readonly FindingDocument[];
  /** The first cause is the key or a permission. */
  readonly isRefused: boolean;
}

/** Runs the checks that `doctor` runs up to the key, with the same contrast, and remembers the answer. */
export async function checkKey(
  target: Target,
  context: WordingContext,
  onEvent: (event: CheckEvent) => void,
): Promise<CheckedKey> {
  const selection = selectChecks(checks, { only: [keyIsAccepted.id, proxyIsConsistent.id] });
  const results = await runChecks({ ...selection, onEvent }, target.context).finally(() => target.close());
  await noteKeyStatus(results, target);
  const proof = proofOf(results);
  const cause = firstCauseOf(results);
  const ofCause = cause === undefined ? [] : checkDocument(cause, context).findings;
  const all = [...ofCause, ...results.flatMap((result) => checkDocument(result, context).findings)];
  const isAccess = ({ id }: FindingDocument) => entryOf(id, context.profiles)?.access === true;
  return {
    verdict: verdictOf(results, proof),
    proof,
    findings: all.filter(({ id }, place) => all.findIndex((one) => one.id === id) === place),
    isRefused: cause?.status === 'fail' && ofCause.some(isAccess),
  };
}
