import type { CommandOutcome } from '../commands/outcome.ts';
import { type Format, render } from '../render/index.ts';
import type { CommandDocument, ErrorDocument } from '../report/documents.ts';
import { holdsSecret } from '../report/find-secrets.ts';
import { redactKnown } from '../report/redact-known.ts';
import type { System } from '../system/system.ts';
import { formatFor, styleFor } from './display.ts';
import { signalExit } from './exit-code.ts';
import { knownSecrets } from './known-secrets.ts';
import type { SharedFlags } from './options.ts';

/**
 * The one boundary: hides what is secret, renders, writes. Besides it only `print-rows.ts` writes results to standard
 * output, in the same three steps.
 * Gives the exit code: the outcome's own, 3 when the last look finds a secret in the finished text.
 */
export async function present(outcome: CommandOutcome, flags: SharedFlags, system: System): Promise<number> {
  const secrets = await knownSecrets(outcome, system);
  const hide = outcome.allOwnWords ? redactKnown : (await import('../report/redact.ts')).redact;
  const { value } = hide(asEnded(outcome.document, system), { secrets, home: system.home });
  const format = formatFor(flags, outcome);
  const style = await styleFor({ ...flags, format }, system, outcome);
  const text = await render(value, format, style);
  if (holdsSecret(text, secrets)) {
    const fault = redactKnown(leakDocument(value.command), { secrets: [] }).value;
    await write(await render(fault, format, { ...style, screen: {} }), true, format, system);
    return 3;
  }
  await write(text, 'error' in value, format, system);
  return outcome.exitCode;
}

/** A document that names its exit code names the one that the process ends with. */
function asEnded(document: CommandDocument, { interrupt }: Pick<System, 'interrupt'>): CommandDocument {
  if (!interrupt.aborted || !('exitCode' in document)) return document;
  return { ...document, exitCode: signalExit(interrupt.reason) };
}

/** Messages for people go to standard error; a document for a program always goes to standard output. */
async function write(
  text: string,
  isError: boolean,
  format: Format,
  { stdout, stderr }: System,
): Promise<void> {
  await (isError && format === 'human' ? stderr : stdout).write(text);
}

function leakDocument(command: string): ErrorDocument {
  return {
    schemaVersion: 1,
    command,
    error: {
      kind: 'internal',
      message: 'the result still held a secret, so it was not printed',
      hint: 'this is a fault in nexus: please report it without the key',
    },
  };
}
