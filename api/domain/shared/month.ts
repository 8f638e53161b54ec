import { addDays, daysBetween, type Day } from './day.js';

declare const calendar: unique symbol;

/** A contract month `YYYY-MM`: the one that starts in that calendar month on the engagement's start day (1-28). */
export type Month = string & { readonly [calendar]: 'month' };

/** @throws RangeError when the text is not `YYYY-MM`. */
export function month(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`not a month: ${text}`);
  return text;
}

export function isMonth(text: string): text is Month {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function addMonths(from: Month, months: number): Month {
  const number = Number(from.slice(0, 4)) * 12 + Number(from.slice(5)) - 1 + months;
  const [year, at] = [Math.floor(number / 12), (number % 12) + 1];
  if (year < 0 || year > 9999) throw new RangeError(`no month of four digits: ${year}`);
  return `${String(year).padStart(4, '0')}-${String(at).padStart(2, '0')}` as Month;
}

/** The contract month that holds `of`, for a contract that starts on `startDay` of each calendar month. */
export function monthOf(of: Day, startDay: number): Month {
  const calendarMonth = of.slice(0, 7) as Month;
  return Number(of.slice(8)) >= startDay ? calendarMonth : addMonths(calendarMonth, -1);
}

export function firstDayOf(of: Month, startDay: number): Day {
  return `${of}-${String(startDay).padStart(2, '0')}` as Day;
}

export function lastDayOf(of: Month, startDay: number): Day {
  return addDays(firstDayOf(addMonths(of, 1), startDay), -1);
}

export function daysIn(of: Month, startDay: number): number {
  return daysBetween(firstDayOf(of, startDay), firstDayOf(addMonths(of, 1), startDay));
}
