import type { ProviderProfile } from '../providers/profile.ts';
import { catalogueOf } from './catalogue.ts';
import { diagnose } from './diagnose.ts';
import type { Hit } from './look-up-documented.ts';
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
  return lookUpPageFacts({ status: facts.status ?? status, title: pageTitle }, profiles);
}

/** The row for a web page of which only status and title are known: walls and portals go by the title, others by the status. */
export function lookUpPageFacts(
  { status, title = '' }: { readonly status?: number | undefined; readonly title?: string | undefined },
  profiles: readonly ProviderProfile[],
): Hit | undefined {
  const rows = catalogueOf(profiles);
  const told = title.toLowerCase();
  const named = rows.find(
    ({ id, aliases }) => id.startsWith('edge/') && aliases.some((name) => isIn(told, name.toLowerCase())),
  );
  if (named !== undefined) return { row: named, confidence: 'likely' };
  const answer = { status: status ?? statusIn(title) ?? 200, body: 'html' } as const;
  const page = { kind: 'not-api', answer, pageTitle: title, asksForLogin: false } as const;
  const diagnosis = diagnose(page, nowhere);
  // A refusal that a server of any kind makes is no sign that the address leads to a web site.
  const plain = `edge/http-${answer.status}`;
  const id = diagnosis?.finding.id === 'edge/html-instead-of-api' ? plain : diagnosis?.finding.id;
  const row = rows.find((one) => one.id === id) ?? rows.find((one) => one.id === diagnosis?.finding.id);
  return row && { row, confidence: 'likely' };
}

/** A name of one word, such as a code or a status, would be found in any title. */
const isIn = (title: string, name: string) => name.includes(' ') && title.includes(name);

/** `502 Bad Gateway` (nginx), `gateway.example | 502: Bad gateway` (Cloudflare), `Error 503`. */
function statusInTitle(page: string): number | undefined {
  return statusIn(/<title[^>]{0,200}>([^<]{1,200})/i.exec(page.slice(0, 20_000))?.[1] ?? '');
}

function statusIn(title: string): number | undefined {
  const status = /(?<![\d.])([45]\d\d)(?![\d.])/.exec(title)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** A paste does not say where it came from; only the id of the finding is used. */
const nowhere = { route: '', host: '', port: 443, timeoutSeconds: 0 };
