import { clientIds, clientWords } from '../../errors/clients/words.ts';
import type { Hit } from '../../errors/look-up-documented.ts';
import { UsageError } from '../../errors/usage-error.ts';
import { type ForeignText, leftOutWords, readForeignText } from '../../pastes/foreign-text.ts';
import { rayOf } from '../../pastes/marks/ray-of.ts';
import { nameErrors } from '../../pastes/name-errors.ts';
import type { PasteReading } from '../../pastes/paste.ts';
import { readPaste } from '../../pastes/read-paste.ts';
import { pathRules } from '../../settings/places.ts';
import { codeOf } from '../../system/failure.ts';
import type { System } from '../../system/system.ts';
import { type CallFacts, noCall } from '../../ticket/call-facts.ts';
import { messageFrom } from '../../ticket/fact-shape.ts';
import { withoutImpossibleId } from '../../ticket/no-request-id.ts';
import { factsOfPaste } from '../../ticket/paste-facts.ts';
import { withoutPathNames } from './names-in-paths.ts';
import { passedOver } from './passed-over.ts';
import type { SourceContext, SourceFacts } from './report-source.ts';

/** Large enough to read fast, small enough to keep a log of a gigabyte out of memory. */
const chunkBytes = 1024 * 1024;

/** The failures that a file or standard input tells of. Throws a UsageError for a text without any. */
export async function pasteFacts(
  { place, isNeeded }: { readonly place: string; readonly isNeeded: boolean },
  context: SourceContext,
  system: System,
): Promise<SourceFacts> {
  const foreign = await textOf(place, context, system);
  const reading = readPaste(foreign.text, context, foreign.lineNumberOf);
  const told = judged(factsOfPaste(reading, context.profiles), reading, foreign.text, context);
  const { calls, hidden } = withoutPathNames(told, foreign.text);
  const dropped = [...passedOver(reading.dropped, told[0]?.error.message, context), ...hidden];
  if (calls.length > 0 || !isNeeded) return { calls, dropped, leftOut: leftOutWords(foreign) };
  throw new UsageError(
    'nothing about a failed call was found in it: no request_id, no code, no status, no message of a known form',
    'paste the whole answer with its headers, or the lines of the log around the failure; or add what you know: nexus report --request-id <id> --model <id> --endpoint <path> --time <when> --client <name>',
  );
}

/** Each call with the entries that `explain` finds in the same text; a text that only names an error is a call too. */
function judged(
  calls: readonly CallFacts[],
  { errors }: PasteReading,
  text: string,
  { documented }: SourceContext,
): readonly CallFacts[] {
  const { hits } = nameErrors(text, errors, documented);
  const [first] = hits.flat();
  const isNamedOnly = errors.length === 0 && first !== undefined;
  const told = isNamedOnly ? [withName(calls[0] ?? noCall, first, text)] : calls;
  return told.map((call, place) => {
    const error = errors[place];
    const named = (hits[place] ?? []).map(({ row }) => row.id);
    const ray = (error && rayOf(error, text, errors)) ?? null;
    return withoutImpossibleId({ ...call, named, ray }, named[0]);
  });
}

/** The text says nothing of an error but its name, and that it does say; what a client alone says tells the client. */
function withName(call: CallFacts, { row }: Hit, text: string): CallFacts {
  const lower = text.toLowerCase();
  const name = [row.code, ...row.aliases].find((one) => lower.includes(one.toLowerCase()));
  const id = clientIds.find((one) => one === row.provider);
  const client = id && { value: clientWords[id].name, from: 'the words of its error' };
  return {
    ...call,
    facts: { ...call.facts, client: call.facts.client ?? client ?? null },
    error: { ...call.error, message: call.error.message ?? messageFrom(name) },
  };
}

async function textOf(place: string, { profiles }: SourceContext, system: System): Promise<ForeignText> {
  try {
    return await readForeignText(piecesOf(place, system), profiles);
  } catch (error) {
    const { said, hint } = refusals[codeOf(error) ?? ''] ?? unreadable;
    throw new UsageError(said, hint);
  }
}

/** What the shell opened itself has a place that only names a descriptor: `<(command)` is one in bash and zsh. */
const descriptorPlace = /^\/(?:dev|proc\/self)\/fd\/(\d{1,4})$/;

function piecesOf(place: string, system: System): AsyncIterable<Uint8Array> {
  if (place === '-' || place === '/dev/stdin') return system.stdin.chunks();
  const descriptor = descriptorPlace.exec(place)?.[1];
  if (descriptor === '0') return system.stdin.chunks();
  if (descriptor !== undefined) return system.stdin.handedOver(Number(descriptor));
  return system.files.chunks(pathRules(system).resolve(system.cwd, place), chunkBytes);
}

interface Refusal {
  readonly said: string;
  readonly hint: string;
}

/** By the codes of `Files.chunks`. */
const refusals: Readonly<Record<string, Refusal>> = {
  EISDIR: { said: 'what --from names is a folder', hint: 'name a text file in it, or - for a paste' },
  EFIFO: {
    said: 'what --from names is a named pipe, and no file: who writes to it may never end',
    hint: 'pipe it in: cat <pipe> | nexus report --from -',
  },
  EDEVICE: {
    said: 'what --from names is a device or a socket, and no file',
    hint: 'name a text file, or pipe the text in: nexus report --from -',
  },
};

const unreadable: Refusal = {
  said: 'the file of --from can’t be read',
  hint: 'name a text file that you may read, or - for a paste',
};
