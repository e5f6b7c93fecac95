import type { ReportDocument } from '../report/documents.ts';
import { counted } from './human/words.ts';

/** `2026-11-22 09:42:07 UTC (12:42:07 +03:00)`; the local day is named where it is another one. */
export function timeWords(at: string, offsetMinutes: number | null): string {
  const utc = at.slice(0, 19).replace('T', ' ');
  const ms = Date.parse(at);
  if (offsetMinutes === null || offsetMinutes === 0 || Number.isNaN(ms)) return `${utc} UTC`;
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const shown = local.slice(0, 10) === utc.slice(0, 10) ? local.slice(11) : local;
  return `${utc} UTC (${shown} ${zoneWords(offsetMinutes)})`;
}

function zoneWords(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** What each rule of the receipt hides, as people count it. */
const nouns: Readonly<Record<string, string>> = {
  'known-key': 'API key',
  'echoed-key': 'API key',
  'key-shape': 'API key',
  'credential-header': 'credential',
  credential: 'credential',
  'bearer-token': 'token',
  jwt: 'token',
  cookie: 'cookie',
  'private-key': 'private key',
  'url-password': 'password',
  'secret-parameter': 'secret parameter',
  'home-path': 'home path',
  'e-mail': 'mail address',
  'private-address': 'local address',
  'user-name': 'user name',
  'host-name': 'machine name',
  prompt: 'prompt',
  answer: 'model answer',
};

/** `1 API key, 2 home paths`. */
export function hiddenWords(redactions: ReportDocument['redactions']): string {
  const counts = new Map<string, number>();
  for (const { rule, count } of redactions) {
    const noun = nouns[rule] ?? rule;
    counts.set(noun, (counts.get(noun) ?? 0) + count);
  }
  return [...counts].map(([noun, count]) => counted(count, noun)).join(', ') || 'nothing';
}
