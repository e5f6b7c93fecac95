import type { AuthDocument, KeptKeyDocument, LoginDocument, LogoutDocument } from '../../report/documents.ts';
import type { Lines } from '../kind.ts';
import { labelled } from '../layout.ts';
import type { Style } from '../style.ts';
import { causeBlock, doLines } from './finding.ts';
import { header, originLines } from './header.ts';

/** What the gateway says of the key, and where it is kept now. */
export const login: Lines<LoginDocument> = (document, style) => {
  const { kept, findings, nextStep, sandbox, notes, endpoint } = document;
  const cause = kept === null ? findings[0] : undefined;
  const next =
    cause === undefined
      ? doLines(null, nextStep, style)
      : causeBlock(cause, { nextStep, contact: [], sandbox }, style);
  if (style.quiet) return [loginSentence(document, style), ...doLines(null, nextStep, style)];
  return [
    ...header(document, style),
    '',
    ...(style.verbose ? [...originLines(endpoint, style), ''] : []),
    loginSentence(document, style),
    '',
    ...(kept === null ? [] : keptRows(kept, style)),
    ...rows('Note', notes, style),
    ...next,
  ];
};

/** What was forgotten, and what is still there. */
export const logout: Lines<LogoutDocument> = ({ forgotten, left, notes, exitCode }, style) => {
  const { green, yellow } = style.paint;
  const said = forgotten.length === 0 ? 'Nothing was forgotten.' : 'The key is forgotten.';
  return [
    style.paint.bold(
      (exitCode === 0 ? green : yellow)(forgotten.length > 1 ? 'The keys are forgotten.' : said),
    ),
    ...rows('Was kept', forgotten.map(inOneLine), style),
    ...rows('Still kept', left.map(inOneLine), style),
    ...rows('Note', notes, style),
  ];
};

/** The key in force and what was last seen of it, then every key that is kept. */
export const auth: Lines<AuthDocument> = (document, style) => {
  const { endpoint, seen, keys, notes, nextStep } = document;
  const { keySource, keyFingerprint, shadowed } = endpoint;
  const inForce = keys.find(({ place }) => place === keySource);
  const shadows = shadowed.filter(({ setting }) => setting === 'key').map(({ origin }) => origin);
  const source = inForce === undefined ? (keySource ?? '') : placed(inForce);
  if (style.quiet) return [authSentence(document, style), ...doLines(null, nextStep, style)];
  return [
    ...header(document, style),
    '',
    ...(style.verbose ? [...originLines(endpoint, style), ''] : []),
    authSentence(document, style),
    '',
    ...(keyFingerprint === null
      ? []
      : [...rows('Source', [source], style), ...rows('Fingerprint', [keyFingerprint], style)]),
    ...(seen === null ? [] : rows('Last seen', [seenWords(seen)], style)),
    ...rows('Shadows', shadows, style),
    ...rows('Kept', keys.map(inOneLine), style),
    ...rows('Note', notes, style),
    ...doLines(null, nextStep, style),
  ];
};

function rows(label: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : labelled(label, lines, style.columns);
}

function keptRows(key: KeptKeyDocument, style: Style): readonly string[] {
  return [
    ...rows('Kept', [`${placed(key)}, for ${key.origin} only`], style),
    ...rows('Fingerprint', [key.fingerprint], style),
  ];
}

/** Of all that can be broken, this alone says something of the key. */
const refusedExit = 4;

function loginSentence({ verdict, kept, exitCode }: LoginDocument, { paint }: Style): string {
  const isKept = kept !== null;
  switch (verdict) {
    case 'broken':
      return paint.bold(
        paint.red(
          exitCode === refusedExit
            ? 'This key does not work, so it is not kept.'
            : 'The key could not be verified, so it is not kept.',
        ),
      );
    case 'inconclusive':
      return paint.bold(
        paint.yellow(
          `The key could not be verified, ${isKept ? 'and is kept all the same' : 'so it is not kept'}.`,
        ),
      );
    default:
      return paint.bold(
        paint.green(`The gateway accepts this key, ${isKept ? 'and it is kept' : 'but it is not kept'}.`),
      );
  }
}

function authSentence({ endpoint, seen, exitCode }: AuthDocument, { paint }: Style): string {
  if (endpoint.keyFingerprint === null) {
    return exitCode === 3
      ? paint.bold(paint.yellow('A key is kept for this gateway, and could not be read.'))
      : paint.bold(paint.red('There is no key for this gateway.'));
  }
  switch (seen?.result) {
    case 'accepted':
      return paint.bold(paint.green('The gateway accepted this key when it was last asked.'));
    case 'refused':
      return paint.bold(paint.red('The gateway refused this key when it was last asked.'));
    case 'not-verifiable':
      return paint.bold(paint.yellow('The gateway does not tell whether it accepts this key.'));
    default:
      return paint.bold(paint.yellow('Whether the gateway accepts this key was not looked at yet.'));
  }
}

const seenAs = { accepted: 'accepted', refused: 'refused', 'not-verifiable': 'not verifiable' } as const;

function seenWords({ result, since, seenAt }: NonNullable<KeptKeyDocument['seen']>): string {
  const from = time(since) === time(seenAt) ? '' : `, the same since ${time(since)}`;
  return `${seenAs[result]}, ${time(seenAt)}${from}`;
}

/** `2026-11-22 09:42 UTC` */
function time(at: string): string {
  return `${day(at)} ${at.slice(11, 16)} UTC`;
}

function day(at: string): string {
  return at.slice(0, 10);
}

function placed({ store, place }: KeptKeyDocument): string {
  return store === 'keychain' ? 'the keychain of this machine' : `${place} (plain text)`;
}

function inOneLine(key: KeptKeyDocument): string {
  const { origin, fingerprint, keptAt, seen } = key;
  const last = seen === null ? '' : `, ${seenAs[seen.result]} ${day(seen.seenAt)}`;
  return `${origin}: ${placed(key)}, ${fingerprint}, kept ${day(keptAt)}${last}`;
}
