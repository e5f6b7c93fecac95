import { isJournalOff, stateFolder } from '../settings/places.ts';
import type { Secret } from '../settings/secret.ts';
import type { AppendFile, System } from '../system/system.ts';
import { asciiJson } from './ascii-json.ts';
import { redact } from './redact.ts';
import { runPlace } from './run-place.ts';
import type { RunIntentRecord, RunLine, RunOutcomeRecord, RunPlanRecord } from './run-record.ts';

/** Why a run can't be gone on with later. `code` is an errno or one of our own, such as `ELOOP` for a link. */
export type RunLogProblem =
  | { readonly kind: 'off' }
  | { readonly kind: 'no-home' }
  | { readonly kind: 'not-written'; readonly code: string };

/** What a run writes down as it goes, one record a line. Its methods never reject: a full disk ends no run. */
export interface RunLog {
  plan(record: RunPlanRecord): Promise<void>;
  /** To be awaited before the request leaves. */
  intent(record: RunIntentRecord): Promise<void>;
  outcome(record: RunOutcomeRecord): Promise<void>;
  /** To be called once, after the last record; what was given before is written then. */
  close(): Promise<void>;
  /** The first thing that kept a record from the disk. From then on the log has a gap, and must not be resumed. */
  readonly problem: RunLogProblem | undefined;
}

export interface RunLogOptions {
  readonly secrets: readonly Secret[];
}

/** Opens the log of a new run, or of one that is gone on with. Nothing is written before the first record. */
export function createRunLog(runId: string, system: System, { secrets }: RunLogOptions): RunLog {
  const place = isJournalOff(system) ? undefined : runPlace(runId, system);
  const hiding = { secrets: secrets.map((secret) => secret.reveal()), home: system.home };
  let problem = whyNowhere(place, system);
  let file: Promise<AppendFile> | undefined;
  let batch: { readonly outcomes: RunOutcomeRecord[]; readonly written: Promise<void> } | undefined;

  async function write(lines: () => readonly RunLine[]): Promise<void> {
    if (place === undefined) return;
    try {
      file ??= system.files.openAppend(place);
      const opened = await file;
      opened.append(lines().map(asciiJson).join('\n'));
    } catch (error) {
      problem ??= { kind: 'not-written', code: codeIn(error) };
    }
  }

  const redacted = (records: readonly RunLine[]) => redact(records, hiding).value;

  /** The outcomes of one turn of the event loop share one redaction, which costs more than the writing. */
  function writeOutcomes(): NonNullable<typeof batch> {
    const outcomes: RunOutcomeRecord[] = [];
    const turn = new Promise((resolve) => setImmediate(resolve));
    const written = turn.then(() => {
      batch = undefined;
      return write(() => redacted(outcomes));
    });
    return { outcomes, written };
  }

  return {
    plan: (record) => write(() => redacted([record])),
    intent: (record) => write(() => (isOurs(record) ? [record] : redacted([record]))),
    outcome(record) {
      batch ??= writeOutcomes();
      batch.outcomes.push(record);
      return batch.written;
    },
    async close() {
      await batch?.written;
      await (await file?.catch(() => undefined))?.close().catch(() => undefined);
    },
    get problem() {
      return problem;
    },
  };
}

const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An intent that holds an id and a time of our own making, and nothing to hide: every request waits for its line. */
function isOurs({ clientRequestId, at }: RunIntentRecord): boolean {
  return id.test(clientRequestId) && time.test(at);
}

function whyNowhere(place: string | undefined, system: System): RunLogProblem | undefined {
  if (isJournalOff(system)) return { kind: 'off' };
  if (stateFolder(system) === undefined) return { kind: 'no-home' };
  return place === undefined ? { kind: 'not-written', code: 'EINVAL' } : undefined;
}

function codeIn(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'UNKNOWN';
}
