import { UsageError } from '../../errors/usage-error.ts';
import type { Journal, JournalRecord } from '../../journal/journal-record.ts';
import { isFailure, isReal, lastFailure } from '../../journal/last-failure.ts';
import type { PasteContext } from '../../pastes/paste.ts';
import type { ProviderProfile } from '../../providers/profile.ts';
import { readRun } from '../../report/read-run.ts';
import type { ReportDocument } from '../../report/ticket-document.ts';
import type { System } from '../../system/system.ts';
import type { CallFacts } from '../../ticket/call-facts.ts';
import { besideCalls, factsOfRecord } from '../../ticket/record-facts.ts';
import { factsOfSweep } from '../../ticket/run-facts.ts';
import { journalTrouble } from './journal-trouble.ts';

/** Where a ticket's facts come from, besides flags. */
export type ReportSource =
  /** The last failure on record. `sandbox`: of the embedded gateway, of one scenario where it is named. */
  | { readonly kind: 'last'; readonly sandbox?: string | true }
  | { readonly kind: 'run'; readonly runId: string }
  /** A file, or `-` for standard input. */
  | { readonly kind: 'from'; readonly place: string; readonly isNeeded: boolean }
  | { readonly kind: 'flags' };

export interface SourceFacts {
  /** The failure that the ticket is about, then others, newest first. */
  readonly calls: readonly CallFacts[];
  readonly dropped: ReportDocument['redactions'];
  /** What of the source was too much to be read, in words. */
  readonly leftOut?: string | undefined;
}

export type SourceContext = PasteContext & {
  readonly profiles: readonly ProviderProfile[];
  /** Whose documentation tells what an error is, the chosen gateway first. */
  readonly documented: readonly ProviderProfile[];
};

/** Reads the source. Throws a UsageError where it has nothing about a failed call. */
export async function sourceFacts(
  source: ReportSource,
  journal: Journal,
  context: SourceContext,
  system: System,
): Promise<SourceFacts> {
  switch (source.kind) {
    case 'last':
      return { calls: await lastCalls(source.sandbox, journal, system), dropped: [] };
    case 'run':
      return { calls: await callsOfRun(source.runId, journal, system), dropped: [] };
    case 'from':
      // The reader of pastes knows every form of an error: no other source waits for it.
      return (await import('./paste-source.ts')).pasteFacts(source, context, system);
    case 'flags':
      return { calls: [], dropped: [] };
  }
}

async function lastCalls(
  sandbox: string | true | undefined,
  journal: Journal,
  system: System,
): Promise<readonly CallFacts[]> {
  const isWanted = (record: JournalRecord) =>
    sandbox === undefined ? isReal(record) : sandbox === true ? !isReal(record) : record.sandbox === sandbox;
  const last = lastFailure(journal, isWanted);
  if (last === undefined) throw await nothingRecorded(sandbox, system);
  return callsOf(last, journal);
}

/** That failure, then the others of its run. */
function callsOf(first: JournalRecord, { calls, runs }: Journal): readonly CallFacts[] {
  const run = runs.find(({ runId }) => runId === first.runId);
  const others = calls.filter((call) => call.runId === first.runId && call !== first && isFailure(call));
  const [cause, ...rest] = [first, ...others].map((record) => factsOfRecord(record, run));
  if (cause === undefined) return [];
  return [first.kind === 'run' && rest.length > 0 ? besideCalls(cause) : cause, ...rest];
}

async function callsOfRun(runId: string, journal: Journal, system: System): Promise<readonly CallFacts[]> {
  const first = lastFailure(journal, (record) => record.runId === runId);
  if (first !== undefined) return callsOf(first, journal);
  const run = await readRun(runId, system);
  const calls = run === undefined ? [] : factsOfSweep(run);
  if (calls.length > 0) return calls;
  const isKnown = run !== undefined || journal.runs.some((record) => record.runId === runId);
  const trouble = isKnown ? undefined : await journalTrouble(system);
  if (trouble !== undefined) {
    throw new UsageError(`no run of that id is recorded: ${trouble.why}`, trouble.hint);
  }
  throw new UsageError(
    isKnown ? 'nothing failed in that run' : 'no run of that id is recorded',
    'the last failure of all:  nexus report --last',
  );
}

async function nothingRecorded(sandbox: string | true | undefined, system: System): Promise<UsageError> {
  const trouble = await journalTrouble(system);
  const paste = 'or paste the error: nexus report --from -';
  if (trouble !== undefined) {
    return new UsageError(`nothing is recorded: ${trouble.why}`, `${trouble.hint}; ${paste}`);
  }
  if (sandbox !== undefined) {
    const scenario = sandbox === true ? 'key/revoked' : sandbox;
    return new UsageError('nothing is recorded of the sandbox yet', `nexus doctor --sandbox ${scenario}`);
  }
  return new UsageError('nothing is recorded yet', `nexus doctor; ${paste}`);
}
