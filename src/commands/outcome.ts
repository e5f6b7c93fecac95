import type { CommandDocument } from '../report/documents.ts';
import type { Secret } from '../settings/secret.ts';

/** What a command gives back. It never prints and never ends the program. */
export interface CommandOutcome {
  readonly document: CommandDocument;
  readonly exitCode: number;
  /** Every secret of this run: none of them may be printed. */
  readonly secrets: readonly Secret[];
  /** For a terminal only. */
  readonly lastFour?: string;
}
