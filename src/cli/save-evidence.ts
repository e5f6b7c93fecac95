import { resolve } from 'node:path';
import type { CommandOutcome } from '../commands/outcome.ts';
import { UsageError } from '../errors/usage-error.ts';
import { holdsSecret, redact } from '../report/redact.ts';
import type { System } from '../system/system.ts';
import { knownSecrets } from './known-secrets.ts';

/** Writes the redacted document of a run, which holds the facts of every check. Never overwrites a file. */
export async function saveEvidence(file: string, outcome: CommandOutcome, system: System): Promise<void> {
  const secrets = knownSecrets(outcome, system);
  const { value, receipt } = redact(outcome.document, { secrets, home: system.home });
  const text = `${JSON.stringify({ ...value, redactions: receipt }, null, 2)}\n`;
  if (holdsSecret(text, secrets)) throw new Error('the evidence still held a secret');
  try {
    await system.files.writePrivate(resolve(system.cwd, file), text, { overwrite: false });
  } catch {
    throw new UsageError(
      'the evidence could not be written',
      'name a new file in a folder that you may write to',
    );
  }
}
