import { count } from '../../platform/when';
import { typedInto, type Meaning } from './cell-meaning';
import { cellName } from './cell-words';
import type { GridRow } from './grid-rows';
import type { GridSize, Position } from './movement';
import { laidDown, readBlock } from './paste';
import type { CellToChange } from './use-week-editing';

export interface PastedChanges {
  readonly changes: readonly CellToChange[];
  readonly trouble: string | undefined;
}

/** What a block from a spreadsheet changes, laid down from where one is: all of it, or nothing where one value is bad. */
export function pastedChanges(
  clipboard: string,
  rows: readonly GridRow[],
  at: Position,
  size: GridSize,
): PastedChanges | undefined {
  const block = readBlock(clipboard);
  if (block.length === 0) return undefined;
  const { cells, beyond } = laidDown(block, at, size);
  const changes: CellToChange[] = [];
  for (const { text, row, column } of cells) {
    const cell = rows[row]?.cells[column];
    const meaning = cell ? typedInto(cell, text) : undefined;
    if (!cell || !meaning || meaning.is === 'nothing') continue;
    if (meaning.is !== 'set') {
      return { changes: [], trouble: `Nothing was pasted. ${cellName(cell)}: ${standing(meaning)}` };
    }
    changes.push({ cell, content: meaning.content, typed: text });
  }
  const left = `${count(beyond, 'value')} lay outside the grid and ${beyond === 1 ? 'was' : 'were'} left out.`;
  return { changes, trouble: beyond > 0 ? left : undefined };
}

function standing(meaning: Meaning): string {
  if (meaning.is === 'refused') return meaning.sentence;
  return 'it holds several entries, or one with a start and an end; change it in its list.';
}
