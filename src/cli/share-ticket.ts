import type { CommandOutcome } from '../commands/outcome.ts';
import { type BundleParts, bundleParts } from '../commands/report/bundle-parts.ts';
import { type Format, render } from '../render/index.ts';
import type { ReportDocument } from '../report/documents.ts';
import { holdsSecret } from '../report/find-secrets.ts';
import { redact } from '../report/redact.ts';
import { redactForOthers } from '../report/redact-for-others.ts';
import type { SettingsRequest } from '../settings/load-settings.ts';
import type { System } from '../system/system.ts';
import { styleFor } from './display.ts';
import { knownSecrets } from './known-secrets.ts';
import type { SharedFlags } from './options.ts';
import { type BundleContent, saveBundle } from './save-bundle.ts';
import { saveFile } from './save-file.ts';

/** Where a ticket goes besides the screen. */
export interface Sharing {
  readonly out?: string;
  readonly bundle?: string;
  readonly copy?: true;
  readonly force?: true;
}

/** The same ticket before and after `redactTicket`. */
export interface TicketForms {
  /** Needed for a bundle alone: what is redacted together has the same tags in every file. */
  readonly raw: CommandOutcome;
  readonly redacted: CommandOutcome;
}

/** Where a bundle's diagnosis looks: the gateway of the ticket, in its own world where that is a sandbox. */
export interface Aim {
  readonly request: SettingsRequest;
  readonly world: System;
}

/** Writes and copies what the person asked for; gives a line for each that says so. Throws a UsageError. */
export async function shareTicket(
  { raw, redacted }: TicketForms,
  { out, bundle, copy, force }: Sharing,
  flags: SharedFlags,
  { request, world }: Aim,
  system: System,
): Promise<readonly string[]> {
  const machine = { ...system, ...system.outside };
  const options = { overwrite: force === true };
  const told: string[] = [];
  if (out !== undefined) {
    const text = await finishedText(redacted, flags.format ?? formatOf(out), flags, system);
    await saveFile(out, text, options, machine);
    told.push(`Written to ${out}, readable for you only.`);
  }
  if (bundle !== undefined) {
    const parts = await bundleParts(ticketIn(raw), request, world);
    const secrets = await knownSecrets({ secrets: [...raw.secrets, ...parts.secrets] }, system);
    const content = bundleContent(ticketIn(raw), parts, secrets, system);
    const outcome = { ...redacted, document: content.ticket, secrets: [...raw.secrets, ...parts.secrets] };
    const text = await finishedText(outcome, 'markdown', flags, system);
    await saveBundle(bundle, content, text, secrets, options, machine);
    if (parts.asked !== undefined)
      told.push(`For doctor.json the free checks asked ${parts.asked} once more.`);
    told.push(`Written to ${bundle}: look through it before you send it.`);
  }
  if (copy !== undefined) {
    const text = await finishedText(redacted, flags.format ?? 'text', flags, system);
    const isCopied = await system.clipboard.copy(text);
    told.push(
      isCopied ? 'The ticket is on the clipboard.' : 'No clipboard took the ticket: use --out <file>.',
    );
  }
  return told;
}

function bundleContent(
  ticket: ReportDocument,
  { doctor, journal }: BundleParts,
  secrets: readonly string[],
  system: System,
): BundleContent {
  const { value, receipt } = redactForOthers({ ticket, doctor, journal }, secrets, system);
  return { ...value, ticket: { ...value.ticket, redactions: [...ticket.redactions, ...receipt] } };
}

function ticketIn({ document }: CommandOutcome): ReportDocument {
  if ('ticket' in document) return document;
  throw new Error('this is no ticket');
}

/** A file's name says what it holds. */
function formatOf(place: string): Format {
  if (/\.json$/i.test(place)) return 'json';
  return /\.(?:md|markdown)$/i.test(place) ? 'markdown' : 'text';
}

async function finishedText(
  outcome: CommandOutcome,
  format: Format,
  flags: SharedFlags,
  system: System,
): Promise<string> {
  const secrets = await knownSecrets(outcome, system);
  const { value } = redact(outcome.document, { secrets, home: system.home });
  const style = await styleFor({ ...flags, format, color: false }, system, outcome);
  const text = await render(value, format, { ...style, columns: 80 });
  if (holdsSecret(text, secrets)) throw new Error('the ticket still held a secret');
  return text;
}
