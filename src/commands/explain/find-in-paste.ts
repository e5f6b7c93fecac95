import { clientOfProgram } from '../../errors/clients/client-of-program.ts';
import { lookUpStatus } from '../../errors/look-up.ts';
import { isCodeKnown } from '../../errors/look-up-answer.ts';
import type { Hit } from '../../errors/look-up-documented.ts';
import { isOfAddress } from '../../pastes/call-address.ts';
import { type ForeignText, leftOutWords } from '../../pastes/foreign-text.ts';
import { allHits, nameErrors, profileOfHost } from '../../pastes/name-errors.ts';
import type { PasteContext, PastedError } from '../../pastes/paste.ts';
import { readPaste } from '../../pastes/read-paste.ts';
import { builtInProfiles } from '../../providers/index.ts';
import type { ProviderProfile } from '../../providers/profile.ts';
import { isPublicName } from '../../ticket/foreign-host.ts';
import type { Found } from '../explain.ts';

/** What every error of a paste is; where the gateways document none of them, the names that stand in it. */
export function findInPaste(
  foreign: ForeignText,
  profiles: readonly ProviderProfile[],
  context: PasteContext,
): Found {
  const { errors } = readPaste(foreign.text, context, foreign.lineNumberOf);
  const found = findInText(foreign.text, errors, profiles);
  const { gateway, host } = calledIn(errors);
  const client = clientIn(errors);
  const elsewhere =
    gateway === 'none'
      ? `the request went to ${host}, which is none of the gateways that are known here`
      : undefined;
  const notes = [elsewhere, found.note, leftOutWords(foreign)].filter((note) => note !== undefined);
  return {
    ...found,
    ...(notes.length === 0 ? {} : { note: notes.join('. ') }),
    ...(gateway === undefined ? {} : { gateway }),
    ...(client === undefined ? {} : { client }),
  };
}

/** The program whose settings to look at; of several nobody knows whose error is meant. */
function clientIn(errors: readonly PastedError[]): string | undefined {
  const clients = new Set(errors.flatMap(({ client }) => client?.value ?? []).map(clientOfProgram));
  return clients.size === 1 ? [...clients][0] : undefined;
}

/** Whom the newest error was about, where it names a host. */
function calledIn(errors: readonly PastedError[]): {
  readonly gateway?: ProviderProfile | 'none';
  readonly host?: string;
} {
  const host = errors[0]?.host?.value;
  if (host === undefined) return {};
  const gateway = profileOfHost(host, builtInProfiles);
  if (gateway !== undefined) return { gateway, host };
  return isPublicName(host) ? { gateway: 'none', host } : {};
}

function findInText(
  text: string,
  errors: readonly PastedError[],
  profiles: readonly ProviderProfile[],
): Found {
  const naming = nameErrors(text, errors, profiles);
  const hits = allHits(naming);
  const kind = /^\s*\{/.test(text) ? 'json' : 'text';
  const note = noteOn(errors);
  const noted = note === undefined ? {} : { note };
  if (naming.by === 'message') return { kind, hits };
  if (naming.by === 'answer' || naming.by === 'names') {
    const notes = [unknownCode(errors, hits), note].filter((one) => one !== undefined);
    return { kind, hits, ...(notes.length === 0 ? {} : { note: notes.join('. ') }) };
  }
  const code = errors.map(({ answer }) => answer.code ?? answer.type).find((name) => name !== undefined);
  if (code !== undefined) return { kind, hits, note: `"${code}" is not a code that these gateways document` };
  const status = errors.find((error) => error.status !== undefined)?.status?.value;
  if (hits.length > 0 && errors.some(({ answer }) => answer.body === 'api-error'))
    return { kind, hits, ...noted };
  if (status === undefined) return nothingFound(text);
  return {
    kind: 'text',
    hits: lookUpStatus(status, profiles),
    note: note ?? `only the status ${status} was found in this text`,
  };
}

/** The newest error's own code, where nobody documents it: then a type or a message was all there was to go by. */
function unknownCode(errors: readonly PastedError[], hits: readonly Hit[]): string | undefined {
  const answer = errors[0]?.answer;
  // What the address of the call proves goes by nothing of the answer.
  const isByAddress = hits[0] !== undefined && isOfAddress(hits[0].row.id);
  if (answer?.code === undefined || isByAddress || isCodeKnown(answer, hits)) return undefined;
  return `the code ${answer.code} is in no documentation that is known here: what follows goes by the type and the words`;
}

/** Says what was looked for: whoever pasted something else than the error can see it from this. */
function nothingFound(text: string): Found {
  if (!/[\s{]/.test(text)) {
    return { kind: 'code', hits: [], note: 'not a code that these gateways document' };
  }
  const note = 'it holds no documented code or type, no status, and no words of a known client or system';
  return { kind: 'text', hits: [], note };
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
