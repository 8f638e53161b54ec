import { readDate, readTime, readYes } from './cells.js';
import type { CellOf, RowReading } from './layout.js';
import type { ImportRow, UnreadableRow } from './rows.js';

/** The columns that trackers with a running clock have in common. */
export type ClockedColumn =
  | 'user'
  | 'email'
  | 'client'
  | 'project'
  | 'task'
  | 'text'
  | 'billable'
  | 'startDate'
  | 'startTime'
  | 'endDate'
  | 'endTime'
  | 'tags';

/** A row with a start and an end, whose duration is written in a way of the product's own. */
export function readClocked(
  cell: CellOf<ClockedColumn>,
  { line, order }: RowReading,
  duration: { readonly written: string; readonly seconds: number | null },
): ImportRow | UnreadableRow {
  const { written, seconds } = duration;
  const person = cell('email') || cell('user');
  const date = readDate(cell('startDate'), order);
  if (seconds === null) return { line, code: 'import.duration_unclear', cell: written, seconds: 0 };
  if (!person) return { line, code: 'import.person_missing', cell: '', seconds };
  if (!date) return { line, code: 'import.date_unclear', cell: cell('startDate'), seconds };
  const [endDate, endTime] = [readDate(cell('endDate'), order), readTime(cell('endTime'))];
  return {
    line,
    person,
    client: cell('client'),
    project: cell('project'),
    task: cell('task'),
    tags: cell('tags'),
    text: cell('text'),
    billable: readYes(cell('billable')),
    date,
    start: readTime(cell('startTime')),
    end: endDate && endTime !== null ? { date: endDate, time: endTime } : null,
    seconds,
  };
}
