import type { ProviderProfile } from '../providers/profile.ts';
import { catalogueOf } from './catalogue.ts';
import { diagnose } from './diagnose.ts';
import type { Hit } from './look-up.ts';
import { readAnswer } from './read-answer.ts';
import { statusInText } from './status-in-text.ts';

/** The row for a pasted web page, judged as if it had been the answer; undefined where the text is no page. */
export function lookUpPage(text: string, profiles: readonly ProviderProfile[]): Hit | undefined {
  const start = text.search(/<(?:!doctype html|html)\b/i);
  // Behind a brace it is the message of an error, and the code beside it says more.
  if (start === -1 || text.slice(0, start).includes('{')) return undefined;
  const body = text.slice(start);
  const status = statusInTitle(body) ?? statusInText(text.slice(0, start)) ?? 200;
  const answer = readAnswer({ status, headers: {}, body });
  if (answer.kind !== 'not-api') return undefined;
  const { facts, pageTitle } = answer;
  const title = pageTitle === undefined ? {} : { pageTitle };
  const diagnosis = diagnose({ kind: 'not-api', answer: facts, ...title, asksForLogin: false }, nowhere);
  const row = catalogueOf(profiles).find(({ id }) => id === diagnosis?.finding.id);
  return row && { row, confidence: 'likely' };
}

/** `502 Bad Gateway` (nginx), `gateway.example | 502: Bad gateway` (Cloudflare), `Error 503`. */
function statusInTitle(page: string): number | undefined {
  const title = /<title[^>]{0,200}>([^<]{1,200})/i.exec(page.slice(0, 20_000))?.[1] ?? '';
  const status = /(?<![\d.])([45]\d\d)(?![\d.])/.exec(title)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** A paste does not say where it came from; only the id of the finding is used. */
const nowhere = { route: '', host: '', port: 443, timeoutSeconds: 0 };
