import { formatMinutes } from '@domain/shared/format';
import { useRef } from 'react';
import { CellEditor } from './cell-editor';
import { cellHeard, cellName } from './cell-words';
import type { GridCell, GridRow } from './grid-rows';
import type { Position } from './movement';
import { cellId, type useGrid } from './use-grid';
import classes from './week-grid.module.css';

interface GridCellProps {
  readonly cell: GridCell;
  readonly row: GridRow;
  readonly at: Position;
  readonly today: boolean;
  readonly chosen: boolean;
  readonly grid: ReturnType<typeof useGrid>;
  readonly lineId: string;
}

/** One cell: a click goes there, a second one types into it. */
export function GridCellView({ cell, row, at, today, chosen, grid, lineId }: GridCellProps) {
  const wasHere = useRef(false);
  const isCurrent = grid.at.row === at.row && grid.at.column === at.column;
  const editing = grid.editing?.cell === cell.key ? grid.editing : null;
  return (
    <td
      className={classes.cell}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={editing ? undefined : cellHeard(cell)}
      aria-describedby={isCurrent ? lineId : undefined}
      aria-readonly={cell.lock !== null || undefined}
      aria-invalid={cell.failed !== null || editing?.trouble !== undefined || undefined}
      aria-busy={cell.saving || undefined}
      id={cellId(grid.id, at)}
      data-today={today || undefined}
      data-chosen={chosen || undefined}
      data-locked={cell.lock !== null || undefined}
      data-failed={cell.failed !== null || editing?.trouble !== undefined || undefined}
      title={cell.note || undefined}
      onFocus={() => grid.arrive(row, cell.day)}
      onMouseDown={(event) => {
        wasHere.current = document.activeElement === event.currentTarget;
      }}
      onClick={() => {
        if (wasHere.current && !editing) grid.begin(cell);
      }}
    >
      {editing ? (
        <CellEditor
          label={`Hours for ${cellName(cell)}`}
          editing={editing}
          lineId={lineId}
          onText={grid.text}
          onKey={(event) => grid.keyInField(event, cell)}
          onLeave={() => grid.leave(cell)}
        />
      ) : (
        <CellValue cell={cell} />
      )}
    </td>
  );
}

function CellValue({ cell }: { readonly cell: GridCell }) {
  if (cell.failed) return <span className={classes.failed}>{cell.failed.typed || 'not cleared'}</span>;
  return (
    <>
      {cell.saving || cell.unsent ? (
        <span className={classes.unsaved} title={cell.unsent ? 'Not sent yet' : 'Saving'} />
      ) : null}
      {cell.entries.length > 1 ? (
        <span className={classes.several} title={`${cell.entries.length} entries`}>
          {cell.entries.length}
        </span>
      ) : null}
      {cell.minutes === 0 ? <span className={classes.none}>{cell.lock ? '' : '·'}</span> : formatMinutes(cell.minutes)}
      {cell.note ? <span className={classes.note} /> : null}
    </>
  );
}
