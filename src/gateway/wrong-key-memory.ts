import type { WireFacts } from '../errors/answer.ts';
import { isRecord } from '../errors/read-answer.ts';
import { isJournalOff, pathRules, stateFolder } from '../settings/places.ts';
import type { System } from '../system/system.ts';

/** Remembers per origin and path how a random key was refused, so that repeated runs send no bad logins. */
export interface WrongKeyMemory {
  recall(path: string): Promise<WireFacts | undefined>;
  keep(path: string, refusal: WireFacts): Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;
const maxBytes = 64 * 1024;
const mostEntries = 50;

/** For runs that keep nothing: the sandbox, or `NEXUS_NO_JOURNAL=1`. */
export const noMemory: WrongKeyMemory = { recall: async () => undefined, keep: async () => undefined };

/** Kept in the state folder. A missing, broken or read-only file only means that the random key is sent again. */
export function createWrongKeyMemory(baseUrl: string, system: System): WrongKeyMemory {
  const folder = stateFolder(system);
  if (folder === undefined || isJournalOff(system)) return noMemory;
  const file = pathRules(system).join(folder, 'refused-keys.json');
  let loaded: Promise<Record<string, unknown>> | undefined;
  const load = () => (loaded ??= read(file, system));

  return {
    recall: async (path) => {
      const entry = (await load())[baseUrl + path];
      if (!isRecord(entry) || typeof entry.at !== 'number') return undefined;
      const ageMs = system.clock.now() - entry.at;
      return ageMs >= 0 && ageMs < dayMs ? refusalFrom(entry.refusal) : undefined;
    },
    keep: async (path, refusal) => {
      if (refusal.kind !== 'api-error') return;
      const entries = await load();
      const { status, code } = refusal.answer;
      // A name that is set again keeps its old place in the order.
      delete entries[baseUrl + path];
      // The message is the server's own text and is not needed again.
      entries[baseUrl + path] = {
        at: system.clock.now(),
        refusal: { ...refusal, answer: { status, code, body: 'api-error' } },
      };
      const newest = Object.fromEntries(Object.entries(entries).slice(-mostEntries));
      await system.files
        .writePrivate(file, `${JSON.stringify(newest)}\n`, { overwrite: true })
        .catch(() => undefined);
    },
  };
}

async function read(file: string, system: System): Promise<Record<string, unknown>> {
  const found = await system.files.read(file, { maxBytes, followLinks: false });
  if (found.kind !== 'text') return {};
  try {
    const parsed: unknown = JSON.parse(found.text);
    return isRecord(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/** Takes only what this program wrote itself; anything else is as good as nothing. */
function refusalFrom(value: unknown): WireFacts | undefined {
  if (!isRecord(value) || value.kind !== 'api-error' || typeof value.entry !== 'string') return undefined;
  const answer = isRecord(value.answer) ? value.answer : {};
  return {
    kind: 'api-error',
    answer: {
      ...(typeof answer.status === 'number' ? { status: answer.status } : {}),
      ...(typeof answer.code === 'string' ? { code: answer.code } : {}),
      body: 'api-error',
    },
    entry: value.entry,
    documented: value.documented === true,
    access: value.access === true,
    provesKey: value.provesKey === true,
  };
}
