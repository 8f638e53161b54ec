import { dayAt } from '../../shared/day-bounds.js';
import type { Day } from '../../shared/day.js';
import type { Minutes } from '../../shared/units.js';
import { splitAtMidnight } from '../midnight.js';
import { instantsOf } from './clock-times.js';
import type { Stretch } from './occupied.js';
import { minutesOf, type ImportRow } from './rows.js';

/** A row taken over although its clock times needed a choice: an hour that occurs twice, or an end that contradicts the duration. */
export type TimesNote = 'import.hour_unclear' | 'import.times_disagree';

/** The days a row falls on, in the engagement's zone. */
export interface RowDays {
  readonly parts: readonly { readonly day: Day; readonly minutes: Minutes; readonly instants: Stretch | null }[];
  readonly note: TimesNote | null;
}

/** Reads the file's clock times and splits at midnight in the engagement's zone; instants are kept where they fit the duration. */
export function daysOf(row: ImportRow, fileZone: string, zone: string): RowDays {
  if (row.start === null) return { parts: [{ day: row.date, minutes: minutesOf(row), instants: null }], note: null };
  const { start, end, unclear } = instantsOf({ date: row.date, time: row.start }, row.end, row.seconds, fileZone);
  if (end === null) {
    return {
      parts: [{ day: dayAt(zone, start), minutes: minutesOf(row), instants: null }],
      note: 'import.times_disagree',
    };
  }
  const parts = splitAtMidnight(start, end, zone).map((part) => ({
    day: part.day,
    minutes: part.minutes,
    instants: { start: part.start, end: part.end },
  }));
  return { parts, note: unclear ? 'import.hour_unclear' : null };
}
