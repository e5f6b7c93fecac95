import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bin } from './run-bin.ts';

const script = fileURLToPath(new URL('./terminal.py', import.meta.url));

/** Node has no pty of its own; Python's is on nearly every machine that has a terminal. */
export const hasTerminal =
  process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty']).status === 0;

export interface TerminalPlan {
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** Keys that are pressed 20 ms after the start, before any question. */
  readonly early?: string;
  /** The keys are pressed when the program has shown this text. */
  readonly waitFor?: string;
  readonly press?: string;
  /** Absent: 50. */
  readonly afterMs?: number;
}

export interface TerminalRun {
  readonly exitCode: number | null;
  readonly msAfterKey: number | null;
  /** The terminal is set as it was before, echo and line mode included. */
  readonly modesKept: boolean;
  readonly output: string;
}

/** Runs the built program in a real terminal. */
export async function runInTerminal(args: readonly string[], plan: TerminalPlan = {}): Promise<TerminalRun> {
  const { env = {}, columns = 80, ...keys } = plan;
  const whole = {
    argv: [process.execPath, bin, ...args],
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', ...env },
    columns,
    limitMs: 20_000,
    ...keys,
  };
  const { stdout } = await promisify(execFile)('python3', [script, JSON.stringify(whole)]);
  return JSON.parse(stdout);
}
