import type { AnswerFacts } from '../../errors/answer.ts';
import type { PastedError, PasteReading } from '../paste.ts';

export type Told = Pick<PasteReading, 'errors' | 'loose'>;

/** The facts of which half a word may have been read, each with its place in what the catalogue is asked with. */
const shared = {
  requestId: 'requestId',
  clientRequestId: undefined,
  code: 'code',
  type: 'type',
  status: 'status',
  retryAfterSeconds: 'retryAfterSeconds',
  model: undefined,
  endpoint: 'route',
  stream: undefined,
  host: undefined,
  time: 'at',
  unclearTime: undefined,
  client: undefined,
} as const satisfies Partial<Record<keyof PastedError, keyof AnswerFacts | undefined>>;

type Fact = keyof typeof shared;
const facts = Object.keys(shared) as readonly Fact[];

/** What is told, without the facts that another reading of the same text does not have. */
export function agreedFacts(told: Told, other: Told): Told {
  const known = new Set([...other.errors, other.loose].flatMap(valuesOf));
  const isLost = (of: Partial<PastedError>) => (name: Fact) => {
    const value = shownIn(of, name);
    return value !== undefined && !known.has(value);
  };
  const errors = told.errors.map((error) => {
    const lost = facts.filter(isLost(error));
    if (lost.length === 0) return error;
    const answer = without(
      error.answer,
      lost.flatMap((name) => shared[name] ?? []),
    );
    return { ...without(error, lost), answer };
  });
  return { errors, loose: without(told.loose, facts.filter(isLost(told.loose))) };
}

function valuesOf(error: Partial<PastedError>): readonly string[] {
  return facts.flatMap((name) => shownIn(error, name) ?? []);
}

function shownIn(error: Partial<PastedError>, name: Fact): string | undefined {
  const found = error[name];
  return found === undefined
    ? undefined
    : JSON.stringify([name, found.value, name === 'time' ? error.time?.zone : null]);
}

/** A copy without the named fields; which of them may be missing, its type says already. */
function without<T extends object>(whole: T, names: readonly string[]): T {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name))) as T;
}
