import type { WeekView } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { dayTotal, type GridRow } from './grid-rows';
import classes from './week-grid.module.css';

interface GridFootProps {
  readonly rows: readonly GridRow[];
  readonly week: WeekView;
  readonly chosen: Day;
}

/** Sums by day and of the week, what is being saved included. */
export function GridFoot({ rows, week, chosen }: GridFootProps) {
  const whole = minutes(rows.reduce((sum, row) => sum + row.total, 0));
  return (
    <tfoot>
      <tr>
        <th scope="row">Total</th>
        {week.days.map((day, column) => {
          const total = dayTotal(rows, column);
          return (
            <td key={day} data-today={day === week.today || undefined} data-chosen={day === chosen || undefined}>
              {total === 0 ? <span className={classes.none}>0:00</span> : formatMinutes(total)}
            </td>
          );
        })}
        <td className={classes.sum}>{formatMinutes(whole)}</td>
      </tr>
    </tfoot>
  );
}
