import type { CommandOutcome } from '../commands/outcome.ts';
import { safeJson } from '../render/escape.ts';
import { holdsSecret } from '../report/find-secrets.ts';
import { redact } from '../report/redact.ts';
import type { System } from '../system/system.ts';
import { knownSecrets } from './known-secrets.ts';
import { saveFile } from './save-file.ts';

/** Writes the redacted document of a run, which holds the facts of every check. Never overwrites a file. */
export async function saveEvidence(file: string, outcome: CommandOutcome, system: System): Promise<void> {
  const secrets = await knownSecrets(outcome, system);
  const { value, receipt } = redact(outcome.document, { secrets, home: system.home });
  const text = `${safeJson({ ...value, redactions: receipt })}\n`;
  if (holdsSecret(text, secrets)) throw new Error('the evidence still held a secret');
  // A sandbox keeps no files: this one is the person's own.
  await saveFile(file, text, { overwrite: false }, system.outside ?? system);
}
