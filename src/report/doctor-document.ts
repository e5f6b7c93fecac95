import type { JsonValue } from '../checks/check.ts';
import type { CheckResult, SkipReason } from '../checks/check-result.ts';
import type { Finding } from '../errors/finding.ts';
import { wordFinding } from '../errors/word-finding.ts';
import type { WordingContext } from '../errors/word-fix.ts';
import type { CheckDocument, CheckStatus, FindingDocument, NextStep, Verdict } from './documents.ts';

/** A finished check in words. */
export function checkDocument(result: CheckResult, context: WordingContext): CheckDocument {
  const head = {
    id: result.id,
    title: result.title,
    status: result.status satisfies CheckStatus,
    durationMs: result.durationMs,
  };
  const words = (findings: readonly Finding[], severity: 'as-entered' | 'unknown') =>
    findings.map((finding) => wordFinding(finding, severity, context));
  switch (result.status) {
    case 'pass':
      return {
        ...head,
        findings: words(result.hints, 'as-entered'),
        evidence: result.evidence,
        ...factOf(result),
      };
    case 'warn':
    case 'fail':
      return {
        ...head,
        findings: words(result.findings, 'as-entered'),
        evidence: result.evidence,
        ...factOf(result),
      };
    case 'unknown':
      return {
        ...head,
        findings: words(result.findings, 'unknown'),
        evidence: result.evidence,
        why: result.why,
        ...(result.notRun ? { skipped: 'not-applicable' as const } : {}),
        ...factOf(result),
      };
    case 'skip':
      return { ...head, findings: [], evidence: null, ...skipWords(result.reason) };
    case 'crash':
      return { ...head, findings: [], evidence: null, why: `a fault in nexus itself: ${result.error.name}` };
  }
}

function factOf({ fact }: { fact?: string; evidence: JsonValue }): { fact?: string } {
  return fact === undefined ? {} : { fact };
}

function skipWords(reason: SkipReason): Pick<CheckDocument, 'blockedBy' | 'why' | 'skipped'> {
  switch (reason.kind) {
    case 'blocked':
      return { skipped: 'blocked', blockedBy: reason.by, why: `needs ${reason.by}` };
    case 'not-applicable':
      return { skipped: 'not-applicable', why: reason.why };
    case 'not-wanted':
      return { skipped: 'not-wanted', why: 'left out by --skip' };
    case 'cancelled':
      return { skipped: 'cancelled', why: 'interrupted' };
  }
}

/** The one next command or step: the first thing that the person can do about the first cause. */
export function nextStepOf(
  finding: FindingDocument | null,
  verdict: Verdict,
  again: string,
): NextStep | null {
  const [fix] = finding?.fixes ?? [];
  if (fix === undefined) {
    // What works needs no next step, and checking again would only bring the same open question.
    if (verdict === 'healthy' || verdict === 'degraded') return null;
    return { command: again, text: 'check again' };
  }
  // Where a repeat may cost the person twice, no command that repeats it is named.
  const next = finding?.retry === 'never' ? {} : { command: again };
  switch (fix.kind) {
    case 'run':
      return { command: fix.command, text: fix.why };
    case 'set':
      return { ...next, text: `set ${fix.setting} to ${fix.to}` };
    case 'open':
      return { ...next, text: `open ${fix.link}: ${fix.why}` };
    case 'do':
      return fix.elsewhere === true ? { text: fix.what } : { ...next, text: fix.what };
  }
}
