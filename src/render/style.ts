/** Whose syntax a line to copy is written in. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

type Paint = (text: string) => string;

/** Colour only repeats what the words say. */
export interface Painter {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** How a document is shown; nothing in here changes what it says. */
export interface Style {
  readonly columns: number;
  /** Nothing but ASCII leaves the program. */
  readonly ascii: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly paint: Painter;
  /** `nexus` or `npx nexus-doctor`: commands to copy begin with it. */
  readonly startedAs: string;
  readonly shell: Shell;
  /** Facts that may stand on a terminal and in no document. */
  readonly screen: { readonly lastFour?: string };
}

const same: Paint = (text) => text;

export const noPaint: Painter = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

/** A painter of chalk's colour levels 0 to 3; level 0 does not even load chalk. */
export async function painterOf(level: 0 | 1 | 2 | 3): Promise<Painter> {
  if (level === 0) return noPaint;
  const { Chalk } = await import('chalk');
  return new Chalk({ level });
}

interface Symbols {
  readonly pass: string;
  readonly warn: string;
  readonly fail: string;
  readonly unknown: string;
  readonly skip: string;
  readonly crash: string;
  readonly dot: string;
  readonly ellipsis: string;
  readonly fromTo: string;
}

const unicode: Symbols = {
  pass: '✓',
  warn: '!',
  fail: '✗',
  unknown: '?',
  skip: '–',
  crash: '✗',
  dot: '·',
  ellipsis: '…',
  fromTo: '←',
};
const ascii: Symbols = {
  pass: 'ok  ',
  warn: 'warn',
  fail: 'FAIL',
  unknown: '?   ',
  skip: 'skip',
  crash: 'FAIL',
  dot: '-',
  ellipsis: '...',
  fromTo: '<-',
};

/** Our own signs; those of one set are equally wide. */
export function symbolsOf(style: Style): Symbols {
  return style.ascii ? ascii : unicode;
}

/** A command that starts with `nexus`, as this person would type it. */
export function asStarted(command: string, style: Style): string {
  return /^nexus(?= |$)/.test(command) ? style.startedAs + command.slice('nexus'.length) : command;
}
