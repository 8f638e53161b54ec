import { Temporal } from 'temporal-polyfill';

declare const calendar: unique symbol;

/** A calendar date `YYYY-MM-DD` in the zone of the engagement it belongs to; never an instant. */
export type Day = string & { readonly [calendar]: 'day' };

/** An ISO week `YYYY-Www`, Monday first. */
export type Week = string & { readonly [calendar]: 'week' };

/** @throws RangeError when the text is not a real calendar date in the form `YYYY-MM-DD`. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
}

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

export function addDays(from: Day, days: number): Day {
  return Temporal.PlainDate.from(from).add({ days }).toString() as Day;
}

/** Days from `from` to `to`: 0 on the same day, 1 on the next, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** Monday is 1, Sunday is 7. */
export function weekday(of: Day): number {
  return Temporal.PlainDate.from(of).dayOfWeek;
}

export function isWeek(text: string): text is Week {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!match) return false;
  const number = Number(match[2]);
  return number >= 1 && number <= 53 && weekOf(mondayOf(text as Week)) === text;
}

export function weekOf(of: Day): Week {
  const date = Temporal.PlainDate.from(of);
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}` as Week;
}

export function mondayOf(week: Week): Day {
  const [year, number] = week.split('-W').map(Number) as [number, number];
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  return fourth
    .subtract({ days: fourth.dayOfWeek - 1 })
    .add({ weeks: number - 1 })
    .toString() as Day;
}

/** The calendar date it is in `zone` (an IANA name) at `instant` (milliseconds since the epoch). */
export function dayIn(zone: string, instant: number): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as Day;
}

export function isZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return /[A-Za-z]/.test(text);
  } catch {
    return false;
  }
}
