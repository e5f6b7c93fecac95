import { entryOf } from '../../errors/catalogue.ts';
import { checkDocument, nextStepOf } from '../../report/doctor-document.ts';
import type { FindingDocument } from '../../report/documents.ts';
import { firstCauseOf, proofOf, verdictOf } from '../../report/verdict.ts';
import { wordingContext } from '../doctor.ts';
import type { AimedRequest } from '../next-command.ts';
import { type FreeChecks, isReached } from '../run/free-checks.ts';
import type { Target } from '../run/target.ts';

/** What keeps the matrix from being probed at all: a broken link before it, or a key that may not be sent. */
export function blockedBy(free: FreeChecks, { context }: Target, request: AimedRequest) {
  const { settings, gateway } = context;
  const proof = proofOf(free.results);
  const verdict = verdictOf(free.results, proof);
  if (verdict !== 'broken' && isReached(free.results) && gateway.carriesKey) return undefined;
  const words = wordingContext(settings, request, context.system, free.results);
  const cause = firstCauseOf(free.results);
  const findings: readonly FindingDocument[] =
    cause === undefined ? [] : checkDocument(cause, words).findings;
  const access = findings.some(({ id }) => entryOf(id, settings.profiles)?.access === true);
  const exitCode = verdict === 'broken' ? (access ? 4 : 1) : 3;
  return {
    findings,
    judged: { verdict, exitCode },
    nextStep: nextStepOf(findings[0] ?? null, verdict, words.command('nexus doctor')),
  };
}
