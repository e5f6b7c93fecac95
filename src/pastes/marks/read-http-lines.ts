import { fact, type Mark } from '../mark.ts';
import type { PasteContext } from '../paste.ts';
import { blankedIn, holdsAny, type SoughtText } from '../sought-text.ts';
import { targetOf } from './endpoint-of.ts';
import { blanked } from './literals-in-text.ts';
import { isKnownHeader, readHeader, type Side } from './read-header.ts';
import { marksOfTarget } from './read-words.ts';

const line =
  /^[ \t]{0,8}(?:\d\d:\d\d:\d\d\.\d{1,6} )?(?:([<>])[ ]?|\* \[HTTP\/2\] \[\d{1,9}\] \[)?(?:(GET|POST|PUT|HEAD|DELETE) (\S{1,600})(?: HTTP\/[\d.]{1,3})?[ \t]*$|HTTP\/[\d.]{1,3} (\d{3})\b([^\n]{0,80})|(:?[A-Za-z][\w-]{1,60}): ?([^\n]{0,1500}))/gm;
const lineHints = [':', 'http/', 'get ', 'post ', 'put ', 'head ', 'delete '];
const typed = /(?<=^|[\s;&|>])curl(?:\.exe)? (?:[^\n\\^]|[\\^][^\n]|[\\^][ \t]*\n){0,20000}/gm;
const typedHeader =
  /(?:-H|--header)[ =]?(?:"([\w-]{2,60}): ?([^"\n]{0,500})"|'([\w-]{2,60}): ?([^'\n]{0,500})')/g;

/** Requests, status lines and headers that stand on lines of their own, as curl shows them, and the command itself; the rest of the text has no headers any more. */
export function readHttpLines(
  sought: SoughtText,
  context: PasteContext,
): { readonly marks: readonly Mark[]; readonly rest: SoughtText } {
  const { text } = sought;
  if (!holdsAny(sought, lineHints)) return { marks: [], rest: sought };
  const isTyped = holdsAny(sought, ['curl']);
  const marks: Mark[] = isTyped ? readCommands(text, context) : [];
  const rest: string[] = [];
  let from = 0;
  let side: Side | undefined;
  for (const match of text.matchAll(line)) {
    const [, arrow, method, target = '', status, reason = '', name, value = ''] = match;
    const at = match.index;
    if (method !== undefined) {
      const found = targetOf(target);
      if (found === undefined) continue;
      side = 'request';
      marks.push({ kind: 'break', of: 'start', at });
      marks.push(...marksOfTarget(found, method, 'the request line', at, 1));
    } else if (status !== undefined) {
      if (status.startsWith('1') || /connection established/i.test(reason)) continue;
      side = 'response';
      marks.push({ kind: 'break', of: 'answer', at });
      marks.push(fact('status', Number(status), 'the status line', at, 1));
    } else if (name !== undefined && isKnownHeader(name)) {
      const shown = arrow === undefined ? side : arrow === '>' ? 'request' : 'response';
      const inBrackets = match[0].includes('[HTTP/2]');
      // Whose id it is shows here only: as plain words it would be the gateway's.
      rest.push(text.slice(from, at), ' '.repeat(match[0].length));
      from = at + match[0].length;
      marks.push(
        ...readHeader(
          name,
          inBrackets ? value.replace(/\]$/, '') : value,
          { at, side: inBrackets ? 'request' : shown },
          context,
        ),
      );
    }
  }
  rest.push(text.slice(from));
  const open = rest.join('');
  const hasHeaders = holdsAny(sought, ['-h', '--header']);
  return { marks, rest: blankedIn(sought, hasHeaders ? open.replace(typedHeader, blanked) : open) };
}

/** `curl … -X POST -d … -H …`: what a person typed. A body without a method is a POST. */
function readCommands(text: string, context: PasteContext): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(typed)) {
    const command = match[0];
    const { index } = match;
    const [address] = /https?:\/\/[^\s"']{4,600}/.exec(command) ?? [];
    const target = address === undefined ? undefined : targetOf(address);
    if (target === undefined) continue;
    const stated = /(?:-X|--request)[ =]?["']?([A-Z]{3,7})/.exec(command)?.[1];
    const body = /\s(?:-d|--data(?:-raw|-binary|-ascii)?|--json)[\s='"@]/.test(command);
    marks.push({ kind: 'break', of: 'start', at: index });
    marks.push(...marksOfTarget(target, stated ?? (body ? 'POST' : undefined), 'the command', index, 2));
    for (const header of command.matchAll(typedHeader)) {
      const name = header[1] ?? header[3] ?? '';
      const value = header[2] ?? header[4] ?? '';
      if (isKnownHeader(name) && value.trim() !== '')
        marks.push(...readHeader(name, value, { at: index + header.index, side: 'request' }, context));
    }
  }
  return marks;
}
