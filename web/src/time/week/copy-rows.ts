import type { WeekView } from '@contract/time';
import { addDays } from '@domain/shared/day';
import { contentOf, type CellContent } from './cell-content';
import type { GridCell, GridRow } from './grid-rows';
import { rowKey, type RowIdentity } from './row-identity';

/** The rows of another week that are not here yet and that still take hours here. */
export function rowsToCopy(from: WeekView, here: WeekView, rows: readonly RowIdentity[]): RowIdentity[] {
  const known = new Set(rows.map(rowKey));
  const open = new Set(
    here.places.filter(({ locks }) => locks.length < here.days.length).map(({ engagementId }) => engagementId),
  );
  return from.rows
    .filter((row) => open.has(row.engagementId) && !known.has(rowKey(row)))
    .map(({ engagementId, activity }) => ({ engagementId, activity }));
}

export interface HoursToCopy {
  readonly cells: readonly { readonly cell: GridCell; readonly content: CellContent }[];
  /** Cells whose day takes no hours here, or holds some already. */
  readonly left: number;
}

/**
 * The hours of the week before for the cells here that are empty and open. Notes stay where they are: they told what was
 * done then.
 */
export function hoursToCopy(from: WeekView, rows: readonly GridRow[]): HoursToCopy {
  const wanted = from.rows.flatMap((row) =>
    Object.entries(row.entriesByDay).flatMap(([day, entries]) => {
      const [first] = entries;
      if (!first) return [];
      const minutes = row.minutesByDay[day] ?? first.minutes;
      return [{ key: rowKey(row), day, content: { ...contentOf(first), minutes, text: '', privateNote: '' } }];
    }),
  );
  const cells = wanted.flatMap(({ key, day, content }) => {
    const cell = rows.find((row) => row.key === key)?.cells.find((one) => addDays(one.day, -7) === day);
    return cell && cell.minutes === 0 && cell.lock === null && !cell.unsent ? [{ cell, content }] : [];
  });
  return { cells, left: wanted.length - cells.length };
}
