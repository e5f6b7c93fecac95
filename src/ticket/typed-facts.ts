import { UsageError } from '../errors/usage-error.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { RequiredFact, TicketFact } from '../report/ticket-document.ts';
import { type FiveFacts, type Remarks, requiredFacts } from './call-facts.ts';
import { endpointFrom, endpointHost } from './endpoint-fact.ts';
import { clientFrom, modelFrom, requestIdFrom } from './fact-shape.ts';
import { doubtOf, type LocalClock, typedTime } from './typed-time.ts';
import { clearTime, doubtWords } from './unclear-time.ts';

/** Facts as a person typed them. */
export type TypedFacts = Readonly<Partial<Record<RequiredFact, string>>>;

export interface TypedContext extends LocalClock {
  readonly profiles: readonly ProviderProfile[];
}

interface Typed {
  readonly value: string;
  readonly remark?: string;
  /** Of an endpoint that is a whole URL: it names the gateway. */
  readonly host?: string;
}

/** What a person told of a call: stronger than what its source tells. */
export interface ToldFacts {
  readonly facts: Partial<FiveFacts>;
  readonly remarks: Remarks;
  readonly host?: string;
}

interface Question {
  readonly flag: string;
  readonly read: (text: string, context: TypedContext) => Typed | undefined;
  /** A value that would be understood. */
  readonly example: string;
}

const plain = (value: string | undefined): Typed | undefined => (value === undefined ? undefined : { value });

/** Each fact's flag, how it is read, and what is expected. */
export const questions: Readonly<Record<RequiredFact, Question>> = {
  requestId: {
    flag: '--request-id',
    read: (text) => plain(requestIdFrom(text)),
    example: '6b0f7a52-7c1e-4b1f-8a53-0a1b2c3d4e5f',
  },
  model: { flag: '--model', read: (text) => plain(modelFrom(text)), example: 'gpt-5.4' },
  endpoint: {
    flag: '--endpoint',
    read: endpointOf,
    example: '"POST /v1/responses"',
  },
  time: { flag: '--time', read: timeFrom, example: '09:42, "09:42 UTC+3" or "2026-11-22 09:42"' },
  client: { flag: '--client', read: (text) => plain(clientFrom(text)), example: '"codex 0.169"' },
};

/** The facts of the flags. Throws a UsageError for a value that is none. */
export function typedFacts(typed: TypedFacts, context: TypedContext): ToldFacts {
  const read = requiredFacts.flatMap((fact) => {
    const text = typed[fact];
    if (text === undefined) return [];
    const { flag } = questions[fact];
    const found = typedFact(fact, text, flag, context);
    if (found === undefined) throw refusal(fact, text, context);
    return [[fact, found] as const];
  });
  return {
    facts: Object.fromEntries(read.map(([fact, found]) => [fact, found.fact])),
    remarks: Object.fromEntries(
      read.flatMap(([fact, { remark }]) => (remark === undefined ? [] : [[fact, remark]])),
    ),
    ...Object.assign({}, ...read.map(([, { host }]) => (host === undefined ? {} : { host }))),
  };
}

/** One fact that somebody typed; undefined where it has not the shape of one. */
export function typedFact(
  fact: RequiredFact,
  text: string,
  from: string,
  context: TypedContext,
): { readonly fact: TicketFact; readonly remark?: string; readonly host?: string } | undefined {
  const found = questions[fact].read(text, context);
  if (found === undefined) return undefined;
  const { value, ...rest } = found;
  return { fact: { value, from }, ...rest };
}

/** Said where a text gives a time and no zone. */
export const localTimeAssumed = 'local time of this machine assumed';

function endpointOf(text: string, { profiles }: TypedContext): Typed | undefined {
  const [value, host] = [endpointFrom(text, profiles), endpointHost(text)];
  return value === undefined ? undefined : { value, ...(host === undefined ? {} : { host }) };
}

function timeFrom(text: string, context: TypedContext): Typed | undefined {
  const found = typedTime(text, context);
  if (found === undefined) return undefined;
  return { value: found.value, ...(found.zone === 'stated' ? {} : { remark: localTimeAssumed }) };
}

/** The value is not repeated, it may be a key. */
function refusal(fact: RequiredFact, text: string, context: TypedContext): UsageError {
  const { flag, example } = questions[fact];
  const doubt = fact === 'time' ? doubtOf(text, context) : undefined;
  if (doubt !== undefined)
    return new UsageError(`${flag} is not clear: ${doubtWords[doubt]}`, `for example ${flag} ${clearTime}`);
  const limit = fact === 'time' ? 'a time that has been, ' : '';
  return new UsageError(`${flag} has no value of that kind`, `${limit}for example ${flag} ${example}`);
}
