import { type Literal, plainOf } from './literal.ts';
import { fact, type Mark } from './mark.ts';

/** Objects that stand for a call or a line each: entries of a HAR file, of a list of log lines. */
export function isEntry(item: Literal): boolean {
  const entryNames = /^(?:request|response|startedDateTime|timestamp|time|ts|level|error|status|statusCode)$/;
  return item.kind === 'record' && item.fields.some(([name]) => entryNames.test(name));
}

export function isHarEntry(item: Literal): boolean {
  return item.kind === 'record' && item.fields.some(([name]) => name === 'startedDateTime');
}

/** In a HAR file `content` is what wraps the body. */
export function isHarContent(key: string, value: Literal): boolean {
  return key === 'content' && value.kind === 'record' && value.fields.some(([name]) => name === 'mimeType');
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
