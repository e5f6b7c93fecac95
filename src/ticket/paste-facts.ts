import { filledWith } from '../pastes/episodes/unique-errors.ts';
import { settingWords } from '../pastes/marks/fact-words.ts';
import { aloneWords, vagueWords } from '../pastes/marks/read-times.ts';
import type { Found, FoundTime, PastedError, PasteReading } from '../pastes/paste.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { TicketFact } from '../report/ticket-document.ts';
import { type CallFacts, noCall } from './call-facts.ts';
import { endpointFrom, withMode } from './endpoint-fact.ts';
import {
  clientFrom,
  factFrom,
  hostFrom,
  messageFrom,
  modelFrom,
  nameFrom,
  requestIdFrom,
} from './fact-shape.ts';
import { localTimeAssumed } from './typed-facts.ts';
import { unclearTimeRemark } from './unclear-time.ts';

/**
 * The failed calls that a text tells of, newest first; facts that stand alone in it fill what the newest one lacks.
 * `lineNumberOf` tells the line of the whole file for one of the part that was read.
 */
export function factsOfPaste(
  { errors, loose }: PasteReading,
  profiles: readonly ProviderProfile[],
  lineNumberOf: (line: number) => number = (line) => line,
): readonly CallFacts[] {
  const [first, ...others] = errors;
  const isEmpty = first === undefined && Object.keys(loose).length === 0;
  const told: readonly Told[] = isEmpty ? [] : [filledWith<Told>(first ?? {}, loose), ...others];
  return told.map((one) => inWholeFile(factsOf(one, profiles), lineNumberOf));
}

function inWholeFile(call: CallFacts, lineNumberOf: (line: number) => number): CallFacts {
  const moved = (fact: TicketFact | null) =>
    fact && {
      ...fact,
      from: fact.from.replace(/\bline (\d+)/g, (_, line: string) => `line ${lineNumberOf(Number(line))}`),
    };
  const { requestId, model, endpoint, time, client } = call.facts;
  const facts = {
    requestId: moved(requestId),
    model: moved(model),
    endpoint: moved(endpoint),
    time: moved(time),
    client: moved(client),
  };
  return { ...call, facts };
}

const modelOfSetting = 'set in the text; nothing shows that this call had it';

type Told = Partial<PastedError>;

function factsOf(told: Told, profiles: readonly ProviderProfile[]): CallFacts {
  const { answer, host, time, unclearTime } = told;
  const own = told.requestId === undefined && told.clientRequestId !== undefined;
  return {
    ...noCall,
    facts: {
      requestId: factFrom(told.requestId ?? told.clientRequestId, requestIdFrom),
      model: factFrom(told.model, modelFrom),
      endpoint: endpointFact(told, profiles),
      time: factFrom(time, isoFrom),
      client: factFrom(told.client, clientFrom),
    },
    remarks: {
      ...(told.model?.from.startsWith(settingWords) ? { model: modelOfSetting } : {}),
      ...(own ? { requestId: 'the id that the client sent: no answer named one' } : {}),
      ...(time?.zone === 'assumed-local' ? { time: localTimeAssumed } : {}),
      ...(time?.from.startsWith(vagueWords) ? { time: 'about: the text says so' } : {}),
      ...(time?.from.startsWith(aloneWords) ? { time: aloneRemark(time) } : {}),
      ...(unclearTime === undefined ? {} : { time: unclearTimeRemark(unclearTime) }),
    },
    error: {
      code: nameFrom(told.code?.value),
      type: nameFrom(told.type?.value),
      message: messageFrom(told.message?.value),
      status: statusFrom(told.status),
    },
    retryAfterSeconds: secondsFrom(told.retryAfterSeconds),
    host: hostFrom(host?.value),
    answer: answer ?? null,
    speaker: told.speaker ?? 'unknown',
  };
}

function aloneRemark({ zone }: FoundTime): string {
  const about = 'about: it stands on a line of its own';
  return zone === 'assumed-local' ? `${about}; ${localTimeAssumed}` : about;
}

function endpointFact({ endpoint, stream }: Told, profiles: readonly ProviderProfile[]): TicketFact | null {
  return factFrom(endpoint, (text) => {
    const found = endpointFrom(text, profiles);
    return found === undefined ? undefined : withMode(found, stream?.value);
  });
}

function isoFrom(text: string): string | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function statusFrom(status: Found<number> | undefined): number | null {
  const value = status?.value ?? 0;
  return Number.isInteger(value) && value >= 100 && value <= 599 ? value : null;
}

function secondsFrom(wait: Found<number> | undefined): number | null {
  return wait !== undefined && Number.isFinite(wait.value) && wait.value >= 0 ? wait.value : null;
}
