import type { System } from '../system/system.ts';
import { isRunLine } from './record-shape.ts';
import { runPlace } from './run-place.ts';
import type { RunCell, RunLine, RunPlanRecord, RunRecord } from './run-record.ts';

/** A run of 8,000 cells has about 16,000 lines of 2 KB. */
const maxBytes = 64 * 1024 * 1024;

/** Reads the log of a run, broken lines left out. Undefined when there is none that can be read. Never throws. */
export async function readRun(runId: string, system: System): Promise<RunRecord | undefined> {
  const place = runPlace(runId, system);
  if (place === undefined) return undefined;
  const read = await system.files.read(place, { maxBytes, followLinks: false });
  return read.kind === 'text' && read.ownedByMe ? runFrom(read.text, runId) : undefined;
}

function runFrom(text: string, runId: string): RunRecord | undefined {
  const lines = text.split('\n').filter((line) => line !== '');
  const records = lines.flatMap(recordFrom);
  const plan = records.find((record) => record.kind === 'plan');
  if (plan?.runId !== runId) return undefined;
  const fitting = records.filter((record) => record.kind === 'plan' || record.cell < plan.cells.length);
  return { plan, cells: cellsOf(plan, fitting), brokenLines: lines.length - fitting.length };
}

function recordFrom(line: string): RunLine[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRunLine(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** The lines of one cell stand in the order in which things happened. */
function cellsOf(plan: RunPlanRecord, lines: readonly RunLine[]): readonly RunCell[] {
  const cells: RunCell[] = [...plan.cells];
  for (const line of lines) {
    const planned = line.kind === 'plan' ? undefined : plan.cells[line.cell];
    if (line.kind === 'plan' || planned === undefined) continue;
    const row = line.kind === 'outcome' ? line.row : cells[line.cell]?.row;
    cells[line.cell] = {
      ...planned,
      ...(row === undefined ? {} : { row }),
      ...(line.kind === 'intent' ? { unanswered: line } : {}),
    };
  }
  return cells;
}
