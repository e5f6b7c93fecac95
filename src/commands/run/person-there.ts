import { isInCi } from '../../settings/in-ci.ts';
import type { System } from '../../system/system.ts';

/** Whether a person sits at the terminal who can be asked. */
export function isPersonThere(system: System): boolean {
  return system.stdin.isTerminal && system.stderr.isTerminal && !isInCi(system);
}
