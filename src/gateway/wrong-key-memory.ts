import { createHmac } from 'node:crypto';
import type { ApiError, WireFacts } from '../errors/answer.ts';
import { isRecord } from '../errors/read-answer.ts';
import { loadSalt } from '../settings/key-fingerprint.ts';
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
/** The file of version 1 named addresses and the server's codes, and a key can stand in both. */
const version = 2;

/** For runs that keep nothing: the sandbox, or `NEXUS_NO_JOURNAL=1`. */
export const noMemory: WrongKeyMemory = { recall: async () => undefined, keep: async () => undefined };

/** Kept in the state folder. A missing, broken or read-only file only means that the random key is sent again. */
export function createWrongKeyMemory(baseUrl: string, system: System): WrongKeyMemory {
  const folder = stateFolder(system);
  if (folder === undefined || isJournalOff(system)) return noMemory;
  const file = pathRules(system).join(folder, 'refused-keys.json');
  let loaded: Promise<Record<string, unknown>> | undefined;
  const load = () => (loaded ??= read(file, system));
  // A hash, because people put keys into the path of a base URL.
  const nameOf = async (path: string) =>
    createHmac('sha256', await loadSalt(system))
      .update(baseUrl + path)
      .digest('hex')
      .slice(0, 32);

  return {
    recall: async (path) => {
      const entries = await load();
      // Without an entry there is no need of a salt, which would be kept for nothing.
      const entry = Object.keys(entries).length === 0 ? undefined : entries[await nameOf(path)];
      if (!isRecord(entry) || typeof entry.at !== 'number') return undefined;
      const ageMs = system.clock.now() - entry.at;
      return ageMs >= 0 && ageMs < dayMs ? refusalFrom(entry) : undefined;
    },
    keep: async (path, refusal) => {
      if (refusal.kind !== 'api-error') return;
      const [entries, name] = await Promise.all([load(), nameOf(path)]);
      // A name that is set again keeps its old place in the order.
      delete entries[name];
      entries[name] = { at: system.clock.now(), ...keptOf(refusal) };
      const newest = Object.fromEntries(Object.entries(entries).slice(-mostEntries));
      await system.files
        .writePrivate(file, `${JSON.stringify({ version, refusals: newest })}\n`, { overwrite: true })
        .catch(() => undefined);
    },
  };
}

/** Nothing of the server's own text: not its message, and not its code, which can repeat what was sent. */
function keptOf({ answer: { status }, entry, documented, access, provesKey }: ApiError) {
  return { ...(status === undefined ? {} : { status }), entry, documented, access, provesKey };
}

async function read(file: string, system: System): Promise<Record<string, unknown>> {
  const found = await system.files.read(file, { maxBytes, followLinks: false });
  if (found.kind !== 'text') return {};
  const refusals = refusalsIn(found.text);
  // What cannot be used may be of version 1, and then it may hold a key.
  if (refusals === undefined) await system.files.remove(file).catch(() => undefined);
  return refusals ?? {};
}

function refusalsIn(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed) || parsed.version !== version) return undefined;
    return isRecord(parsed.refusals) ? { ...parsed.refusals } : undefined;
  } catch {
    return undefined;
  }
}

/** Takes only what this program wrote itself; anything else is as good as nothing. */
function refusalFrom({ status, entry, documented, access, provesKey }: Record<string, unknown>) {
  if (typeof entry !== 'string') return undefined;
  const facts: ApiError = {
    kind: 'api-error',
    answer: { ...(typeof status === 'number' ? { status } : {}), body: 'api-error' },
    entry,
    documented: documented === true,
    access: access === true,
    provesKey: provesKey === true,
  };
  return facts;
}
