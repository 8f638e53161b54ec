import type { Day } from '../shared/day.js';
import { monthOf, type Month } from '../shared/month.js';
import { covers, isClosed, type Book, type HoursRefusal } from './log-hours.js';

/** Why an engagement takes no hours on a day, however few they are. */
export interface Lock {
  readonly day: Day;
  readonly code: Exclude<HoursRefusal, 'time.day_full'> | 'time.engagement_closed';
  /** The contract month that is closed. */
  readonly month: Month | null;
}

export interface LockedBook extends Pick<Book, 'startDay' | 'terms' | 'closedMonths'> {
  /** Whether the engagement itself is over. */
  readonly closed: boolean;
}

/**
 * Says beforehand what logging hours would be told, so that nobody types into a day that cannot take them. The month comes
 * first: it is what a reader of an old week wants to know.
 */
export function lockOf(day: Day, book: LockedBook, today: Day): Lock | null {
  if (isClosed(book, day)) return { day, code: 'time.month_closed', month: monthOf(day, book.startDay) };
  if (book.closed) return { day, code: 'time.engagement_closed', month: null };
  if (day > today) return { day, code: 'time.day_ahead', month: null };
  if (!covers(book.terms, day)) return { day, code: 'time.outside_terms', month: null };
  return null;
}
