import { displayWidth, flow, pad, usableColumns, wrap } from './layout.ts';

type Row = readonly string[];

/** Aligned columns under their heads where they fit; otherwise the first cell, and the rest of the row beside or under it. */
export function table(head: Row, rows: readonly Row[], columns: number): string[] {
  const usable = usableColumns(columns);
  const all = head.length === 0 ? rows : [head, ...rows];
  const widths = columnWidths(all);
  const total = widths.reduce((sum, width) => sum + width, 2 * (widths.length - 1));
  if (total <= usable)
    return all.map((row) =>
      row
        .map((cell, place) => pad(cell, widths[place] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  const left = Math.min(widths[0] ?? 0, Math.floor(usable * 0.4)) + 2;
  return rows.flatMap((row) => flowedRow(row, left, usable));
}

function flowedRow([first = '', ...rest]: Row, left: number, usable: number): string[] {
  const cells = rest.filter((cell) => cell !== '');
  const beside = displayWidth(first) + 2 <= left && usable >= 40;
  const indent = beside ? left : 4;
  const lines = flow(cells, usable - indent).flatMap((line) => wrap(line, usable - indent));
  const indented = (line: string) => ' '.repeat(indent) + line;
  const [head, ...tail] = lines;
  if (beside && head !== undefined) return [pad(first, left) + head, ...tail.map(indented)];
  return [first, ...lines.map(indented)];
}

function columnWidths(rows: readonly Row[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [place, cell] of row.entries())
      widths[place] = Math.max(widths[place] ?? 0, displayWidth(cell));
  }
  return widths;
}
