import type { AnswerFacts } from '../../errors/answer.ts';
import { errorIn } from '../../errors/read-answer.ts';
import type { FailureMark } from '../mark.ts';
import { documentedWord } from './documented-words.ts';
import { errnoPattern } from './failure-signs.ts';
import type { LiteralRecord } from './literal.ts';
import { withoutKeys } from './private-parts.ts';
import type { RecordPlace } from './read-record.ts';

const errno = new RegExp(`^(?:${errnoPattern})$`);
const speaksOfFailure =
  /err|exceed|invalid|limit|unavailable|denied|not_|exception|fail|quota|budget|overload|refus|expired|missing/i;

/** The error that an object itself is. A log line with a message is one only where its level or its status says so. */
export function failureOf(
  record: LiteralRecord,
  plain: Record<string, unknown>,
  place: RecordPlace,
): FailureMark | undefined {
  if (place.side === 'request') return undefined;
  // What a success may hold as well is none by itself.
  const stated = errorIn(plain, 200);
  const found = stated ?? errorIn(plain, undefined);
  if (found === undefined) return undefined;
  const code = isNoWord(found.code) ? undefined : found.code;
  const isClass = plain.stack !== undefined && /^[A-Z]\w*(?:Error|Exception)$|^Error$/.test(found.type ?? '');
  const type = isNoWord(found.type) || isClass ? undefined : found.type;
  const explicit = stated !== undefined;
  const status = Number(plain.status ?? plain.statusCode ?? plain.status_code);
  const flatly =
    code !== undefined ||
    (type !== undefined && speaksOfFailure.test(type)) ||
    status >= 400 ||
    plain.detail !== undefined;
  if (!explicit && !flatly) return undefined;
  if (!explicit && /^(?:ok|success|0)$/i.test(code ?? '')) return undefined;
  if (status >= 200 && status < 400 && !explicit) return undefined;
  const { code: _code, type: _type, message: said, ...rest } = found;
  const heading = typeof plain.error === 'string' ? documentedWord(plain.error) : {};
  const message = heading.message ?? said;
  if (code === undefined && type === undefined && message === undefined) return undefined;
  const answer: AnswerFacts = {
    ...rest,
    ...(code === undefined ? {} : { code }),
    ...(type === undefined ? {} : { type }),
    // The word of the documentation stands where other bodies have an object; the sentence beside it explains it.
    ...heading,
    ...(message === undefined ? {} : { message: withoutKeys(message) }),
  };
  const speaker = errno.test(code ?? '') ? 'client' : 'gateway';
  return {
    kind: 'failure',
    answer,
    speaker,
    from: `${place.within}${place.depth === 0 ? 'response body' : 'error in the body'}`,
    at: record.at,
  };
}

function isNoWord(word: string | undefined): boolean {
  return word === undefined || /^(?:none|null|undefined|nil)$/i.test(word);
}
