import type { WeekEntry, WeekPlace, WeekView } from '@contract/time';
import type { Day } from '@domain/shared/day';
import { minutes, type Minutes } from '@domain/shared/units';
import { contentOf, type CellContent } from './cell-content';
import type { CellState } from './cell-meaning';
import { byActivity, cellKey, rowKey, type CellIdentity, type RowIdentity } from './row-identity';

/** One day of a row, as it is shown: what is stored with what is still on its way laid over it. */
export interface GridCell extends CellState, CellIdentity {
  readonly key: string;
  readonly clientName: string;
  readonly entries: readonly WeekEntry[];
  readonly minutes: Minutes;
  readonly note: string;
  /** On its way to the server. */
  readonly saving: boolean;
  /** What was typed and refused, kept until it is mended or given up. */
  readonly failed: FailedCell | null;
}

export interface FailedCell {
  readonly typed: string;
  readonly sentence: string;
}

export interface GridRow extends RowIdentity {
  readonly key: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly cells: readonly GridCell[];
  readonly total: Minutes;
  /** Every day of it lies in a closed month. */
  readonly closed: boolean;
}

/** What lies over the stored week, by cell. */
export interface Overlay {
  readonly wanted: ReadonlyMap<string, CellContent | null>;
  readonly failed: ReadonlyMap<string, FailedCell>;
}

export const NO_OVERLAY: Overlay = { wanted: new Map(), failed: new Map() };

/** Hours of the week that are on this device only. */
export interface UnsentHours extends CellIdentity {
  readonly minutes: Minutes;
}

/** The week as a grid: the rows that hold hours, sent or not, and those that were added, a client's rows together. */
export function gridRows(
  week: WeekView,
  added: readonly RowIdentity[],
  overlay: Overlay = NO_OVERLAY,
  unsent: readonly UnsentHours[] = [],
): GridRow[] {
  const stored = new Map(week.rows.map((row) => [rowKey(row), row]));
  const here = unsent.filter(({ day }) => week.days.includes(day));
  return week.places.flatMap((place) => {
    const mine = [...week.rows, ...added, ...here].filter(({ engagementId }) => engagementId === place.engagementId);
    const identities = new Map(mine.map((row) => [rowKey(row), { ...row, activity: row.activity }]));
    return [...identities.values()]
      .toSorted(byActivity)
      .map((identity) => gridRow(week.days, place, identity, stored.get(rowKey(identity)), overlay, here));
  });
}

function gridRow(
  days: readonly Day[],
  place: WeekPlace,
  { engagementId, activity }: RowIdentity,
  stored: WeekView['rows'][number] | undefined,
  overlay: Overlay,
  unsent: readonly UnsentHours[],
): GridRow {
  const cells = days.map((day): GridCell => {
    const identity = { engagementId, activity, day };
    const key = cellKey(identity);
    const entries = stored?.entriesByDay[day] ?? [];
    const wanted = overlay.wanted.get(key);
    const content = wanted === undefined ? onlyOf(entries) : wanted;
    const waiting = unsent.filter((hours) => cellKey(hours) === key);
    const shown = wanted === undefined ? summed(entries) : (wanted ?? summed([]));
    return {
      ...identity,
      key,
      clientName: place.clientName,
      entries,
      content,
      lock: place.locks.find((lock) => lock.day === day) ?? null,
      minutes: minutes(shown.minutes + sumOf(waiting)),
      note: shown.text,
      saving: wanted !== undefined,
      unsent: waiting.length > 0,
      failed: overlay.failed.get(key) ?? null,
    };
  });
  return {
    engagementId,
    activity,
    key: rowKey({ engagementId, activity }),
    clientId: place.clientId,
    clientName: place.clientName,
    cells,
    total: sumOf(cells),
    closed: cells.every(({ lock }) => lock?.code === 'time.month_closed'),
  };
}

function onlyOf([entry, ...more]: readonly WeekEntry[]): CellContent | null {
  return entry && more.length === 0 ? contentOf(entry) : null;
}

function summed(entries: readonly WeekEntry[]): Pick<CellContent, 'minutes' | 'text'> {
  return {
    minutes: sumOf(entries),
    text: entries
      .map(({ text }) => text)
      .filter(Boolean)
      .join('; '),
  };
}

export function sumOf(parts: readonly { readonly minutes: Minutes }[]): Minutes {
  return minutes(parts.reduce((sum, part) => sum + part.minutes, 0));
}

/** A day's sum over all rows. */
export function dayTotal(rows: readonly GridRow[], column: number): Minutes {
  return sumOf(rows.flatMap((row) => row.cells[column] ?? []));
}
