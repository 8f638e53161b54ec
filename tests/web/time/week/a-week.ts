import type { WeekEntry, WeekView } from '@contract/time';
import { addDays, day, type Day, type Week } from '@domain/shared/day';
import type { Activity } from '@domain/time/activities';
import { minutes } from '@domain/shared/units';
import type { CellContent } from '../../../../web/src/time/week/cell-content';
import type { CellState } from '../../../../web/src/time/week/cell-meaning';

export const MONDAY = day('2026-11-23');
export const WEEK = '2026-W48' as Week;
export const DAYS: readonly Day[] = Array.from({ length: 7 }, (_, at) => addDays(MONDAY, at));

export const id = (end: number): string => `00000000-0000-4000-8000-0000000000${String(end).padStart(2, '0')}`;

export function anEntry(over: Partial<WeekEntry> = {}): WeekEntry {
  return {
    id: id(90),
    minutes: minutes(90),
    billable: true,
    text: '',
    privateNote: '',
    timed: false,
    version: 1,
    can: { edit: true, remove: true },
    ...over,
  };
}

export function content(over: Partial<CellContent> = {}): CellContent {
  return { minutes: minutes(90), billable: true, text: '', privateNote: '', ...over };
}

/** A cell that holds these entries and nothing on its way. */
export function aCell(entries: readonly WeekEntry[] = [], over: Partial<CellState> = {}): CellState {
  const [only, ...more] = entries;
  const held = only && more.length === 0 ? content({ ...pick(only) }) : null;
  return { entries, content: held, lock: null, ...over };
}

function pick({ minutes: worked, billable, text, privateNote }: WeekEntry): CellContent {
  return { minutes: worked, billable, text, privateNote };
}

interface RowToMake {
  readonly client?: number;
  readonly activity?: Activity | null;
  readonly entries?: Readonly<Record<string, readonly WeekEntry[]>>;
}

const NAMES = ['Acme Robotics', 'Bolt Health', 'Cedar Bank', 'Delta Freight', 'Ember Labs'];

/** A week of five clients, on whose Wednesday it is seen. */
export function aWeek(rows: readonly RowToMake[] = [], over: Partial<WeekView> = {}): WeekView {
  const made = rows.map(({ client = 0, activity = null, entries = {} }) => {
    const byDay = Object.entries(entries);
    const sums = byDay.map(([on, some]) => [on, minutes(some.reduce((sum, one) => sum + one.minutes, 0))] as const);
    return {
      clientId: id(client + 10),
      clientName: NAMES[client] ?? '',
      engagementId: id(client + 20),
      activity,
      minutesByDay: Object.fromEntries(sums),
      entriesByDay: Object.fromEntries(byDay.map(([on, some]) => [on, [...some]])),
      total: minutes(sums.reduce((sum, [, one]) => sum + one, 0)),
    };
  });
  return {
    week: WEEK,
    days: [...DAYS],
    today: day('2026-11-25'),
    rows: made,
    places: NAMES.map((clientName, at) => ({
      clientId: id(at + 10),
      clientName,
      engagementId: id(at + 20),
      locks: DAYS.slice(3).map((on) => ({ day: on, code: 'time.day_ahead' as const, month: null })),
    })),
    totalsByDay: {},
    total: minutes(made.reduce((sum, row) => sum + row.total, 0)),
    ...over,
  };
}
