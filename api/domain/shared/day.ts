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
  return dayNumbered(numberOf(from) + days);
}

/** The days since 1970-01-01 in the Gregorian calendar; years are counted from March, so that leap days come last. */
function numberOf(of: Day): number {
  const [year, month, date] = [Number(of.slice(0, 4)), Number(of.slice(5, 7)), Number(of.slice(8, 10))];
  const march = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return 365 * march + Math.floor(march / 4) - Math.floor(march / 100) + Math.floor(march / 400) + dayOfYear - 719_468;
}

function dayNumbered(number: number): Day {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * march + 2) / 5) + 1;
  const month = march < 10 ? march + 3 : march - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const digits = (value: number, width: number) => String(value).padStart(width, '0');
  if (year < 0 || year > 9999) throw new RangeError(`no calendar date of four digits: ${year}`);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}` as Day;
}

/** Days from `from` to `to`: 0 on the same day, 1 on the next, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** Monday is 1, Sunday is 7. */
export function weekday(of: Day): number {
  return ((((numberOf(of) + 3) % 7) + 7) % 7) + 1;
}

export function isWeek(text: string): text is Week {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!match) return false;
  const number = Number(match[2]);
  // Written days have four digits of a year, so the last week of 9999 would end beyond them.
  if (number < 1 || number > 53 || text >= '9999-W52') return false;
  const monday = mondayOf(text as Week);
  return isDay(monday) && weekOf(monday) === text;
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

const QUARTER = 15 * 60_000;
/** From here on the clocks of every zone differ from UTC by whole quarters of an hour. */
const EVEN_CLOCKS = 94_694_400_000;
const QUARTERS_KEPT = 20_000;
const dayOfQuarter = new Map<string, Day>();

/**
 * The calendar date it is in `zone` (an IANA name) at `instant` (milliseconds since the epoch). Asked for every card of a
 * board, so the date of a quarter of an hour is remembered: none has two.
 */
export function dayIn(zone: string, instant: number): Day {
  if (instant < EVEN_CLOCKS) return calculatedDay(zone, instant);
  const quarter = `${zone} ${Math.floor(instant / QUARTER)}`;
  const known = dayOfQuarter.get(quarter);
  if (known !== undefined) return known;
  const found = calculatedDay(zone, instant);
  if (dayOfQuarter.size >= QUARTERS_KEPT) dayOfQuarter.clear();
  dayOfQuarter.set(quarter, found);
  return found;
}

function calculatedDay(zone: string, instant: number): Day {
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
