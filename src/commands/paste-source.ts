import { UsageError } from '../errors/usage-error.ts';
import { type ForeignText, leftOutWords, readForeignText } from '../pastes/foreign-text.ts';
import { readPaste } from '../pastes/read-paste.ts';
import { pathRules } from '../settings/places.ts';
import type { System } from '../system/system.ts';
import { factsOfPaste } from '../ticket/paste-facts.ts';
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
  const calls = factsOfPaste(reading, context.profiles);
  const dropped = reading.dropped.map(({ kind, count }) => ({ rule: kind, count }));
  if (calls.length > 0 || !isNeeded) return { calls, dropped, leftOut: leftOutWords(foreign) };
  throw new UsageError(
    'nothing about a failed call was found in it',
    'add what you know: nexus report --request-id <id> --model <id> --endpoint <path> --time <when> --client <name>',
  );
}

async function textOf(place: string, { profiles }: SourceContext, system: System): Promise<ForeignText> {
  if (place === '-') return readForeignText(system.stdin.chunks(), profiles);
  const path = pathRules(system).resolve(system.cwd, place);
  try {
    return await readForeignText(system.files.chunks(path, chunkBytes), profiles);
  } catch {
    throw new UsageError(
      'the file of --from can’t be read',
      'name a text file that you may read, or - for a paste',
    );
  }
}
