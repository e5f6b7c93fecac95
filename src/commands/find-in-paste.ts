import { errorsInText, statusInText } from '../errors/errors-in-text.ts';
import { lookUpStatus, lookUpText, uniqueHits } from '../errors/look-up.ts';
import { lookUpAnswer } from '../errors/look-up-answer.ts';
import { lookUpPage } from '../errors/look-up-page.ts';
import type { ProviderProfile } from '../providers/profile.ts';
import type { Found } from './explain.ts';

/** The page of a paste, or its errors; where the gateways document none of them, the names that stand in it. */
export function findInPaste(text: string, profiles: readonly ProviderProfile[]): Found {
  const page = lookUpPage(text, profiles);
  if (page !== undefined) return { kind: 'text', hits: [page] };
  const answers = errorsInText(text);
  const status = statusInText(text);
  const seen = answers.map((answer) => (status === undefined ? answer : { status, ...answer }));
  const hits = uniqueHits(seen.flatMap((answer) => lookUpAnswer(answer, profiles)));
  const kind = /^\s*\{/.test(text) ? 'json' : 'text';
  if (hits.some(({ confidence }) => confidence !== 'ambiguous')) return { kind, hits };
  const named = lookUpText(text, profiles);
  if (named.length > 0) return { kind, hits: named };
  if (hits.length > 0) {
    const code = answers.map((answer) => answer.code ?? answer.type).find((name) => name !== undefined);
    return code === undefined
      ? { kind, hits }
      : { kind, hits, note: `"${code}" is not a code that these gateways document` };
  }
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
    note: `only the status ${status} was found in this text`,
  };
}
