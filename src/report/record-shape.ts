import { isRecord } from '../errors/read-answer.ts';
import { cellVerdicts, type FindingDocument, type ProbeRow, type ProbeTimings } from './documents.ts';
import type { LoggedCell, RunIntentRecord, RunLine, RunOutcomeRecord, RunPlanRecord } from './run-record.ts';

type Guard = (value: unknown) => boolean;
type FieldsOf<T> = Readonly<Record<keyof T, Guard>>;

const text: Guard = (value) => typeof value === 'string';
const flag: Guard = (value) => typeof value === 'boolean';
const number: Guard = (value) => Number.isFinite(value);
const count: Guard = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const oneOf =
  (...known: readonly unknown[]): Guard =>
  (value) =>
    known.includes(value);
const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
const listOf =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
const anyOf =
  (...guards: readonly Guard[]): Guard =>
  (value) =>
    guards.some((guard) => guard(value));
/** Further fields are those of a newer version and do no harm. */
const shaped =
  (fields: Readonly<Record<string, Guard>>): Guard =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([name, guard]) => guard(value[name]));

const fix = anyOf(
  shaped({ kind: oneOf('run'), command: text, why: text }),
  shaped({ kind: oneOf('set'), setting: text, to: text, why: text }),
  shaped({ kind: oneOf('open'), link: text, why: text }),
  shaped({ kind: oneOf('do'), what: text, why: text }),
);

const finding = shaped({
  id: text,
  severity: oneOf('error', 'warning', 'hint', 'unknown'),
  title: text,
  summary: text,
  owner: oneOf('you', 'your-network', 'gateway', 'upstream'),
  retry: oneOf('never', 'after-fix', 'later', 'when-told', 'not-documented'),
  causes: listOf(text),
  fixes: listOf(fix),
  docs: optional(text),
  requestId: optional(text),
  seenAt: optional(text),
  unconfirmed: optional(oneOf(true)),
} satisfies FieldsOf<FindingDocument>);

const timings = shaped({
  connectMs: orNull(number),
  tlsMs: orNull(number),
  headersMs: orNull(number),
  firstByteMs: orNull(number),
  firstTokenMs: orNull(number),
  longestGapMs: orNull(number),
  lastEventMs: orNull(number),
  totalMs: number,
} satisfies FieldsOf<ProbeTimings>);

const row = shaped({
  method: oneOf('POST'),
  path: text,
  model: text,
  stream: flag,
  documented: oneOf('yes', 'no', 'unknown'),
  verdict: oneOf(...cellVerdicts),
  status: orNull(number),
  code: orNull(text),
  requestId: orNull(text),
  clientRequestId: orNull(text),
  attempt: count,
  timings: orNull(timings),
  events: count,
  mismatch: oneOf('documented-but-absent', 'works-though-undocumented', null),
  findings: listOf(finding),
  why: optional(text),
} satisfies FieldsOf<ProbeRow>);

const record = anyOf(
  shaped({
    kind: oneOf('plan'),
    v: oneOf(1),
    runId: text,
    startedAt: text,
    provider: text,
    origin: text,
    cells: listOf(shaped({ path: text, model: text, stream: flag } satisfies FieldsOf<LoggedCell>)),
    flags: listOf(text),
  } satisfies FieldsOf<RunPlanRecord>),
  shaped({
    kind: oneOf('intent'),
    cell: count,
    attempt: count,
    clientRequestId: text,
    at: text,
  } satisfies FieldsOf<RunIntentRecord>),
  shaped({ kind: oneOf('outcome'), cell: count, row } satisfies FieldsOf<RunOutcomeRecord>),
);

/** Whether a line's value is a record that this version writes. */
export function isRunLine(value: unknown): value is RunLine {
  return record(value);
}
