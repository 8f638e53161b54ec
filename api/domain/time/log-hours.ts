import type { Day } from '../shared/day.js';
import { monthOf, type Month } from '../shared/month.js';
import { minutes, type Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import { A_DAY } from './duration.js';

/** What the rules need to know of hours somebody wants to log; whatever else an entry carries passes through untouched. */
export interface Hours {
  readonly day: Day;
  readonly minutes: Minutes;
}

/** Hours already stored. A voided entry stays readable and can no longer be changed. */
export interface LoggedHours extends Hours {
  readonly voided: boolean;
}

/** Days on which terms are in force: from the first day on, up to but not including the second (null: no end yet). */
export interface TermsSpan {
  readonly from: Day;
  readonly to: Day | null;
}

/** What is known about an engagement and an author when hours of a certain day are decided on. */
export interface Book {
  /** The engagement's zone; work dates are calendar dates there. */
  readonly zone: string;
  /** The day of the calendar month on which the engagement's contract months start, 1-28. */
  readonly startDay: number;
  readonly terms: readonly TermsSpan[];
  /** The closed contract months, at least those that hold the days in question. */
  readonly closedMonths: readonly Month[];
  /** The author's unvoided minutes on the day in question, over all clients of the practice, parallel time included. */
  readonly minutesThatDay: Minutes;
}

export type HoursRefusal = 'time.day_ahead' | 'time.outside_terms' | 'time.month_closed' | 'time.day_full';

/** Hours already worked belong to an open month within the terms; a member's day, over all clients, holds 24 of them. */
export function decideHours<Draft extends Hours>(draft: Draft, book: Book, today: Day): Verdict<Draft, HoursRefusal> {
  if (draft.day > today) return refuse('time.day_ahead', { field: 'day', today });
  if (!covers(book.terms, draft.day)) return refuse('time.outside_terms', { field: 'day' });
  if (isClosed(book, draft.day))
    return refuse('time.month_closed', { field: 'day', month: monthOfDay(book, draft.day) });
  if (book.minutesThatDay + draft.minutes > A_DAY) {
    return refuse('time.day_full', { field: 'minutes', left: Math.max(0, A_DAY - book.minutesThatDay) });
  }
  return accept(draft);
}

/**
 * Changing an entry must be allowed on the day it stood and on the day it will stand; both months have to be open. `from` is the
 * engagement's book for the old day, `to` for the new one (the same book when neither engagement nor day changes); the entry's own
 * minutes may still be counted in `to.minutesThatDay` when the author and the day stay the same.
 */
export function decideEdit<Draft extends Hours>(
  entry: LoggedHours,
  change: Draft,
  books: { readonly from: Book; readonly to: Book },
  today: Day,
): Verdict<Draft, HoursRefusal | 'time.voided'> {
  if (entry.voided) return refuse('time.voided');
  if (isClosed(books.from, entry.day)) return refuse('time.month_closed', { month: monthOfDay(books.from, entry.day) });
  return decideHours(change, entry.day === change.day ? without(entry, books.to) : books.to, today);
}

/** Entries are voided with a reason, never deleted, and only while their month is open. */
export function decideVoid(
  entry: LoggedHours,
  reason: string,
  book: Book,
): Verdict<{ readonly reason: string }, 'time.voided' | 'time.month_closed' | 'time.reason_needed'> {
  if (entry.voided) return refuse('time.voided');
  if (isClosed(book, entry.day)) return refuse('time.month_closed', { month: monthOfDay(book, entry.day) });
  if (reason.trim() === '') return refuse('time.reason_needed', { field: 'reason' });
  return accept({ reason: reason.trim() });
}

/** Whether terms are in force on that day. */
export function covers(terms: readonly TermsSpan[], of: Day): boolean {
  return terms.some(({ from, to }) => from <= of && (to === null || of < to));
}

/** Whether the contract month that holds the day is closed. */
export function isClosed(book: Pick<Book, 'startDay' | 'closedMonths'>, of: Day): boolean {
  return book.closedMonths.includes(monthOfDay(book, of));
}

function monthOfDay(book: Pick<Book, 'startDay'>, of: Day): Month {
  return monthOf(of, book.startDay);
}

function without(entry: Hours, book: Book): Book {
  return { ...book, minutesThatDay: minutes(Math.max(0, book.minutesThatDay - entry.minutes)) };
}
