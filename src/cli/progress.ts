import type { Ora } from 'ora';
import type { CheckEvent } from '../checks/run-checks.ts';
import type { System } from '../system/system.ts';
import { colorLevel, isAsciiLocale } from './display.ts';
import type { SharedFlags } from './options.ts';

/** Shows what is going on, on standard error. */
export interface Progress {
  onEvent(event: CheckEvent): void;
  say(text: string): void;
  /** Makes room for a question; the next word starts it again. */
  pause(): void;
  /** Removes every trace of it. */
  stop(): void;
}

/** Shows a line that stays, for people only: a machine reads the same in the document. */
export function tellOn(stderr: System['stderr'], flags: SharedFlags): (line: string) => Promise<void> {
  return async (line) => {
    if (isForPeople(flags) && !flags.quiet) await stderr.write(`${line}\n`);
  };
}

function isForPeople({ json, format }: SharedFlags): boolean {
  return !json && (format ?? 'human') === 'human';
}

/** A run that ends sooner shows no spinner. */
const quietMs = 50;

const silent: Progress = { onEvent: () => {}, say: () => {}, pause: () => {}, stop: () => {} };

/** Silent in a pipe, for machine formats and on terminals without cursor control. */
export function createProgress(flags: SharedFlags, { stderr, env, platform }: System): Progress {
  if (!stderr.isTerminal || !isForPeople(flags) || flags.quiet || env.TERM === 'dumb') return silent;
  let spinner: Ora | undefined;
  let stopped = false;
  let text = '';
  let starting: NodeJS.Timeout | undefined;

  async function start(): Promise<void> {
    const { default: ora } = await import('ora');
    if (stopped) return;
    // Without discardStdin:false ora swallows Ctrl-C while it spins.
    const color = colorLevel(flags, { env, stdout: stderr }, undefined) === 0 ? false : 'cyan';
    const ascii = flags.ascii === true || isAsciiLocale({ env, platform });
    spinner = ora({ text, discardStdin: false, color, ...(ascii ? { spinner: 'line' } : {}) }).start();
  }

  function say(words: string): void {
    text = words;
    // Loaded when the first request is on its way: the wait hides what ora costs (2.5 times a bare start).
    if (spinner === undefined) starting ??= setTimeout(() => void start(), quietMs);
    else if (spinner.isSpinning) spinner.text = text;
    else spinner.start(text);
  }

  return {
    onEvent: (event) => {
      if (event.kind === 'started') say(event.title);
    },
    say,
    pause: () => {
      clearTimeout(starting);
      starting = undefined;
      spinner?.stop();
    },
    stop: () => {
      stopped = true;
      clearTimeout(starting);
      spinner?.stop();
    },
  };
}
