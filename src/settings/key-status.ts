import { isRecord } from '../errors/read-answer.ts';
import type { System } from '../system/system.ts';
import { isJournalOff, pathRules, stateFolder } from './places.ts';

export const keyResults = ['accepted', 'refused', 'not-verifiable'] as const;
export type KeyResult = (typeof keyResults)[number];

/** What a gateway said of a key when it was last asked. Times are UTC ISO-8601. */
export interface KeyStatus {
  readonly result: KeyResult;
  /** Since when it was the same at every look. */
  readonly since: string;
  readonly seenAt: string;
}

const maxBytes = 64 * 1024;
const mostEntries = 50;

/** Undefined where nobody looked, or nothing was kept. Never throws. */
export async function recallKeyStatus(
  origin: string,
  fingerprint: string,
  system: System,
): Promise<KeyStatus | undefined> {
  return statusFrom((await read(system))[nameOf(origin, fingerprint)]);
}

/** Keeps what was seen now: no key, only its fingerprint. Never rejects. */
export async function keepKeyStatus(
  origin: string,
  fingerprint: string,
  result: KeyResult,
  system: System,
): Promise<void> {
  const file = fileOf(system);
  if (file === undefined || isJournalOff(system)) return;
  const name = nameOf(origin, fingerprint);
  const { [name]: entry, ...others } = await read(system);
  const before = statusFrom(entry);
  const seenAt = new Date(system.clock.now()).toISOString();
  const since = before?.result === result ? before.since : seenAt;
  const newest = Object.entries({ ...others, [name]: { result, since, seenAt } }).slice(-mostEntries);
  await system.files
    .writePrivate(file, `${JSON.stringify(Object.fromEntries(newest))}\n`, { overwrite: true })
    .catch(() => undefined);
}

function nameOf(origin: string, fingerprint: string): string {
  return `${origin} ${fingerprint}`;
}

function fileOf(system: System): string | undefined {
  const folder = stateFolder(system);
  return folder && pathRules(system).join(folder, 'key-status.json');
}

async function read(system: System): Promise<Readonly<Record<string, unknown>>> {
  const file = fileOf(system);
  if (file === undefined) return {};
  const found = await system.files.read(file, { maxBytes, followLinks: false });
  if (found.kind !== 'text' || !found.ownedByMe) return {};
  try {
    const parsed: unknown = JSON.parse(found.text);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function statusFrom(entry: unknown): KeyStatus | undefined {
  if (!isRecord(entry)) return undefined;
  const { result, since, seenAt } = entry;
  const known = keyResults.find((one) => one === result);
  return known !== undefined && isTime(since) && isTime(seenAt)
    ? { result: known, since, seenAt }
    : undefined;
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}
