import { lookUpName } from '../errors/look-up.ts';
import { lookUpAnswer } from '../errors/look-up-answer.ts';
import type { Hit } from '../errors/look-up-documented.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import { isReal, lastFailure } from '../journal/last-failure.ts';
import { readJournal } from '../journal/read-journal.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { ExplainDocument } from '../report/documents.ts';
import { isJournalOff } from '../settings/places.ts';
import type { System } from '../system/system.ts';
import { brokenStream } from '../ticket/meaning.ts';
import { type ExplainRequest, matchOf, profilesFor, wordingFor } from './explain.ts';
import type { CommandOutcome } from './outcome.ts';

/** Explains what failed last on this machine. Throws a UsageError when nothing is recorded. */
export async function explainLast(request: ExplainRequest, system: System): Promise<CommandOutcome> {
  if (request.words.length > 0) {
    throw new UsageError('--last takes no words', 'leave out --last, or the words');
  }
  const profiles = await profilesFor(request, system);
  const journal = await readJournal(system);
  const record = lastFailure(journal);
  if (record === undefined) throw nothingRecorded(system);
  const calls = journal.calls.filter((call) => isReal(call) && call.runId === record.runId);
  const requestId =
    record.kind === 'call' ? record.requestId : calls.find((call) => call.requestId !== null)?.requestId;
  const document: ExplainDocument = {
    schemaVersion: 1,
    command: 'explain',
    input: { kind: 'journal', text: nameOf(record) },
    matches: hitsFor(record, profiles).map((hit) => {
      const shown = requestId == null ? hit : { ...hit, requestId };
      return matchOf(shown, wordingFor(hit, profiles, system));
    }),
    note: noteOn(record),
    nearest: [],
  };
  return { document, exitCode: document.matches.length > 0 ? 0 : 1, secrets: [] };
}

function nothingRecorded(system: System): UsageError {
  if (!isJournalOff(system)) return new UsageError('nothing is recorded yet', 'nexus doctor');
  return new UsageError(
    'nothing is recorded: NEXUS_NO_JOURNAL turns the record off',
    'unset NEXUS_NO_JOURNAL, then: nexus doctor',
  );
}

/** By the id that the run gave it; a catalogue that does not have it any more is asked by what was answered. */
function hitsFor(record: JournalRecord, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const id = record.kind === 'call' ? record.finding : (record.firstCause?.finding ?? null);
  const named = id === null ? [] : lookUpName(id, profiles);
  if ((named.length > 0 && id !== brokenStream) || record.kind === 'run') return named;
  const { status, code, type } = record;
  if (status === null && code === null && type === null) return named;
  const answered = lookUpAnswer(
    {
      ...(status === null ? {} : { status }),
      ...(code === null ? {} : { code }),
      ...(type === null ? {} : { type }),
      body: 'api-error',
    },
    profiles,
  );
  const isBare = answered.every(({ row }) => row.id.startsWith('edge/http-'));
  return isBare && named.length > 0 ? named : answered;
}

function nameOf(record: JournalRecord): string {
  if (record.kind === 'run') return record.firstCause?.finding ?? record.verdict;
  return record.code ?? record.finding ?? record.verdict;
}

/** When, where and with what: `Recorded 2026-01-02 03:04:05 UTC: POST /v1/responses (streaming), gpt-5, answered 429.` */
function noteOn(record: JournalRecord): string {
  const at = `${record.at.slice(0, 19).replace('T', ' ')} UTC`;
  if (record.kind === 'run') {
    return `Recorded ${at}: nexus doctor against ${record.origin || record.provider} ended ${record.verdict} at ${record.firstCause?.check}.`;
  }
  const { method, path, stream, model, status, verdict } = record;
  const what = status === null ? `ended ${verdict}` : `answered ${status}`;
  const parts = [`${method} ${path}${stream === true ? ' (streaming)' : ''}`, model, what];
  return `Recorded ${at}: ${parts.filter((part) => part !== null).join(', ')}.`;
}
