import type { JournalRecord } from '../journal/journal-record.ts';
import { readJournal } from '../journal/read-journal.ts';
import type { ReportDocument } from '../report/documents.ts';
import type { SettingsRequest } from '../settings/load-settings.ts';
import type { Secret } from '../settings/secret.ts';
import type { System } from '../system/system.ts';
import { doctor } from './doctor.ts';

/** What goes to support besides the ticket itself, not yet redacted. */
export interface BundleParts {
  /** A diagnosis made now; where it could not be made, why. */
  readonly doctor: unknown;
  /** What is on record about this gateway, newest first. */
  readonly journal: readonly JournalRecord[];
  readonly secrets: readonly Secret[];
}

const mostRecords = 50;

/** Runs the free checks once more, and takes what the journal has about the same gateway. Never rejects. */
export async function bundleParts(
  { ticket }: ReportDocument,
  request: SettingsRequest,
  system: System,
): Promise<BundleParts> {
  const { calls, runs } = await readJournal(system);
  const isOurs = ({ provider, sandbox }: JournalRecord) =>
    provider === ticket.provider.id && (sandbox === null) === (ticket.sandbox === null);
  const journal = [...calls, ...runs].filter(isOurs).slice(0, mostRecords);
  try {
    const { document, secrets } = await doctor({ provider: ticket.provider.id, ...request }, system);
    return { doctor: document, journal, secrets };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    return { doctor: { unavailable: why }, journal, secrets: [] };
  }
}
