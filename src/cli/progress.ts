import type { Ora } from 'ora';
import type { CheckEvent } from '../checks/run-checks.ts';
import type { System } from '../system/system.ts';
import type { SharedFlags } from './options.ts';

/** Shows what is going on, on standard error. `stop` removes every trace of it. */
export interface Progress {
  onEvent(event: CheckEvent): void;
  stop(): void;
}

/** A run that ends sooner shows no spinner. */
const quietMs = 50;

const silent: Progress = { onEvent: () => undefined, stop: () => undefined };

/** Silent in a pipe, for machine formats and on terminals without cursor control. */
export function createProgress(flags: SharedFlags, { stderr, env }: System): Progress {
  const wanted =
    stderr.isTerminal && flags.format === 'human' && !flags.json && !flags.quiet && env.TERM !== 'dumb';
  if (!wanted) return silent;
  let spinner: Ora | undefined;
  let stopped = false;
  let text = 'Looking';
  let starting: NodeJS.Timeout | undefined;

  async function start(): Promise<void> {
    const { default: ora } = await import('ora');
    if (stopped) return;
    // Without discardStdin:false ora swallows Ctrl-C while it spins.
    spinner = ora({ text, discardStdin: false, color: 'cyan' }).start();
  }

  return {
    onEvent: (event) => {
      if (event.kind !== 'started') return;
      text = event.title;
      if (spinner !== undefined) spinner.text = text;
      // Loaded when the first request is on its way: the wait hides what ora costs (2.5 times a bare start).
      else starting ??= setTimeout(() => void start(), quietMs);
    },
    stop: () => {
      stopped = true;
      clearTimeout(starting);
      spinner?.stop();
    },
  };
}
