import type { CallRecord, Journal } from '../journal/journal-record.ts';
import type { CallFacts } from './call-facts.ts';

const windowMs = 10 * 60_000;

/**
 * How often the same call ended with the same error within ten minutes before this one, which counts too; null
 * where its time is not known. `others` are those of the same source.
 */
export function sightingsOf(
  facts: CallFacts,
  finding: string | undefined,
  journal: Journal,
  others: readonly CallFacts[],
): number | null {
  const { time, endpoint, model } = facts.facts;
  if (time === null) return null;
  const name = nameOf(facts.error, finding);
  const wanted = [endpoint?.value, model?.value, facts.sandbox, name].join('\n');
  const atMs = Date.parse(time.value);
  const isNear = (at: string) => atMs - windowMs <= Date.parse(at) && Date.parse(at) <= atMs;
  const recorded = journal.calls
    .filter((record) => isNear(record.at) && keyOf(record) === wanted && isOfHost(record, facts.host))
    .map(({ requestId, clientRequestId, at }) => requestId ?? clientRequestId ?? at);
  const pasted = others
    .filter((other) => {
      const { facts: told, error, sandbox } = other;
      const key = [told.endpoint?.value, told.model?.value, sandbox, nameOf(error, finding)].join('\n');
      return told.time !== null && isNear(told.time.value) && key === wanted && sameError(error, facts.error);
    })
    .map(({ facts: told }) => told.requestId?.value ?? told.time?.value);
  // The journal and a paste may both tell of one call, and its id says so.
  return new Set([facts.facts.requestId?.value ?? time.value, ...recorded, ...pasted]).size;
}

function keyOf({ method, path, stream, model, sandbox, finding, code, status }: CallRecord): string {
  const endpoint = `${method} ${path}${stream === true ? ' (streaming)' : ''}`;
  return [endpoint, model ?? undefined, sandbox, finding ?? code ?? status].join('\n');
}

function nameOf({ code, status }: CallFacts['error'], finding: string | undefined): string | number | null {
  return finding ?? code ?? status;
}

function sameError(one: CallFacts['error'], other: CallFacts['error']): boolean {
  return one.code === other.code && one.status === other.status;
}

function isOfHost({ origin }: CallRecord, host: string | null): boolean {
  return host === null || URL.parse(origin)?.host === host;
}
