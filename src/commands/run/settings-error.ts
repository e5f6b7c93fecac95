import type { FileProblem } from '../../settings/settings.ts';
import type { CommandOutcome } from '../outcome.ts';

/** A settings file that cannot be used: the place and what was expected, never the line itself. */
export function settingsError(
  command: string,
  { file, line, column, expected }: FileProblem,
): CommandOutcome {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return {
    document: {
      schemaVersion: 1,
      command,
      error: {
        kind: 'settings',
        message: `${place}: ${expected}`,
        hint: 'correct the file, or run nexus doctor: it goes on without it',
      },
    },
    exitCode: 2,
    secrets: [],
  };
}
