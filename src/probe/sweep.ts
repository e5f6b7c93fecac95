import type { System } from '../system/system.ts';
import type { CellOutcome } from './probe-cell.ts';

/** Why a sweep ended before its last cell. */
export type StopReason =
  | { readonly kind: 'key-refused' | 'no-money' | 'budget' | 'interrupted' }
  | { readonly kind: 'limit'; readonly retryAfterSeconds: number | null };

export interface SweepOptions {
  readonly concurrency: number;
  /** Documented requests per minute; undefined where none is documented. */
  readonly perMinute: number | undefined;
  readonly clock: System['clock'];
  readonly signal: AbortSignal;
}

const longestWaitSeconds = 60;

/**
 * Runs `probe` for every cell, a few at a time, paced by the documented rate. Stops at a refused
 * key, at an empty balance, when the budget is used up, on an interrupt, and at a limit that does not pass within
 * a minute. A limit that does is waited for once. `probe` awaits its second argument before every further send.
 */
export async function sweep<Cell>(
  cells: readonly Cell[],
  probe: (cell: Cell, pace: () => Promise<void>) => Promise<CellOutcome | undefined>,
  options: SweepOptions,
): Promise<StopReason | undefined> {
  const { signal, clock } = options;
  const pace = paceOf(options);
  let next = 0;
  let stopped: StopReason | undefined;
  let pausedUntilMs: number | undefined;

  async function worker(): Promise<void> {
    while (stopped === undefined && next < cells.length) {
      if (signal.aborted) {
        stopped ??= { kind: 'interrupted' };
        return;
      }
      const cell = cells[next] as Cell;
      next += 1;
      await pace();
      await pauseIsOver();
      // Somebody else may have found a reason to stop meanwhile; the cell stays unsent.
      if (stopped !== undefined || signal.aborted) continue;
      const wasPaused = pausedUntilMs !== undefined;
      const outcome = await probe(cell, pace);
      const reason = outcome === undefined ? ({ kind: 'budget' } as const) : stopReasonOf(outcome);
      if (reason === undefined) continue;
      // Calls that were under way together meet the same limit: they share one wait.
      if (reason.kind === 'limit' && !wasPaused && canWait(reason)) {
        const untilMs = clock.elapsedMs() + (reason.retryAfterSeconds ?? 0) * 1000;
        pausedUntilMs = Math.max(pausedUntilMs ?? 0, untilMs);
      } else {
        stopped ??= reason;
      }
    }
  }

  async function pauseIsOver(): Promise<void> {
    while (pausedUntilMs !== undefined && stopped === undefined && !signal.aborted) {
      const leftMs = pausedUntilMs - clock.elapsedMs();
      if (leftMs <= 0) return;
      await clock.wait(leftMs, signal);
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, options.concurrency) }, worker));
  return stopped ?? (signal.aborted ? { kind: 'interrupted' } : undefined);
}

function canWait({ retryAfterSeconds }: Extract<StopReason, { kind: 'limit' }>): boolean {
  return retryAfterSeconds !== null && retryAfterSeconds <= longestWaitSeconds;
}

function stopReasonOf({ facts }: CellOutcome): StopReason | undefined {
  if (facts.result.kind !== 'refused' || facts.result.facts.kind !== 'api-error') return undefined;
  const { answer, access, provesKey } = facts.result.facts;
  if (answer.status === 429) return { kind: 'limit', retryAfterSeconds: answer.retryAfterSeconds ?? null };
  if (provesKey) return access ? undefined : { kind: 'no-money' };
  return access || answer.status === 401 ? { kind: 'key-refused' } : undefined;
}

/** Lets as many sends through at once as the documented minute allows, then one for each that is a minute old. */
function paceOf({ perMinute, clock, signal }: SweepOptions): () => Promise<void> {
  const sentAt: number[] = [];
  let turn = Promise.resolve();
  return () => {
    if (perMinute === undefined) return Promise.resolve();
    turn = turn.then(async () => {
      const oldest = sentAt.length < perMinute ? undefined : sentAt[sentAt.length - perMinute];
      if (oldest !== undefined) await clock.wait(Math.max(0, oldest + 60_000 - clock.elapsedMs()), signal);
      sentAt.push(clock.elapsedMs());
      if (sentAt.length > perMinute) sentAt.shift();
    });
    return turn;
  };
}
