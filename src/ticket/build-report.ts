import type { WordingContext } from '../errors/word-fix.ts';
import type { Journal } from '../journal/journal-record.ts';
import { mostErrors } from '../pastes/episodes/unique-errors.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { ReportDocument, Ticket } from '../report/ticket-document.ts';
import { adviceOf } from './advice.ts';
import { type CallFacts, requiredFacts } from './call-facts.ts';
import { foreignHost } from './foreign-host.ts';
import { knownOf, meaningOf } from './meaning.ts';
import { missingFacts } from './missing-facts.ts';
import { oneLine } from './one-line.ts';
import { type Sightings, sightingsOf } from './sightings.ts';
import { lastDoctorRun, triedOf } from './tried.ts';

/** Everything that a ticket is made of. */
export interface ReportParts {
  /** The call that the ticket is about, flags and answers already put in. */
  readonly call: CallFacts;
  /** Other failures of the same source, newest first. */
  readonly others: readonly CallFacts[];
  readonly journal: Journal;
  readonly wording: WordingContext;
  /** What says whose gateway this is. */
  readonly because: string;
  readonly environment: Ticket['environment'];
  readonly note: string | null;
  readonly keyTag: string | null;
  /** Minutes that local time is ahead of UTC at that moment. */
  readonly offsetMinutes: (atMs: number) => number;
  readonly dropped: ReportDocument['redactions'];
  /** What came of sending the call again, in one sentence. */
  readonly again: string | undefined;
  /** Older places of the source were not read. */
  readonly isPart: boolean;
}

const mostOthers = 10;

/** The ticket, built field by field: nothing foreign gets in besides what is named here. */
export function buildReport(parts: ReportParts): ReportDocument {
  const { call, others, wording, dropped } = parts;
  const { profile, profiles } = wording;
  const known = knownOf(call, profile, profiles);
  const seen = sightingsOf(call, known?.id, parts);
  const { count: timesSeen, isAtLeast } = seen;
  const isSandbox = call.sandbox !== null;
  const isForeign = foreignHost({ call, known, profile, profiles }) !== undefined;
  const mayStay = isSandbox || isForeign ? namesNobody(profile) : () => true;
  return {
    schemaVersion: 1,
    command: 'report',
    ticket: ticketOf(parts, seen),
    advice: adviceOf({ call, known, profile, profiles, timesSeen, isAtLeast, command: wording.command }),
    meaning: known === undefined ? null : meaningOf(known, wording, mayStay),
    missing: missingFacts(call, profile),
    others: othersOf(others),
    contact: isSandbox || isForeign ? [] : profile.support.map(({ label }) => label),
    redactions: dropped,
  };
}

/** One line each, and how many are not shown: a paste is read up to a number of errors, and may hold more. */
function othersOf(others: readonly CallFacts[]): readonly string[] {
  const left = others.length - mostOthers;
  const shown = others.slice(0, mostOthers).map(oneLine);
  if (left <= 0) return shown;
  return [...shown, `and ${others.length + 1 >= mostErrors ? 'at least ' : ''}${left} more`];
}

function ticketOf(parts: ReportParts, seen: Sightings): Ticket {
  const { call, journal, wording, environment, note, keyTag, offsetMinutes } = parts;
  const { facts, error, retryAfterSeconds, sandbox, host, remarks } = call;
  const { id, name } = wording.profile;
  const run = lastDoctorRun(call, id, journal);
  const time = facts.time?.value ?? null;
  return {
    requestId: facts.requestId?.value ?? null,
    model: facts.model?.value ?? null,
    endpoint: facts.endpoint?.value ?? null,
    time,
    client: facts.client?.value ?? null,
    provider: { id, name, because: parts.because },
    error,
    ...(call.ray === null ? {} : { ray: call.ray }),
    ...(retryAfterSeconds === null ? {} : { retryAfter: retryAfterSeconds }),
    ...(run === undefined ? {} : { proof: run.proof }),
    environment,
    tried: [...triedOf(run, seen.sentAgain), ...(parts.again === undefined ? [] : [parts.again])],
    sandbox,
    localOffsetMinutes: time === null ? null : offsetMinutes(Date.parse(time)),
    origins: Object.fromEntries(requiredFacts.flatMap((fact) => originOf(fact, facts[fact]?.from))),
    remarks,
    keyTag,
    host,
    timesSeen: seen.count,
    note,
  };
}

function originOf(fact: string, from: string | undefined): readonly (readonly [string, string])[] {
  return from === undefined ? [] : [[fact, from.slice(0, 120)]];
}

/** Tells the texts that name no contact of this gateway. */
function namesNobody({ support }: ProviderProfile): (text: string) => boolean {
  const names = support.flatMap(({ label, link }) => [
    label,
    ...(label.match(/@\w+/g) ?? []),
    ...(link ? [link] : []),
  ]);
  return (text) => !names.some((name) => text.includes(name));
}
