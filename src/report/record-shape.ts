import { cellVerdicts, type FindingDocument, type ProbeRow, type ProbeTimings } from './documents.ts';
import {
  anyOf,
  count,
  type FieldsOf,
  flag,
  listOf,
  number,
  oneOf,
  optional,
  orNull,
  shaped,
  text,
} from './guard.ts';
import type { LoggedCell, RunIntentRecord, RunLine, RunOutcomeRecord, RunPlanRecord } from './run-record.ts';

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
  type: optional(text),
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
