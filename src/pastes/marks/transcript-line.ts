import { fact, type Mark } from '../mark.ts';
import type { LiteralRecord } from './literal.ts';
import type { RecordPlace } from './read-record.ts';
import { textsOf } from './record-shapes.ts';

/**
 * What a line of a transcript tells besides its other fields. Of Claude Code (`~/.claude/projects/*.jsonl`): the program,
 * and the error that stands where an answer of the model would. Of Codex (`~/.codex/sessions`): the program.
 */
export function readTranscript(
  record: LiteralRecord,
  plain: Record<string, unknown>,
  place: RecordPlace,
): readonly Mark[] {
  const { sessionId, version, isSidechain, isApiErrorMessage, originator, cli_version: ofCodex } = plain;
  if (typeof ofCodex === 'string' && /^codex[\w-]{0,20}$/.test(String(originator)) && isVersion(ofCodex))
    return [fact('client', `${originator}/${ofCodex}`, formWords, record.at, 1)];
  if (typeof sessionId !== 'string' || typeof isSidechain !== 'boolean') return [];
  const client = typeof version === 'string' && isVersion(version) ? `Claude Code ${version}` : 'Claude Code';
  const said = record.fields.find(([name]) => name === 'message')?.[1];
  const error =
    isApiErrorMessage === true && said !== undefined
      ? place.readInner(textsOf(said), said.at, 'error message of the transcript')
      : [];
  return [fact('client', client, formWords, record.at, 1), ...error];
}

const formWords = 'the form of the object';

function isVersion(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,5}){1,2}(?:-[\w.]{1,20})?$/.test(text);
}

/** Who speaks in an object; Codex names it by the type of an event. */
export function roleOf({ role, type }: Record<string, unknown>): unknown {
  return type === 'user_message' ? 'user' : role;
}

/** Whether a field was read as an error, and so is no answer of a model. */
export function isReadAsError(name: string, { isApiErrorMessage }: Record<string, unknown>): boolean {
  return name === 'message' && isApiErrorMessage === true;
}
