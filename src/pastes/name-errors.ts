import { catalogueOf } from '../errors/catalogue.ts';
import { isGeneral, lookUpText, uniqueHits } from '../errors/look-up.ts';
import { isCodeKnown, lookUpAnswer } from '../errors/look-up-answer.ts';
import type { Hit } from '../errors/look-up-documented.ts';
import { lookUpPageFacts } from '../errors/look-up-page.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import { addressError } from './call-address.ts';
import type { PastedError } from './paste.ts';

/** What the entries of a paste were found by. */
export type NamedBy = 'answer' | 'names' | 'message' | 'status' | 'nothing';

export interface Naming {
  readonly by: NamedBy;
  /** The entries of each error, the surest first; of a text without an error, one list for the whole. */
  readonly hits: readonly (readonly Hit[])[];
}

/**
 * The one place that says which entries a paste is about: whoever explains it and whoever makes a ticket of it ask
 * here, so that they can't contradict each other.
 */
export function nameErrors(
  text: string,
  errors: readonly PastedError[],
  profiles: readonly ProviderProfile[],
): Naming {
  const each = errors.map((error) => hitsOf(error, servedBy(error, profiles)));
  // Python prints the exception that was the reason above the one of the client.
  const isReasonElsewhere =
    errors.length === 1 && errors[0]?.speaker === 'client' && each[0]?.every(isGeneral);
  const answered = isReasonElsewhere ? [lookUpText(text, profiles)] : each;
  if (answered.flat().some(isSure)) return { by: 'answer', hits: answered };
  // Beside a code that nobody documents, a word such as a type that stands somewhere says nothing.
  const isCoded = errors.some(({ answer }) => answer.code !== undefined && answer.body === 'api-error');
  const named = isCoded ? [] : lookUpText(text, profiles);
  if (named.length > 0) return { by: 'names', hits: errors.length < 2 ? [named] : errors.map(() => named) };
  if (errors.length === 0) return byMessage(text, profiles);
  return { by: answered.flat().length > 0 ? 'status' : 'nothing', hits: answered };
}

/** Every entry of the paste once, those of the newest error first. */
export function allHits({ hits }: Naming): readonly Hit[] {
  return uniqueHits(hits.flat());
}

/** The profile whose own host the error names, alone: another gateway's documentation says nothing about it. */
function servedBy({ host }: PastedError, profiles: readonly ProviderProfile[]): readonly ProviderProfile[] {
  const own = profileOfHost(host?.value, profiles);
  return own === undefined ? profiles : [own];
}

/** The profile of a host with or without its port. */
export function profileOfHost(
  host: string | null | undefined,
  profiles: readonly ProviderProfile[],
): ProviderProfile | undefined {
  const name = host?.replace(/:\d+$/, '');
  return name === undefined
    ? undefined
    : profiles.find(({ baseUrl }) => URL.parse(baseUrl)?.hostname === name);
}

function hitsOf(error: PastedError, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const { answer, speaker, message, code, status } = error;
  const [addressed] = byAddress(error, profiles);
  if (addressed !== undefined) return [addressed];
  if (answer.body === 'html') {
    const page = lookUpPageFacts({ status: status?.value, title: message?.value }, profiles);
    return page === undefined ? [] : [page];
  }
  if (speaker === 'client') return lookUpText([code?.value, message?.value].join(' '), profiles);
  return lookUpAnswer(answer, profiles);
}

/** A documented code that is about something else than the address says more than the address. */
const aboutRoute =
  /\/(?:unsupported_endpoint|not_found(?:_error)?|invalid_url|unknown_url|authentication_error|invalid_(?:api_)?key)$/i;

function byAddress(error: PastedError, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const id = addressError(error, profileOfHost(error.host?.value, profiles));
  if (id === undefined) return [];
  const answered = lookUpAnswer(error.answer, profiles);
  const isOther = isCodeKnown(error.answer, answered) && !answered.some(({ row }) => aboutRoute.test(row.id));
  const row = isOther ? undefined : catalogueOf(profiles).find((one) => one.id === id);
  return row === undefined ? [] : [{ row, confidence: 'exact' }];
}

/** Words that stand for no error by themselves, and that an answer is known by. */
function byMessage(text: string, profiles: readonly ProviderProfile[]): Naming {
  const hits = lookUpAnswer({ message: text.slice(0, longestMessage), body: 'api-error' }, profiles).filter(
    isSure,
  );
  return { by: hits.length > 0 ? 'message' : 'nothing', hits: [hits] };
}

const longestMessage = 1000;

const isSure = ({ confidence }: Hit) => confidence !== 'ambiguous';
