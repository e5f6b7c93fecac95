import type { Journal, RunSummaryRecord } from '../journal/journal-record.ts';
import type { CallFacts } from './call-facts.ts';

// What was proven long before says nothing about this call.
const nearMs = 24 * 60 * 60_000;

/** The last run of `doctor` against the same gateway, within a day of the call: of the sandbox for a ticket from there. */
export function lastDoctorRun(
  { facts, host, sandbox }: CallFacts,
  providerId: string,
  { runs }: Journal,
): RunSummaryRecord | undefined {
  return runs.find((run) => {
    const distanceMs = facts.time === null ? 0 : Math.abs(Date.parse(run.at) - Date.parse(facts.time.value));
    if (run.sandbox !== sandbox || distanceMs > nearMs) return false;
    // Each run of a sandbox has another port.
    if (sandbox !== null || host === null) return run.provider === providerId;
    return URL.parse(run.origin)?.host === host;
  });
}

/** What was tried and what it proved, one sentence each. */
export function triedOf(run: RunSummaryRecord | undefined, sentAgain: number): readonly string[] {
  const times = sentAgain === 1 ? 'once' : `${sentAgain} times`;
  return [
    ...(run === undefined ? [] : [doctorWords(run)]),
    ...(sentAgain === 0 ? [] : [`sent again ${times} within 10 minutes: the same error`]),
  ];
}

function doctorWords({ at, verdict, proof, firstCause, live }: RunSummaryRecord): string {
  const cause = firstCause === null || verdict === 'healthy' ? '' : `, first cause ${causeWords(firstCause)}`;
  return `doctor${live ? ' --live' : ''} at ${at.slice(0, 16).replace('T', ' ')} UTC: ${verdict}, proven ${proof}${cause}`;
}

function causeWords({ check, finding }: NonNullable<RunSummaryRecord['firstCause']>): string {
  return finding === null ? check : `${check} (${finding})`;
}
