import { refusedBehind } from '../errors/diagnosis.ts';
import type { CallResult } from '../gateway/call-result.ts';
import type { System } from '../system/system.ts';
import { barOf, isQuota } from './bar-of.ts';
import type { CellEnd } from './probe-cell.ts';

/** Why a sweep ended before its last cell. */
export type StopReason =
  | { readonly kind: 'key-refused' | 'no-money' | 'budget' | 'limit-ignored' | 'interrupted' }
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
 * key, at an empty balance, at an ignored output limit, when the budget is used up, on an interrupt, and at a limit that does not pass within
 * a minute. A limit that does is waited for once. `probe` awaits its second argument before every further send.
 */
export async function sweep<Cell>(
  cells: readonly Cell[],
  probe: (cell: Cell, pace: () => Promise<void>) => Promise<CellEnd>,
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
      // Of the cell's latest call: whether it was sent after the wait that a limit asked for.
      let hasWaited = false;
      const myTurn = async () => {
        await pace();
        await pauseIsOver();
        hasWaited = pausedUntilMs !== undefined;
      };
      await myTurn();
      // Somebody else may have found a reason to stop meanwhile; the cell stays unsent.
      if (stopped !== undefined || signal.aborted) continue;
      const reason = stopReasonOf(await probe(cell, myTurn));
      if (reason === undefined) continue;
      // Calls that were under way together meet the same limit: they share one wait, even those that are told no time.
      const joins = pausedUntilMs !== undefined || (reason.kind === 'limit' && canWait(reason));
      if (reason.kind === 'limit' && !hasWaited && joins) {
        const waitSeconds = canWait(reason) ? (reason.retryAfterSeconds ?? 0) : 0;
        pausedUntilMs = Math.max(pausedUntilMs ?? 0, clock.elapsedMs() + waitSeconds * 1000);
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

function stopReasonOf(end: CellEnd): StopReason | undefined {
  if (end === undefined || (end !== 'called-off' && end.cutShort)) return { kind: 'budget' };
  if (end === 'called-off') return { kind: 'interrupted' };
  const found = (wanted: string) => end.judgement.findings.some(({ id }) => id === wanted);
  if (found('stream/limit-ignored')) return { kind: 'limit-ignored' };
  // Another model may have another supplier, who knows the gateway.
  if (found(refusedBehind)) return undefined;
  // The latest answer decides: the repeat of a sound stream may meet a limit.
  const { result } = end.repeat ?? end.facts;
  const error = errorOf(result);
  if (error === undefined) return undefined;
  const { answer } = error;
  const kind = barOf(error);
  if (kind === 'limit')
    return { kind, retryAfterSeconds: isQuota(answer) ? null : (answer.retryAfterSeconds ?? null) };
  return kind && { kind };
}

/** What the gateway, or something before it, answered in place of a result; inside a stream too. */
function errorOf(result: CallResult): Parameters<typeof barOf>[0] | undefined {
  if (result.kind === 'stream') return result.error;
  if (result.kind !== 'refused') return undefined;
  const { facts } = result;
  return facts.kind === 'api-error' || facts.kind === 'not-api' ? facts : undefined;
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
