import type { WeekView } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { formatDayShort, formatWeekday } from '@domain/shared/format';
import { Link } from '@tanstack/react-router';
import classes from './week-grid.module.css';

interface GridHeadProps {
  readonly practice: string;
  readonly week: WeekView;
  readonly chosen: Day;
}

/** The days. A click chooses one; with the keyboard it is chosen by going there. */
export function GridHead({ practice, week, chosen }: GridHeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col">Client</th>
        {week.days.map((day) => (
          <th
            key={day}
            scope="col"
            data-today={day === week.today || undefined}
            data-chosen={day === chosen || undefined}
          >
            <Link
              to="/p/$practice/time"
              params={{ practice }}
              search={{ week: week.week, day }}
              className={classes.day}
              aria-current={day === chosen ? 'date' : undefined}
              tabIndex={-1}
              resetScroll={false}
            >
              {formatWeekday(day)} {Number(day.slice(8))}
              <span className="visually-hidden">, {formatDayShort(day)}: show its entries</span>
            </Link>
          </th>
        ))}
        <th scope="col">Week</th>
      </tr>
    </thead>
  );
}
