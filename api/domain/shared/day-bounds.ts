import { Temporal } from 'temporal-polyfill';
import { addDays, day, type Day } from './day.js';

/** When a calendar date begins and ends in a zone, in milliseconds since the epoch, the end not included. */
export interface DayBounds {
  readonly start: number;
  readonly end: number;
  readonly before: Day;
  readonly after: Day;
}

const ORDINARY_DAY = 24 * 3600 * 1000;
const EPOCH = day('1970-01-01');
const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, DayBounds>();
const utcDays = new Map<number, Day>();

/** Rows of a file share their days, and finding a day's bounds in a zone is slow, so they are remembered. */
export function boundsOf(of: Day, zone: string): DayBounds {
  const key = `${of} ${zone}`;
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const after = addDays(of, 1);
  const bounds = { start: startOf(of, zone), end: startOf(after, zone), before: addDays(of, -1), after };
  remembered.set(key, bounds);
  return bounds;
}

/** The calendar date it is in a zone at an instant, for code that asks about the same days over and over. */
export function dayAt(zone: string, instant: number): Day {
  let at = utcDay(Math.floor(instant / ORDINARY_DAY));
  for (;;) {
    const { start, end, before, after } = boundsOf(at, zone);
    if (instant < start) at = before;
    else if (instant >= end) at = after;
    else return at;
  }
}

/** The calendar date so many days after the first of January 1970. */
function utcDay(number: number): Day {
  const known = utcDays.get(number);
  if (known) return known;
  if (utcDays.size >= MOST_REMEMBERED) utcDays.clear();
  const found = addDays(EPOCH, number);
  utcDays.set(number, found);
  return found;
}

function startOf(of: Day, zone: string): number {
  return Temporal.PlainDate.from(of).toZonedDateTime(zone).epochMilliseconds;
}
