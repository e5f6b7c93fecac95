import { type JournalPlace, journalName, journalPlace } from '../../journal/journal-place.ts';
import { maxBytes } from '../../journal/read-text.ts';
import { isJournalOff, pathRules } from '../../settings/places.ts';
import { codeOf } from '../../system/failure.ts';
import type { System } from '../../system/system.ts';

/** Why there can be no record, in words: without it "nothing failed yet" would be a guess. */
export interface JournalTrouble {
  readonly why: string;
  /** What to do about it. */
  readonly hint: string;
}

/** What keeps the journal from being written or read; undefined where nothing does. Adds nothing to it. */
export async function journalTrouble(system: System): Promise<JournalTrouble | undefined> {
  if (isJournalOff(system.outside ?? system)) {
    return {
      why: 'NEXUS_NO_JOURNAL turns the record off',
      hint: 'unset NEXUS_NO_JOURNAL, then: nexus doctor',
    };
  }
  const place = journalPlace(system);
  const variable = system.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_STATE_HOME';
  const elsewhere = `name a folder that you may write to with ${variable}, then: nexus doctor`;
  if (place === undefined) return { why: 'no folder for it is known', hint: elsewhere };
  if (await isTooLarge(place)) {
    return {
      why: `${place.file} is too large to be read`,
      hint: 'the next failure starts it anew: nexus doctor',
    };
  }
  const refused = await refusalOf(place, system.random.uuid());
  if (refused === undefined) return undefined;
  const what = refused === 'ELOOP' ? `a link stands at ${place.file}` : `${place.folder} can’t be written to`;
  return { why: what, hint: elsewhere };
}

async function isTooLarge({ machine, folder }: JournalPlace): Promise<boolean> {
  const found = await machine.files.list(folder);
  return found.some(({ name, bytes }) => name === journalName && bytes > maxBytes);
}

/** The code with which a write is refused. A journal that is not there yet is not made: a draft tells the same. */
async function refusalOf({ machine, folder, file }: JournalPlace, id: string): Promise<string | undefined> {
  const { files } = machine;
  try {
    if (await files.exists(file)) {
      await (await files.openAppend(file)).close();
      return undefined;
    }
    const draft = pathRules(machine).join(folder, `.${journalName}.${id}.tmp`);
    await files.writePrivate(draft, '', { overwrite: false });
    await files.remove(draft);
    return undefined;
  } catch (error) {
    return codeOf(error) ?? 'unknown';
  }
}
