import { rungs } from '../report/documents.ts';
import {
  type FieldsOf,
  flag,
  type Guard,
  number,
  oneOf,
  optional,
  orNull,
  shaped,
  text,
} from '../report/guard.ts';
import type { CallRecord, JournalRecord, RunSummaryRecord } from './journal-record.ts';

const time: Guard = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

const timings: FieldsOf<CallRecord['timings']> = {
  headersMs: orNull(number),
  firstTokenMs: orNull(number),
  totalMs: orNull(number),
};

const call: FieldsOf<CallRecord> = {
  kind: oneOf('call'),
  v: oneOf(1),
  runId: text,
  command: oneOf('doctor', 'models', 'probe', 'report'),
  tool: text,
  at: time,
  provider: text,
  origin: text,
  baseUrl: optional(text),
  method: oneOf('GET', 'POST'),
  path: text,
  stream: orNull(flag),
  model: orNull(text),
  clientRequestId: orNull(text),
  requestId: orNull(text),
  status: orNull(number),
  code: orNull(text),
  type: orNull(text),
  retryAfterSeconds: orNull(number),
  finding: orNull(text),
  verdict: text,
  timings: shaped(timings),
  sandbox: orNull(text),
};

const firstCause: FieldsOf<NonNullable<RunSummaryRecord['firstCause']>> = {
  check: text,
  finding: orNull(text),
};

const run: FieldsOf<RunSummaryRecord> = {
  kind: oneOf('run'),
  v: oneOf(1),
  runId: text,
  command: oneOf('doctor'),
  tool: text,
  at: time,
  provider: text,
  origin: text,
  baseUrl: optional(text),
  model: orNull(text),
  verdict: oneOf('healthy', 'degraded', 'broken', 'inconclusive'),
  proof: oneOf(...rungs),
  firstCause: orNull(shaped(firstCause)),
  live: flag,
  sandbox: orNull(text),
};

const isCall = shaped(call) as (value: unknown) => value is CallRecord;
const isRun = shaped(run) as (value: unknown) => value is RunSummaryRecord;

/** The record that a value is, with the known fields alone and in their order; undefined for anything else. */
export function recordFrom(value: unknown): JournalRecord | undefined {
  if (isCall(value)) return { ...only(call, value), timings: only(timings, value.timings) };
  if (!isRun(value)) return undefined;
  const cause = value.firstCause;
  return { ...only(run, value), firstCause: cause === null ? null : only(firstCause, cause) };
}

function only<T extends object>(fields: FieldsOf<T>, value: T): T {
  // Every field of T has a guard, so what is picked by the guards' names is a T.
  const known = Object.keys(fields).map((name) => [name, Reflect.get(value, name)]);
  return Object.fromEntries(known.filter(([, field]) => field !== undefined)) as T;
}
