import type { GridSize, Position } from './movement';

/** Something a spreadsheet put down, and where it lands. */
export interface Pasted extends Position {
  readonly text: string;
}

/** A block of a spreadsheet as it lies in the clipboard: rows by line, cells by tab, quoted where they hold either. */
export function readBlock(clipboard: string): string[][] {
  const lines = clipboard.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  if (lines.trim() === '') return [];
  return lines.split('\n').map((line) => line.split('\t').map(cellText));
}

/** Spreadsheets copy durations with their seconds, which we do not keep: `1:30:00` is `1:30`. */
function cellText(cell: string): string {
  const text = cell.trim().replace(/^"(.*)"$/, '$1');
  return /^\d+:[0-5]\d:[0-5]\d$/.test(text) ? text.slice(0, -3) : text;
}

/** Lays a block down with its first cell where one is. Empty cells leave alone what is there; what runs over the border is counted. */
export function laidDown(
  block: readonly (readonly string[])[],
  at: Position,
  size: GridSize,
): { readonly cells: Pasted[]; readonly beyond: number } {
  const all = block.flatMap((line, down) =>
    line.map((text, right) => ({ row: at.row + down, column: at.column + right, text })),
  );
  const said = all.filter(({ text }) => text !== '');
  const cells = said.filter(({ row, column }) => row < size.rows && column < size.columns);
  return { cells, beyond: said.length - cells.length };
}
