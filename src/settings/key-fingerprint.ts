import { createHmac } from 'node:crypto';
import type { System } from '../system/system.ts';
import { isJournalOff, pathRules, stateFolder } from './places.ts';
import type { Secret } from './secret.ts';
import type { ApiKey } from './settings.ts';

/** Tells keys apart without telling the key: HMAC-SHA256 with a salt of this machine, 8 hex digits. */
export function keyFingerprint(secret: Secret, salt: string): string {
  return createHmac('sha256', salt).update(secret.reveal()).digest('hex').slice(0, 8);
}

/** The fingerprint of the key in use, `null` without one. */
export async function fingerprintOf(apiKey: ApiKey | undefined, system: System): Promise<string | null> {
  if (apiKey === undefined || apiKey.shape.problem === 'empty') return null;
  return keyFingerprint(apiKey.secret, await loadSalt(system));
}

const saltsOfRuns = new WeakMap<System, Promise<string>>();

/**
 * The salt of this machine, made and kept at the first use. Where nothing can or may be kept, it lasts for
 * the run, so that one run still shows one fingerprint. Never throws.
 */
export function loadSalt(system: System): Promise<string> {
  const known = saltsOfRuns.get(system) ?? findSalt(system);
  saltsOfRuns.set(system, known);
  return known;
}

async function findSalt(system: System): Promise<string> {
  const fresh = Buffer.from(system.random.bytes(32)).toString('hex');
  const folder = stateFolder(system);
  if (folder === undefined) return fresh;
  const path = pathRules(system).join(folder, 'salt');
  const isKept = !isJournalOff(system);
  // Nearly every run comes by here, also one that adds no line to a file in this folder.
  if (isKept) await system.files.closeToOthers(folder);
  const kept = await readSalt(path, system);
  if (kept !== undefined || !isKept) return kept ?? fresh;
  const isDamaged = await system.files.exists(path);
  try {
    await system.files.writePrivate(path, `${fresh}\n`, { overwrite: isDamaged });
    return fresh;
  } catch {
    // Another run was faster, or the folder is read-only.
    return (await readSalt(path, system)) ?? fresh;
  }
}

async function readSalt(path: string, system: System): Promise<string | undefined> {
  const read = await system.files.read(path, { maxBytes: 256, followLinks: false });
  const salt = read.kind === 'text' && read.ownedByMe ? read.text.trim() : '';
  return /^[0-9a-f]{64}$/.test(salt) ? salt : undefined;
}
