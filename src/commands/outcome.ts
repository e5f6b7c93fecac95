import type { CommandDocument } from '../report/documents.ts';
import type { Secret } from '../settings/secret.ts';
import type { Settings } from '../settings/settings.ts';

/** What a command gives back. It never prints and never ends the program. */
export interface CommandOutcome {
  readonly document: CommandDocument;
  readonly exitCode: number;
  /** Every secret of this run: none of them may be printed. */
  readonly secrets: readonly Secret[];
  /** Nothing in the document comes from outside but a name that the catalogue has: no kept key nor foreign secret is in it. */
  readonly allOwnWords?: true;
  /** For a terminal only. */
  readonly lastFour?: string;
  /** What the settings wish for where no flag decides; a format that this document has no form for is passed over. */
  readonly output?: OutputWishes;
}

export interface OutputWishes {
  readonly format?: string;
  readonly color?: boolean;
}

/** What the settings files say about output. */
export function outputWishes({ output }: Settings): { output?: OutputWishes } {
  const { format, color } = output ?? {};
  if (format === undefined && color === undefined) return {};
  return {
    output: {
      ...(format === undefined ? {} : { format: format.value }),
      ...(color === undefined ? {} : { color: color.value }),
    },
  };
}
