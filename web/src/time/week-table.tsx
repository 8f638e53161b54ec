import type { WeekView } from '@contract/time';
import type { output } from 'zod';
import type { Day } from '@domain/shared/day';
import { formatDayShort, formatMinutes, formatWeekday } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { Link } from '@tanstack/react-router';
import { activityName, activityWithCode } from './activity-options';
import classes from './week-table.module.css';

export type Week = output<typeof WeekView>;

interface WeekTableProps {
  readonly practice: string;
  readonly week: Week;
  readonly chosen: Day;
  /** What is left this month for a client, in words; absent where hours are not promised. */
  readonly left: (engagementId: string) => string | undefined;
}

/** The week as rows of client and activity; a day's heading opens its entries below. */
export function WeekTable({ practice, week, chosen, left }: WeekTableProps) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="visually-hidden">Hours of the week by client and activity</caption>
        <thead>
          <tr>
            <th scope="col">Client</th>
            {week.days.map((day) => (
              <th
                key={day}
                scope="col"
                data-day
                data-today={day === week.today || undefined}
                data-chosen={day === chosen || undefined}
              >
                <Link
                  to="/p/$practice/time"
                  params={{ practice }}
                  search={{ week: week.week, day }}
                  className={classes.day}
                  aria-current={day === chosen ? 'date' : undefined}
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
        <tbody>
          {week.rows.map((row, at) => (
            <tr key={`${row.engagementId}-${row.activity}`}>
              <th scope="row" data-more={sameClient(row, week.rows[at + 1]) || undefined}>
                <span className={sameClient(row, week.rows[at - 1]) ? 'visually-hidden' : classes.client}>
                  {row.clientName}
                  {left(row.engagementId) ? <span className={classes.left}> · {left(row.engagementId)}</span> : null}
                </span>
                <span className={classes.activity} title={activityName(row.activity)}>
                  {activityWithCode(row.activity)}
                </span>
              </th>
              {week.days.map((day) => (
                <td key={day} data-today={day === week.today || undefined} data-chosen={day === chosen || undefined}>
                  <Hours of={row.minutesByDay[day] ?? 0} />
                </td>
              ))}
              <td className={classes.sum}>{formatMinutes(row.total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            {week.days.map((day) => (
              <td key={day} data-today={day === week.today || undefined} data-chosen={day === chosen || undefined}>
                <Hours of={week.totalsByDay[day] ?? 0} />
              </td>
            ))}
            <td className={classes.sum}>{formatMinutes(week.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function sameClient(row: Week['rows'][number], other: Week['rows'][number] | undefined): boolean {
  return other?.engagementId === row.engagementId;
}

function Hours({ of }: { readonly of: number }) {
  if (of === 0)
    return (
      <span className={classes.none}>
        <span aria-hidden="true">·</span>
        <span className="visually-hidden">none</span>
      </span>
    );
  return formatMinutes(minutes(of));
}
