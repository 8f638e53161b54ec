import { weekday, type Day } from './day.js';
import { firstDayOf, lastDayOf, type Month } from './month.js';
import { roundHalfAway } from './rounded.js';
import type { Minutes } from './units.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Hours and minutes as everybody reads them here: 90 -> `1:30`, -50 -> `-0:50`, 0 -> `0:00`. */
export function formatMinutes(worked: Minutes): string {
  const size = Math.abs(worked);
  return `${worked < 0 ? '-' : ''}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
}

/** The same with its sign always shown, for ledger lines: `+1:30`, `-0:50`, and `0:00` for nothing. */
export function formatSignedMinutes(worked: Minutes): string {
  return worked > 0 ? `+${formatMinutes(worked)}` : formatMinutes(worked);
}

/** Hours with two decimals and a dot, for exports only: 90 -> `1.50`, 50 -> `0.83`. */
export function hoursDecimal(worked: Minutes): string {
  const hundredths = roundHalfAway(BigInt(worked) * 100n, 60n);
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function monthName(of: string): string {
  return MONTHS[Number(of.slice(5, 7)) - 1] ?? '';
}

function dayNumber(of: Day): number {
  return Number(of.slice(8));
}

/** `Mon 23 Nov 2026` */
export function formatDay(of: Day): string {
  return `${formatWeekday(of)} ${formatDate(of)}`;
}

/** `23 Nov 2026` */
export function formatDate(of: Day): string {
  return `${formatDayShort(of)} ${of.slice(0, 4)}`;
}

/** `23 Nov` */
export function formatDayShort(of: Day): string {
  return `${dayNumber(of)} ${monthName(of).slice(0, 3)}`;
}

/** `Mon` */
export function formatWeekday(of: Day): string {
  return WEEKDAYS[weekday(of) - 1] ?? '';
}

/** `1-14 Nov 2026`, `23 Nov - 6 Dec 2026`, `28 Dec 2026 - 3 Jan 2027`; both days included. */
export function formatDays(from: Day, to: Day): string {
  if (from === to) return formatDate(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dayNumber(from)}-${formatDate(to)}`;
  return `${from.slice(0, 4) === to.slice(0, 4) ? formatDayShort(from) : formatDate(from)} - ${formatDate(to)}`;
}

/** `November 2026` */
export function formatMonth(of: Month): string {
  return `${monthName(of)} ${of.slice(0, 4)}`;
}

/** The contract month as the client reads it: `November 2026`, or its days when it does not start on the first. */
export function formatContractMonth(of: Month, startDay: number): string {
  return startDay === 1 ? formatMonth(of) : formatDays(firstDayOf(of, startDay), lastDayOf(of, startDay));
}
