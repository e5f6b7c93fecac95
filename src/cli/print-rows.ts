import type { CommandOutcome } from '../commands/outcome.ts';
import type { ProbeTalk } from '../commands/probe.ts';
import { planLine, rowLine } from '../render/ndjson.ts';
import type { ProbeRow } from '../report/documents.ts';
import { holdsSecret } from '../report/find-secrets.ts';
import { redact } from '../report/redact.ts';
import type { Redacted } from '../report/redact-by.ts';
import { secretsInHand } from '../settings/secrets-in-hand.ts';
import type { System } from '../system/system.ts';

/** Prints the rows of a probe while it runs. */
export interface RowPrinter extends Required<Pick<ProbeTalk, 'onStart' | 'onRow'>> {
  /** What is left to present, once everything before it is written. Rejects with a code when it could not be. */
  rest(outcome: CommandOutcome): Promise<CommandOutcome>;
}

/**
 * Takes every row through the steps of the boundary: hides what is secret, renders, looks at the finished line, writes.
 * A line that still holds a secret is left to `present`, which then says so.
 */
export function createRowPrinter(system: System): RowPrinter {
  const printed = new WeakSet<ProbeRow>();
  let secrets: readonly string[] = [];
  let written = Promise.resolve();

  function print<Record extends object>(record: Record, line: (safe: Redacted<Record>) => string): boolean {
    const text = line(redact(record, { secrets, home: system.home }).value);
    if (holdsSecret(text, secrets)) return false;
    written = written.then(() => system.stdout.write(text));
    // Looked at in the end; until then a full disk is no reason to fall over in the middle of a call.
    written.catch(() => undefined);
    return true;
  }

  return {
    onStart(head, known) {
      secrets = secretsInHand(known, system.env);
      print(head, planLine);
    },
    onRow(row) {
      if (print(row, rowLine)) printed.add(row);
    },
    async rest(outcome) {
      await written;
      const { document } = outcome;
      if (!('rows' in document)) return outcome;
      return {
        ...outcome,
        document: { ...document, rows: document.rows.filter((row) => !printed.has(row)) },
      };
    },
  };
}
