import { type Hit, lookUpStatus, lookUpText, uniqueHits } from '../errors/look-up.ts';
import { lookUpAnswer } from '../errors/look-up-answer.ts';
import { lookUpPage } from '../errors/look-up-page.ts';
import { type ForeignText, leftOutWords } from '../pastes/foreign-text.ts';
import type { PasteContext, PastedError } from '../pastes/paste.ts';
import { readPaste } from '../pastes/read-paste.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { Found } from './explain.ts';

/** What every error of a paste is; where the gateways document none of them, the names that stand in it. */
export function findInPaste(
  foreign: ForeignText,
  profiles: readonly ProviderProfile[],
  context: PasteContext,
): Found {
  const found = findInText(foreign, profiles, context);
  const notes = [found.note, leftOutWords(foreign)].filter((note) => note !== undefined);
  return notes.length === 0 ? found : { ...found, note: notes.join('. ') };
}

function findInText(
  { text, lineNumberOf }: ForeignText,
  profiles: readonly ProviderProfile[],
  context: PasteContext,
): Found {
  const { errors } = readPaste(text, context, lineNumberOf);
  const kind = /^\s*\{/.test(text) ? 'json' : 'text';
  let page: Hit | undefined;
  if (errors.some(({ answer }) => answer.body === 'html')) page = lookUpPage(text, profiles);
  const hits = uniqueHits(errors.flatMap((error) => hitsOf(error, page, profiles)));
  const note = noteOn(errors);
  const noted = note === undefined ? {} : { note };
  if (hits.some(({ confidence }) => confidence !== 'ambiguous')) return { kind, hits, ...noted };
  const named = lookUpText(text, profiles);
  if (named.length > 0) return { kind, hits: named, ...noted };
  const said = errors.length > 0 ? [] : byMessage(text, profiles);
  if (said.length > 0) return { kind, hits: said };
  const code = errors.map(({ answer }) => answer.code ?? answer.type).find((name) => name !== undefined);
  if (code !== undefined && hits.length > 0)
    return { kind, hits, note: `"${code}" is not a code that these gateways document` };
  const status = errors.find((error) => error.status !== undefined)?.status?.value;
  if (hits.length > 0 && errors.some(({ answer }) => answer.body === 'api-error'))
    return { kind, hits, ...noted };
  if (status === undefined) {
    return {
      kind: /[\s{]/.test(text) ? 'text' : 'code',
      hits: [],
      note: 'not a code that these gateways document',
    };
  }
  return {
    kind: 'text',
    hits: lookUpStatus(status, profiles),
    note: note ?? `only the status ${status} was found in this text`,
  };
}

/** Words that stand for no error by themselves, and that an answer is known by. */
function byMessage(text: string, profiles: readonly ProviderProfile[]): readonly Hit[] {
  const message = text.slice(0, longestMessage);
  const hits = lookUpAnswer({ message, body: 'api-error' }, profiles);
  return hits.filter(({ confidence }) => confidence !== 'ambiguous');
}

const longestMessage = 1000;

function hitsOf(
  { answer, speaker, message, code }: PastedError,
  page: Hit | undefined,
  profiles: readonly ProviderProfile[],
): readonly Hit[] {
  if (answer.body === 'html') return page === undefined ? [] : [page];
  if (speaker === 'client') return lookUpText([code?.value, message?.value].join(' '), profiles);
  return lookUpAnswer(answer, profiles);
}

/** Who spoke, where it was not the gateway, and what tells one 429 or 403 from another. */
function noteOn(errors: readonly PastedError[]): string | undefined {
  const notes = errors.flatMap(({ speaker, status, evidence, line }) => {
    const where = errors.length > 1 ? ` (line ${line})` : '';
    const seen = evidence.length === 0 ? '' : `: ${evidence.slice(0, 6).join('; ')}`;
    if (speaker === 'edge') return [`not the gateway but something before it answered${where}${seen}`];
    if (speaker === 'client') return [`the program itself says this${where}: no gateway answered`];
    const isAmbiguous = status?.value === 429 || status?.value === 403;
    return isAmbiguous && seen !== '' ? [`what the ${status?.value} rests on${where}${seen}`] : [];
  });
  return notes.length === 0 ? undefined : notes.slice(0, 3).join('. ');
}
