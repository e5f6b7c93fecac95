import type { CallRecord, JournalRecord, RunSummaryRecord } from '../journal/journal-record.ts';
import type { RequiredFact, TicketFact } from '../report/ticket-document.ts';
import { type CallFacts, noCall } from './call-facts.ts';
import { withMode } from './endpoint-fact.ts';
import { clientFrom, hostFrom, messageFrom, modelFrom, nameFrom, requestIdFrom } from './fact-shape.ts';
import { withoutUnsentId } from './no-request-id.ts';

const journal = 'journal';
/** Said of the client where the call was one of ours. */
export const ownCall = 'a call of nexus itself; your own program is not known: add it with --client';

/** The facts of a call that the journal has. `run` is the summary of the same run, where there is one. */
export function factsOfRecord(record: JournalRecord, run: RunSummaryRecord | undefined): CallFacts {
  return record.kind === 'call'
    ? withoutUnsentId(factsOfCall(record, run?.model ?? null))
    : factsOfRun(record);
}

/** A run with a cause of its own, beside calls of it that failed. */
export function besideCalls(call: CallFacts): CallFacts {
  const moved = Object.entries(call.remarks).map(([fact, remark]) => [
    fact,
    remark === noneFailed ? noneAlone : remark,
  ]);
  return { ...call, remarks: Object.fromEntries(moved) };
}

const noneFailed = 'no call failed in that run';
const noneAlone = 'the cause lies in no single call; those that failed stand below';

function factsOfCall(record: CallRecord, modelOfRun: string | null): CallFacts {
  const { method, path, stream, tool, command, sandbox, status, code, type } = record;
  const model = modelFact(record.model, journal) ?? modelFact(modelOfRun, `${journal}, settings of that run`);
  const id = requestIdFact(record);
  const takesNoModel = model === null && method === 'GET';
  const impossible: readonly RequiredFact[] = takesNoModel ? ['model'] : [];
  return {
    ...noCall,
    facts: {
      requestId: id?.fact ?? null,
      model,
      endpoint: { value: withMode(`${method} ${path}`, stream), from: journal },
      time: { value: record.at, from: journal },
      client: { value: clientFrom(`${tool} ${command}`) ?? tool, from: journal },
    },
    remarks: {
      client: ownCall,
      ...(id?.remark === undefined ? {} : { requestId: id.remark }),
      ...(takesNoModel ? { model: `${method} ${path} takes none` } : {}),
    },
    impossible,
    error: { code: nameFrom(code), type: nameFrom(type), message: messageFrom(null), status },
    retryAfterSeconds: record.retryAfterSeconds,
    host: hostOf(record.origin),
    aim: aimOf(record),
    provider: record.provider,
    finding: record.finding,
    answer: answerOf(record),
    sandbox,
  };
}

/** Said of a request id that only we know. */
export const ownId = 'the id that nexus sent as x-request-id: no answer named one';

/** Said where the gateway's id is no single word, or had to be hidden. */
export const unfitId = 'the id that nexus sent as x-request-id: the one of the answer can’t be shown';

function requestIdFact({
  requestId,
  clientRequestId,
}: CallRecord): { readonly fact: TicketFact; readonly remark?: string } | undefined {
  const given = requestIdFrom(requestId ?? '');
  if (given !== undefined) return { fact: { value: given, from: journal } };
  const sent = requestIdFrom(clientRequestId ?? '');
  if (sent === undefined) return undefined;
  return { fact: { value: sent, from: journal }, remark: requestId === null ? ownId : unfitId };
}

function modelFact(model: string | null, from: string): TicketFact | null {
  const value = modelFrom(model ?? '');
  return value === undefined ? null : { value, from };
}

/** A run that found its cause without a failed call: a missing key, a setting. */
function factsOfRun(record: RunSummaryRecord): CallFacts {
  const { at, tool, command, origin, provider, sandbox, firstCause } = record;
  const model = modelFact(record.model, journal);
  return {
    ...noCall,
    facts: {
      ...noCall.facts,
      model,
      time: { value: at, from: journal },
      client: { value: `${tool} ${command}`, from: journal },
    },
    remarks: {
      client: ownCall,
      requestId: noneFailed,
      endpoint: noneFailed,
      ...(model === null ? { model: noneFailed } : {}),
    },
    impossible: ['requestId', 'endpoint', 'model'],
    host: hostOf(origin),
    aim: aimOf(record),
    provider,
    finding: firstCause?.finding ?? null,
    sandbox,
  };
}

/** Without a status nothing was answered, and the catalogue knows the code by its name alone. */
function answerOf({ status, code, type }: CallRecord): CallFacts['answer'] {
  if (status === null) return null;
  const named = { ...(code === null ? {} : { code }), ...(type === null ? {} : { type }) };
  return { status, ...named, body: 'api-error' };
}

export function hostOf(origin: string): string | null {
  return hostFrom(URL.parse(origin)?.host);
}

function aimOf({ origin, baseUrl }: JournalRecord): CallFacts['aim'] {
  const url = baseUrl ?? origin;
  // What was hidden in it makes it an address of nobody.
  if (URL.parse(url) === null || url.includes('[hidden')) return null;
  return { kind: baseUrl === undefined ? 'origin' : 'base-url', url };
}
