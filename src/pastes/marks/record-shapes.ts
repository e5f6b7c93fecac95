import { fact, type Mark } from '../mark.ts';
import { type Literal, type LiteralRecord, plainOf } from './literal.ts';

/** Objects that stand for a call or a line each: entries of a HAR file, of a list of log lines. */
export function isEntry(item: Literal): boolean {
  const entryNames = /^(?:request|response|startedDateTime|timestamp|time|ts|level|error|status|statusCode)$/;
  return item.kind === 'record' && item.fields.some(([name]) => entryNames.test(name));
}

export function isHarEntry(item: Literal): boolean {
  return item.kind === 'record' && item.fields.some(([name]) => name === 'startedDateTime');
}

/** Stands in an object that was taken out of a long list, with its number there, from 1. */
export const entryNumberField = '_nexusEntry';

/** Which one of its list an object is, from 1. */
export function entryNumber(item: Literal, index: number): number {
  const field = item.kind === 'record' ? item.fields.find(([name]) => name === entryNumberField) : undefined;
  return field?.[1].kind === 'plain' ? Number(field[1].value) : index + 1;
}

/** In a HAR file `content` is what wraps the body. */
export function isHarContent(key: string, value: Literal): boolean {
  return key === 'content' && value.kind === 'record' && value.fields.some(([name]) => name === 'mimeType');
}

/** A body is read no farther: what is longer is no error. */
const longestBody = 262_144;
const textual = /json|text|xml|html|event-stream|javascript|^$/i;

/** The wrapper of a body in plain words: browsers write some of them in base64 (HAR 1.2, `content.encoding`). */
export function plainContent(value: LiteralRecord): typeof value {
  const said = (name: string) => {
    const found = value.fields.find(([field]) => field === name)?.[1];
    return found?.kind === 'text' ? found.value : '';
  };
  if (said('encoding') !== 'base64' || !textual.test(said('mimeType'))) return value;
  const body = /^[\w+/=\s]*/.exec(said('text').slice(0, longestBody))?.[0] ?? '';
  const text = Buffer.from(body, 'base64').toString('utf8');
  return {
    ...value,
    fields: value.fields.map(([name, field]) =>
      name === 'text' ? [name, { kind: 'text', at: field.at, value: text }] : [name, field],
    ),
  };
}

/** Of a HAR file: the program that recorded it. */
export function browserOf(value: Literal): readonly Mark[] {
  const { name, version } = Object(plainOf(value)) as { readonly name?: unknown; readonly version?: unknown };
  return typeof name === 'string' && typeof version === 'string' && /^[\w .]{1,60}$/.test(name + version)
    ? [fact('client', `${name} ${version}`, 'HAR browser', value.at, 8)]
    : [];
}

/** A conversation has turns of the model in it. */
export function holdsAnswer(value: Literal): boolean {
  return (
    value.kind === 'list' &&
    value.items.some(
      (item) =>
        item.kind === 'record' &&
        item.fields.some(([name, role]) => name === 'role' && plainOf(role) === 'assistant'),
    )
  );
}

/** All texts in a value, a line each. */
export function textsOf(value: Literal): string {
  switch (value.kind) {
    case 'record':
      return value.fields.map(([, item]) => textsOf(item)).join('\n');
    case 'list':
      return value.items.map(textsOf).join('\n');
    case 'text':
      return value.value;
    case 'plain':
      return '';
  }
}

export function isEmpty(value: Literal): boolean {
  switch (value.kind) {
    case 'record':
      return value.fields.every(([, item]) => isEmpty(item));
    case 'list':
      return value.items.length === 0;
    case 'text':
      return value.value.trim() === '';
    case 'plain':
      return true;
  }
}
