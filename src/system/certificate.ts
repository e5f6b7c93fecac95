import type { PeerCertificate } from 'node:tls';
import type { Certificate } from './system.ts';

const maxNames = 100;

/** The facts of a certificate that a server showed; undefined when it showed none. Names are foreign text. */
export function certificateOf(peer: PeerCertificate | undefined): Certificate | undefined {
  // Node gives an object without fields when there is no certificate.
  if (peer?.valid_to === undefined) return undefined;
  return {
    issuer: nameOf(peer.issuer),
    subject: nameOf(peer.subject),
    names: alternativeNames(peer.subjectaltname ?? ''),
    validFrom: isoDate(peer.valid_from),
    validTo: isoDate(peer.valid_to),
    ...(peer.infoAccess?.['CA Issuers - URI'] === undefined ? {} : { leadsToIssuer: true as const }),
  };
}

function nameOf(holder: PeerCertificate['subject'] | undefined): string {
  // Typed as a string, but a repeated field arrives as an array.
  return [holder?.CN || holder?.O || ''].flat().join(', ');
}

/** Node writes `DNS:a, IP Address:::1` and puts values with a comma in quotes, so that they can't pose as two. */
function alternativeNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const match of text.matchAll(/(\w[\w ]*):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g)) {
    const [, kind = '', value = ''] = match;
    if (kind === 'DNS' || kind === 'IP Address') names.push(value);
    if (names.length === maxNames) break;
  }
  return names;
}

function isoDate(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}
