import type { Fix } from '../../errors/entry.ts';
import { isVariableName, shellLine } from '../shell-line.ts';
import { asStarted, type Style } from '../style.ts';

/** An action in words, and what to copy for it: a command, a line for the shell or a link. */
export interface FixWords {
  readonly text: string;
  readonly copy?: string | undefined;
}

/** Words for one fix, for this person's shell and way of starting. */
export function fixWords(fix: Fix, style: Style): FixWords {
  switch (fix.kind) {
    case 'run':
      return { text: fix.why, copy: asStarted(fix.command, style) };
    case 'set':
      return { text: `set ${fix.setting} to ${fix.to}`, copy: setLine(fix.setting, fix.to, style) };
    case 'open':
      return { text: fix.why, copy: fix.link.startsWith('https://') ? fix.link : undefined };
    case 'do':
      return { text: fix.what };
  }
}

// "to the root of the gateway" is advice, not a value: only one word can be copied, or a place to fill in.
function setLine(setting: string, to: string, style: Style): string | undefined {
  if (!isVariableName(setting) || (/\s/.test(to) && !/^<[^<>]+>$/.test(to))) return undefined;
  return shellLine(style.shell, setting, to);
}
