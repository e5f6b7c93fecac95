import { isAboutAccess } from '../../checks/balance/balance-is-available.ts';
import { whereOf } from '../../checks/where.ts';
import { diagnose } from '../../errors/diagnose.ts';
import { type CallNote, failedGets } from '../../gateway/note-calls.ts';
import { isMissing } from '../../gateway/wire-facts.ts';
import { exchangeRecord, isUnproven, type RunHead, rowRecord } from '../../journal/call-record.ts';
import { chosenOf } from '../../journal/choose-records.ts';
import type { CallRecord } from '../../journal/journal-record.ts';
import { runSummary } from '../../journal/run-summary.ts';
import { writeJournal } from '../../journal/write-journal.ts';
import { type DoctorDocument, type ProbeRow, type Rung, rungs } from '../../report/documents.ts';
import { toolName, toolVersion } from '../../version.ts';
import { secretsOf } from './secrets.ts';
import type { Target } from './target.ts';

/** A run that has ended, as far as the journal is concerned. */
export interface EndedRun {
  readonly runId: string;
  readonly command: CallRecord['command'];
  readonly proof: Rung;
  /** The cells of a matrix, or the one real call; those of an earlier process are passed over. */
  readonly rows?: readonly ProbeRow[];
  /** How it ended: kept for `doctor` alone. */
  readonly document?: DoctorDocument;
}

/** Writes down what failed in a run, in the order in which it was sent. Never rejects. */
export async function recordRun(run: EndedRun, target: Target): Promise<void> {
  const { settings, system } = target.context;
  const notes = target.notes();
  const noteOf = new Map(notes.map((note) => [note.clientRequestId, note]));
  const head = headOf(run, target);
  const gets = failedGets(notes).map((note) => exchangeRecord(note, findingOf(note, run, target), head));
  const cells = (run.rows ?? []).filter(isUnproven).flatMap((row) => {
    const note = row.clientRequestId === null ? undefined : noteOf.get(row.clientRequestId);
    return note === undefined ? [] : [rowRecord(row, note, head)];
  });
  const calls = [...gets, ...cells].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const summary = run.document === undefined ? [] : [runSummary(run.document, head)];
  const secrets = secretsOf(settings, target);
  await writeJournal([...chosenOf(calls), ...summary], system, { secrets });
}

function headOf({ runId, command }: EndedRun, { context }: Target): RunHead {
  const { settings, system } = context;
  const { used } = settings.baseUrl.value;
  return {
    runId,
    command,
    tool: `${toolName}/${toolVersion}`,
    provider: settings.profile.value.id,
    origin: URL.parse(used ?? '')?.origin ?? '',
    ...(used === undefined ? {} : { baseUrl: used }),
    sandbox: system.sandbox ?? null,
  };
}

/** What the checks would call it, from this one call and what the run had proven. */
function findingOf({ path, facts }: CallNote, { proof }: EndedRun, { context }: Target): string | undefined {
  if (facts === undefined) return undefined;
  const isList = context.gateway.freeRoutes.some(
    (route) => route.path === path && route.speaks === 'model-list',
  );
  if (facts.kind === 'success') return isList ? 'edge/not-this-api' : 'local/balance-unreadable';
  const isLetIn = rungs.indexOf(proof) >= rungs.indexOf('accepts-key');
  if (!isList && (isMissing(facts) || (isLetIn && isAboutAccess(facts)))) return 'local/balance-unreadable';
  return diagnose(facts, whereOf(context, path))?.finding.id;
}
