import type { Fix } from '../errors/entry.ts';
import { waitWords } from '../errors/word-finding.ts';
import type { ReportDocument, RequiredFact } from '../report/documents.ts';
import { cut } from './escape.ts';
import { fixWords } from './human/fix.ts';
import { retryWords, unstopped } from './human/words.ts';
import type { Style } from './style.ts';
import { hiddenWords, timeWords } from './ticket-words.ts';

/** Words of ours, or something foreign or to copy that Markdown shows as code. */
export type TicketPart =
  | { readonly words: string }
  | { readonly code: string }
  /** A line for the shell: it is never broken in two. */
  | { readonly copy: string };

/** The text of a part without any mark-up. */
export function textOf(part: TicketPart): string {
  if ('words' in part) return part.words;
  return 'code' in part ? part.code : part.copy;
}

/** A label and its lines, the same in every format for people. */
export interface TicketRow {
  readonly label: string;
  readonly lines: readonly (readonly TicketPart[])[];
  /** Things to do one after the other. */
  readonly areSteps?: true;
}

const factLabels: Readonly<Record<RequiredFact, string>> = {
  requestId: 'request_id',
  model: 'model',
  endpoint: 'endpoint',
  time: 'time',
  client: 'client',
};

/** The five facts that support asks for, and the error. */
export function factRows(document: ReportDocument, style: Style): readonly TicketRow[] {
  // The table above has these names and no others.
  const facts = Object.keys(factLabels) as RequiredFact[];
  return [
    ...facts.map((fact) => ({ label: factLabels[fact], lines: [factParts(fact, document, style)] })),
    { label: 'error', lines: [errorParts(document)] },
    ...(document.ticket.ray === undefined
      ? []
      : [{ label: 'cf-ray', lines: [[{ code: document.ticket.ray }]] }]),
  ];
}

function factParts(
  fact: RequiredFact,
  { ticket, missing }: ReportDocument,
  style: Style,
): readonly TicketPart[] {
  const way = missing.find((one) => one.fact === fact);
  if (way !== undefined) return withFlags(`REQUIRED: ${way.how}`);
  const remark = ticket.remarks[fact];
  const value = ticket[fact];
  if (value === null) return [{ words: `none${remark === undefined ? '' : `: ${remark}`}` }];
  const origin = style.verbose ? [`from ${ticket.origins[fact] ?? 'an unknown place'}`] : [];
  const aside = [...(remark === undefined ? [] : [remark]), ...origin].join('; ');
  const shown = fact === 'time' ? timeWords(value, ticket.localOffsetMinutes) : value;
  return [{ code: shown }, ...(aside === '' ? [] : [{ words: `(${aside})` }])];
}

/** A flag is to be typed together with its value, so both are one piece of code. */
function withFlags(text: string): readonly TicketPart[] {
  const pieces = text.split(/(--[a-z-]+ (?:"[^"]*"|<[^>]*>))/).map((piece) => piece.trim());
  return pieces.flatMap((piece) => {
    if (piece === '') return [];
    return [piece.startsWith('--') ? { code: piece } : { words: piece }];
  });
}

function errorParts({ ticket: { error }, meaning }: ReportDocument): readonly TicketPart[] {
  const { status, code, type, message } = error;
  const answered = status === null ? [] : [String(status)];
  const text = message === null ? [] : [{ code: `"${message}"` }];
  const colon = message === null ? '' : ':';
  if (code !== null) return [{ code: [...answered, code].join(' ') + colon }, ...text];
  if (type !== null) return [{ code: [...answered, type].join(' ') + colon }, ...text];
  if (status === null && message === null) {
    return meaning === null
      ? [{ words: 'not known' }]
      : [{ words: 'found by nexus itself:' }, { code: meaning.id }];
  }
  const id = message === null && meaning !== null ? [{ code: `(${meaning.id})` }] : [];
  return [{ words: `${[...answered, 'no code'].join(', ')}${colon}` }, ...text, ...id];
}

/** Above all else where nobody can help: a ticket of the embedded gateway. */
export function bannerOf({ ticket }: ReportDocument): string | undefined {
  return ticket.sandbox === null
    ? undefined
    : `SANDBOX: made with the embedded gateway, scenario ${ticket.sandbox}. Send it to nobody.`;
}

/** Whose move it is, and when support is right all the same. */
export function adviceLines({ advice, contact, ticket }: ReportDocument): readonly string[] {
  const { text, exception } = advice;
  if (exception === undefined) return [text];
  // A sandbox stands for a gateway that has a support; of another one without any nobody can be named.
  const isSupported = contact.length > 0 || ticket.sandbox !== null;
  const act = isSupported ? 'Write to support' : 'The gateway has to act';
  return [text, `${act} all the same when ${exception}.`];
}

/** Everything behind the advice, most important last. */
export function otherRows(document: ReportDocument, style: Style): readonly TicketRow[] {
  const { ticket, meaning, others } = document;
  const { environment, tried, note } = ticket;
  const { tool, node, os, proxy } = environment;
  const words = (label: string, lines: readonly string[]): TicketRow[] =>
    lines.length === 0 ? [] : [{ label, lines: lines.map((line) => [{ words: line }]) }];
  return [
    ...words('Retry', retryLine(document)),
    ...words('Meaning', meaningLine(document)),
    ...(meaning === null || hasNothingToDo(document) ? [] : doRow(meaning.fixes, style)),
    ...words('Tried', tried),
    ...(note === null ? [] : [{ label: 'Note', lines: [[{ code: note }]] }]),
    ...(others.length === 0 ? [] : [{ label: 'Also failed', lines: others.map((line) => [{ code: line }]) }]),
    ...words('Environment', [`${tool}, Node ${node}, ${os}, ${proxy ? 'behind a proxy' : 'no proxy'}`]),
    ...words('Hidden', [`${hiddenWords(document.redactions)}. Nothing was uploaded.`]),
    ...words('Gateway', gatewayLine(document)),
    ...words(...addressee(document)),
  ];
}

/**
 * Of an error of the gateway's own nothing is left to do but to send the ticket; a certificate has to be looked at first.
 * What is known of another service is not known well enough to advise on it.
 */
function hasNothingToDo({ advice, meaning, ticket }: ReportDocument): boolean {
  if (advice.host !== undefined) return advice.place !== 'you-first';
  return advice.place === 'support' && meaning?.id.startsWith(`${ticket.provider.id}/`) === true;
}

/** The title, unless the advice says it already, and what it means for the person. */
function meaningLine({ meaning, advice }: ReportDocument): readonly string[] {
  // The advice has said already that a bare status is all there is.
  if (meaning === null || meaning.id.startsWith('edge/http-')) return [];
  const { title, summary } = meaning;
  const isSaid = advice.text.toLowerCase().includes(title.toLowerCase());
  return [isSaid || title === summary ? summary : `${unstopped(title)}. ${summary}`];
}

function retryLine({ advice, ticket }: ReportDocument): readonly string[] {
  const { retry, retryNote } = advice;
  const wait =
    ticket.retryAfter === undefined ? [] : [`the gateway asks to wait ${waitWords(ticket.retryAfter)}`];
  if (retry === null) return wait;
  const head = retry === 'never' ? 'do not retry yet' : retryWords[retry];
  return [[retryNote === undefined ? head : `${head}: ${retryNote}`, ...wait].join('; ')];
}

function doRow(fixes: readonly Fix[], style: Style): readonly TicketRow[] {
  if (fixes.length === 0) return [];
  const lines = fixes.map((fix): readonly TicketPart[] => {
    const { text, copy } = fixWords(fix, style);
    return copy === undefined ? [{ words: text }] : [{ words: `${unstopped(text)}:` }, { copy }];
  });
  return [{ label: 'Do', lines, areSteps: true }];
}

/** Whose support is named, and what says so. */
function gatewayLine({ ticket: { provider, sandbox }, advice }: ReportDocument): readonly string[] {
  const { name, because } = provider;
  if (because === undefined || sandbox !== null || advice.host !== undefined) return [];
  return [`${name}: ${because}`];
}

/** Whose ticket it is: of a request that went elsewhere only the host is known. */
export function nameOf({ ticket, advice }: ReportDocument): string {
  return advice.host ?? ticket.provider.name;
}

function addressee({ advice, contact, ticket }: ReportDocument): [string, readonly string[]] {
  if (ticket.sandbox !== null) return ['Send to', ['nobody: this is the sandbox']];
  const { name } = ticket.provider;
  if (advice.host !== undefined) {
    const label = advice.place === 'you-first' ? 'If it stays' : 'Send to';
    return [label, [`whoever runs ${advice.host}`]];
  }
  if (contact.length === 0) return ['Send to', [`nobody: ${name} documents no support`]];
  const isFirst =
    advice.place === 'support' || (advice.place === 'unclear' && advice.exception === undefined);
  return [isFirst ? 'Send to' : 'If it stays', [cut(contact.join(', or '), 300)]];
}
