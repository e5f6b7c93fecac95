import { isJournalOff, stateFolder } from '../settings/places.ts';
import type { Secret } from '../settings/secret.ts';
import type { AppendFile, System } from '../system/system.ts';
import { asciiJson } from './ascii-json.ts';
import { mailRules } from './personal-rules.ts';
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
  /** Written a little later, together with others: one redaction for many costs a quarter of one for each. */
  outcome(record: RunOutcomeRecord): void;
  /** To be called once, after the last record; everything is written then. */
  close(): Promise<void>;
  /** The first thing that kept a record from the disk. From then on the log has a gap, and must not be resumed. */
  readonly problem: RunLogProblem | undefined;
}

export interface RunLogOptions {
  readonly secrets: readonly Secret[];
}

/** How long an outcome waits for others. A run that is killed takes its call for one that was under way. */
const collectMs = 20;

/** Opens the log of a new run, or of one that is gone on with. Nothing is written before the first record. */
export function createRunLog(runId: string, system: System, { secrets }: RunLogOptions): RunLog {
  const place = isJournalOff(system) ? undefined : runPlace(runId, system);
  const hiding = { secrets: secrets.map((secret) => secret.reveal()), home: system.home, rules: mailRules };
  let problem = whyNowhere(place, system);
  let file: Promise<AppendFile> | undefined;
  let waiting: RunOutcomeRecord[] = [];
  let timer: NodeJS.Timeout | undefined;
  let takenAtMs = Number.NEGATIVE_INFINITY;

  async function write(records: readonly RunLine[]): Promise<void> {
    if (place === undefined || records.length === 0) return;
    try {
      file ??= system.files.openAppend(place);
      const opened = await file;
      const safe = records.every(isOurs) ? records : redact(records, hiding).value;
      opened.append(safe.map(asciiJson).join('\n'));
    } catch (error) {
      problem ??= { kind: 'not-written', code: codeIn(error) };
    }
  }

  function takeOutcomes(): readonly RunOutcomeRecord[] {
    clearTimeout(timer);
    timer = undefined;
    const taken = waiting;
    if (taken.length === 0) return taken;
    waiting = [];
    takenAtMs = system.clock.elapsedMs();
    return taken;
  }

  return {
    plan: (record) => write([record]),
    intent(record) {
      // Few calls at once: then the outcome before it goes along, and a kill leaves but one call unknown.
      const isTime = system.clock.elapsedMs() - takenAtMs >= collectMs;
      return write(isTime ? [...takeOutcomes(), record] : [record]);
    },
    outcome(record) {
      waiting.push(record);
      timer ??= setTimeout(() => void write(takeOutcomes()), collectMs);
    },
    async close() {
      await write(takeOutcomes());
      await (await file?.catch(() => undefined))?.close().catch(() => undefined);
    },
    get problem() {
      return problem;
    },
  };
}

const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An intent whose words are an id and a time of our own making has nothing to hide, and every request waits for it. */
function isOurs(record: RunLine): boolean {
  return record.kind === 'intent' && id.test(record.clientRequestId) && time.test(record.at);
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
