import type { TimeEntry, WeekEntry, WeekView } from '@contract/time';
import { minutes } from '@domain/shared/units';
import { sumOf } from './grid-rows';
import { rowKey, type CellIdentity } from './row-identity';

/** What is stored for a cell of a week. */
export function storedIn(week: WeekView, cell: CellIdentity): readonly WeekEntry[] {
  return week.rows.find((row) => rowKey(row) === rowKey(cell))?.entriesByDay[cell.day] ?? [];
}

/** The week with an entry in place of what a cell held; null for an entry that was voided. */
export function withStored(week: WeekView, cell: CellIdentity, entry: TimeEntry | null): WeekView {
  const place = week.places.find(({ engagementId }) => engagementId === cell.engagementId);
  if (!place) return week;
  const found = week.rows.find((row) => rowKey(row) === rowKey(cell));
  const before = found ?? {
    clientId: place.clientId,
    clientName: place.clientName,
    engagementId: cell.engagementId,
    activity: cell.activity,
    minutesByDay: {},
    entriesByDay: {},
    total: minutes(0),
  };
  const entries = entry ? [weekEntry(entry)] : [];
  const entriesByDay = { ...before.entriesByDay, [cell.day]: entries };
  const minutesByDay = { ...before.minutesByDay, [cell.day]: sumOf(entries) };
  const after = { ...before, entriesByDay, minutesByDay, total: sumOf(Object.values(entriesByDay).flat()) };
  const rows = [...week.rows.filter((row) => row !== found), after];
  const onThatDay = rows.flatMap((row) => row.entriesByDay[cell.day] ?? []);
  return {
    ...week,
    rows,
    totalsByDay: { ...week.totalsByDay, [cell.day]: sumOf(onThatDay) },
    total: sumOf(rows.map(({ total }) => ({ minutes: total }))),
  };
}

function weekEntry({ id, minutes: worked, billable, text, privateNote, instants, version, can }: TimeEntry): WeekEntry {
  return { id, minutes: worked, billable, text, privateNote, timed: instants !== null, version, can };
}
