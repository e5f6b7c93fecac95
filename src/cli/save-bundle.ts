import { createHash } from 'node:crypto';
import { createTarGzip } from 'nanotar';
import { UsageError } from '../errors/usage-error.ts';
import { safeJson, safeJsonLine } from '../render/escape.ts';
import type { ReportDocument } from '../report/documents.ts';
import { holdsSecret } from '../report/find-secrets.ts';
import { pathRules } from '../settings/places.ts';
import type { System } from '../system/system.ts';
import { toolName, toolVersion } from '../version.ts';
import { isArchivePlace } from './bundle-place.ts';
import { expectFolder, type SaveOptions, saveFile, saveInNewFolder } from './save-file.ts';

/** The documents of a bundle, already redacted together, so that one secret has one tag in all of them. */
export interface BundleContent {
  readonly ticket: ReportDocument;
  readonly doctor: unknown;
  readonly journal: readonly unknown[];
}

interface BundleFile {
  readonly name: string;
  readonly text: string;
}

/** Writes a folder, or one archive where the name ends in .tar.gz or .tgz. Throws a UsageError where it can't. */
export async function saveBundle(
  place: string,
  content: BundleContent,
  ticketText: string,
  secrets: readonly string[],
  options: SaveOptions,
  system: System,
): Promise<void> {
  const files = withManifest(
    [
      { name: 'ticket.md', text: ticketText },
      { name: 'ticket.json', text: lines(content.ticket) },
      { name: 'doctor.json', text: lines(content.doctor) },
      { name: 'journal.jsonl', text: content.journal.map((record) => `${safeJsonLine(record)}\n`).join('') },
    ],
    content.ticket,
    system,
  );
  refuseLeak(files, secrets);
  if (isArchivePlace(place)) return saveFile(place, await archive(files, system), options, system);
  const { join, resolve } = pathRules(system);
  const folder = resolve(system.cwd, place);
  if (!options.overwrite && (await system.files.exists(folder))) {
    throw new UsageError(
      'something of that name is there',
      'name a new folder, or add --force to write into it',
    );
  }
  await expectFolder(folder, system);
  for (const { name, text } of files) await saveInNewFolder(join(folder, name), text, options, system);
}

/** The last look, over what is about to be written: one section that leaks keeps all of them back. */
function refuseLeak(files: readonly BundleFile[], secrets: readonly string[]): void {
  const leak = files.find(({ text }) => holdsSecret(text, secrets));
  if (leak === undefined) return;
  throw new Error(`${leak.name} still held a secret, so nothing was written`);
}

function withManifest(files: readonly BundleFile[], { ticket, redactions }: ReportDocument, system: System) {
  const manifest = {
    tool: `${toolName} ${toolVersion}`,
    createdAt: new Date(system.clock.now()).toISOString(),
    sandbox: ticket.sandbox,
    files: files.map(({ name, text }) => ({
      name,
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
    redactions,
  };
  return [...files, { name: 'manifest.json', text: lines(manifest) }];
}

async function archive(files: readonly BundleFile[], { clock }: System): Promise<Uint8Array> {
  const attrs = { mode: '600', uid: 0, gid: 0, user: '', group: '', mtime: clock.now() };
  return createTarGzip(
    files.map(({ name, text }) => ({ name: `nexus-report/${name}`, data: text })),
    { attrs },
  );
}

function lines(document: unknown): string {
  return `${safeJson(document)}\n`;
}
