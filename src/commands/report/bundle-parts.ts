import type { JournalRecord } from '../../journal/journal-record.ts';
import { readJournal } from '../../journal/read-journal.ts';
import type { ReportDocument } from '../../report/documents.ts';
import { loadSettings, type SettingsRequest } from '../../settings/load-settings.ts';
import type { Secret } from '../../settings/secret.ts';
import type { System } from '../../system/system.ts';
import { doctor } from '../doctor.ts';

/** What goes to support besides the ticket itself, not yet redacted. */
export interface BundleParts {
  /** A diagnosis made now; where it could not be made, why. */
  readonly doctor: unknown;
  /** What is on record about this gateway, newest first. */
  readonly journal: readonly JournalRecord[];
  readonly secrets: readonly Secret[];
  /** The host that the diagnosis asked; absent where none was made. */
  readonly asked?: string;
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
  const aim = { provider: ticket.provider.id, ...request };
  try {
    const { baseUrl } = await loadSettings(aim, system);
    const target = URL.parse(baseUrl.value.used ?? '')?.host ?? 'no gateway';
    if (ticket.sandbox === null && ticket.host !== null && ticket.host !== target) {
      const why = `the call went to ${ticket.host}, and the settings name ${target}`;
      return { doctor: { unavailable: why }, journal, secrets: [] };
    }
    // Not recorded: it would stand where the failure stands that the person came with.
    const { outside: _, ...world } = system;
    const unrecorded = { ...world, env: { ...system.env, NEXUS_NO_JOURNAL: '1' } };
    const { document, secrets } = await doctor(aim, unrecorded);
    return { doctor: document, journal, secrets, asked: target };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    return { doctor: { unavailable: why }, journal, secrets: [] };
  }
}
