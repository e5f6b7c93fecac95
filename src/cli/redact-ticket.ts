import type { CommandOutcome } from '../commands/outcome.ts';
import type { ReportDocument } from '../report/documents.ts';
import { redactForOthers } from '../report/redact-for-others.ts';
import type { System } from '../system/system.ts';
import { knownSecrets } from './known-secrets.ts';

/**
 * The ticket as other people may read it, with the receipt in it. `present` redacts once more and finds nothing new:
 * only the first look can count.
 */
export async function redactTicket(outcome: CommandOutcome, system: System): Promise<CommandOutcome> {
  const { document } = outcome;
  if (!('ticket' in document)) return outcome;
  const { value, receipt } = redactForOthers(document, await knownSecrets(outcome, system), system);
  const redactions = [...document.redactions, ...receipt];
  return { ...outcome, document: { ...value, redactions } satisfies ReportDocument };
}
