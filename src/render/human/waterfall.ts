import type { CellVerdict, ProbeRow, ProbeTimings } from '../../report/documents.ts';
import { displayWidth } from '../layout.ts';
import type { Style } from '../style.ts';

interface Phase {
  readonly label: string;
  readonly ms: number;
  readonly shape: 'waiting' | 'events';
}

/** How it ended, for the verdicts where time tells something. */
const ends: Partial<Readonly<Record<CellVerdict, string>>> = {
  buffered: 'all at once',
  unproven: 'end',
  truncated: 'cut',
  stalled: 'stalled',
  'timed-out': 'timed out',
  'error-in-stream': 'error',
};

// Longer bars say nothing more, however wide the screen.
const mostCells = 48;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * `connect ▏ headers ▎ first token ▍ ······ cut`: behind each label a bar as long as the wait for it, then dots for
 * the time in which events came. Undefined where time tells nothing, or `width` cells are too few.
 */
export function waterfall(
  { timings, verdict }: ProbeRow,
  width: number,
  style: Pick<Style, 'ascii'>,
): string | undefined {
  const end = ends[verdict];
  if (end === undefined || timings === null || !(timings.totalMs > 0)) return undefined;
  const phases = phasesOf(timings);
  const taken = phases.reduce((sum, { label }) => sum + labelWidth(label) + 1, displayWidth(end));
  // A phase is never shown as nothing, and rounding up costs each of them a cell at most.
  const room = Math.min(mostCells, width - taken) - phases.length;
  if (room < phases.length) return undefined;
  const wholeMs = phases.reduce((sum, { ms }) => sum + ms, 0) || 1;
  const parts = phases.map(({ label, ms, shape }) => {
    const cells = (ms / wholeMs) * room;
    const drawn = shape === 'events' ? dots(cells, style) : bar(cells, style);
    return label === '' ? drawn : `${label} ${drawn}`;
  });
  return [...parts, end].join(' ');
}

function labelWidth(label: string): number {
  return label === '' ? 0 : displayWidth(label) + 1;
}

function phasesOf(timings: ProbeTimings): Phase[] {
  const { connectMs, tlsMs, headersMs, firstTokenMs, lastEventMs, totalMs } = timings;
  const connectedMs = connectMs === null ? null : Math.min(connectMs + (tlsMs ?? 0), headersMs ?? totalMs);
  const marks = [
    { label: 'connect', at: connectedMs, shape: 'waiting' },
    { label: 'headers', at: headersMs, shape: 'waiting' },
    { label: 'first token', at: firstTokenMs, shape: 'waiting' },
    { label: '', at: lastEventMs, shape: 'events' },
  ] as const;
  let beforeMs = 0;
  const phases: Phase[] = [];
  for (const { label, at, shape } of marks) {
    if (at === null) continue;
    phases.push({ label, shape, ms: Math.max(0, at - beforeMs) });
    beforeMs = Math.max(beforeMs, at);
  }
  const silentMs = totalMs - beforeMs;
  // The moment between the last event and the end of a connection is no silence.
  return silentMs * 20 < totalMs ? phases : [...phases, { label: 'silence', ms: silentMs, shape: 'waiting' }];
}

function bar(cells: number, { ascii }: Pick<Style, 'ascii'>): string {
  if (ascii) return cells < 1 ? '|' : '#'.repeat(Math.floor(cells));
  const steps = Math.max(1, Math.round(cells * 8));
  return '█'.repeat(Math.floor(steps / 8)) + eighths[steps % 8];
}

function dots(cells: number, { ascii }: Pick<Style, 'ascii'>): string {
  return (ascii ? '.' : '·').repeat(Math.max(1, Math.floor(cells)));
}
