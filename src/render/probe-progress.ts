import { grouped } from './plan-text.ts';

/** How far a sweep is. `done` and `total` count cells, `sent` counts calls, times are of one clock in milliseconds. */
export interface ProbeProgress {
  readonly done: number;
  readonly total: number;
  readonly sent: number;
  readonly startedMs: number;
  readonly nowMs: number;
}

// Before that the pace says nothing.
const shortestLookMs = 2000;

/** `12 of 40 probed, 15 calls sent, about 20 s left`: one line without colour, for standard error. */
export function probeProgressText(progress: ProbeProgress): string {
  const { done, total, sent } = progress;
  const left = timeLeft(progress);
  return [
    `${grouped(done)} of ${grouped(total)} probed`,
    `${grouped(sent)} ${sent === 1 ? 'call' : 'calls'} sent`,
    ...(left === undefined ? [] : [left]),
  ].join(', ');
}

function timeLeft({ done, total, startedMs, nowMs }: ProbeProgress): string | undefined {
  const elapsedMs = nowMs - startedMs;
  if (done <= 0 || done >= total || elapsedMs < shortestLookMs) return undefined;
  return `about ${roughly(((elapsedMs / done) * (total - done)) / 1000)} left`;
}

// Steps that grow with the time: a number that jumps every second is not read.
function roughly(seconds: number): string {
  if (seconds < 90) return `${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
