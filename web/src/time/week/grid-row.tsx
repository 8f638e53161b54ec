import type { WeekView } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { Status } from '../../ui/status';
import { activityName, activityWithCode } from '../activity-options';
import { GridCellView } from './grid-cell';
import type { GridRow } from './grid-rows';
import type { useGrid } from './use-grid';
import classes from './week-grid.module.css';

interface GridRowProps {
  readonly row: GridRow;
  readonly index: number;
  /** The first and not the last row of its client. */
  readonly first: boolean;
  readonly more: boolean;
  readonly left: string | undefined;
  readonly week: WeekView;
  readonly chosen: Day;
  readonly grid: ReturnType<typeof useGrid>;
  readonly lineId: string;
}

export function GridRowView({ row, index, first, more, left, week, chosen, grid, lineId }: GridRowProps) {
  return (
    <tr>
      <th scope="row" data-more={more || undefined}>
        <span className={first ? classes.client : 'visually-hidden'}>
          {row.clientName}
          {left ? <span className={classes.left}> · {left}</span> : null}
        </span>
        <span className={classes.activity} title={activityName(row.activity)}>
          {activityWithCode(row.activity)}
          {row.closed ? <Status>Month closed</Status> : null}
        </span>
      </th>
      {row.cells.map((cell, column) => (
        <GridCellView
          key={cell.day}
          cell={cell}
          row={row}
          at={{ row: index, column }}
          today={cell.day === week.today}
          chosen={cell.day === chosen}
          grid={grid}
          lineId={lineId}
        />
      ))}
      <td className={classes.sum}>{formatMinutes(row.total)}</td>
    </tr>
  );
}
