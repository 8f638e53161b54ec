import { Temporal } from 'temporal-polyfill';
import { addDays, type Day } from '../shared/day.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import type { ClockInterval } from './duration.js';
import type { Stretch } from './stretch.js';

const A_MINUTE = 60_000;
const LONGEST_DAY = 25 * 60 * A_MINUTE;

export type WallClockRefusal = 'time.clock_missing' | 'time.clock_twice' | 'time.duration_too_long';

/**
 * The instants that clock times typed for a day mean where their author is. An hour that summer time leaves out is refused with
 * the nearest times that exist (`facts.before`, `facts.after`); where an hour occurs twice, every reading that ends after it starts
 * is told (`facts.readings`) unless there is only one.
 */
export function readClockTimes(
  on: Day,
  { start, end, overnight }: ClockInterval,
  zone: string,
): Verdict<Stretch, WallClockRefusal> {
  const starts = readingsOf(on, start, zone);
  const ends = readingsOf(overnight ? addDays(on, 1) : on, end, zone);
  if (starts.length === 0) return missing(on, start, zone);
  if (ends.length === 0) return missing(overnight ? addDays(on, 1) : on, end, zone);
  const readings = starts.flatMap((from) => ends.filter((to) => to > from).map((to) => ({ start: from, end: to })));
  const [only, ...others] = readings.filter((reading) => reading.end - reading.start <= LONGEST_DAY);
  if (!only) return refuse('time.duration_too_long', { field: 'minutes' });
  if (others.length === 0) return accept(only);
  return refuse('time.clock_twice', { field: 'minutes', readings: [only, ...others] });
}

/** Times that pass midnight and have not begun yet on the day they are typed are those of the night before. */
export function dayOfClockTimes(on: Day, { start, overnight }: ClockInterval, zone: string, now: number): Day {
  const [begins = 0] = overnight ? readingsOf(on, start, zone) : [];
  return begins > now ? addDays(on, -1) : on;
}

/** The instants at which the clocks of a zone show a time on a day: one, none in the hour left out, two in the one repeated. */
function readingsOf(on: Day, clock: string, zone: string): number[] {
  const wall = Temporal.PlainDateTime.from(`${on}T${clock}`);
  const found = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }));
  const shown = found.filter((moment) => moment.toPlainDateTime().equals(wall));
  return [...new Set(shown.map(({ epochMilliseconds }) => epochMilliseconds))];
}

function missing(on: Day, clock: string, zone: string): Verdict<never, 'time.clock_missing'> {
  const wall = Temporal.PlainDateTime.from(`${on}T${clock}`);
  // Read with the offset from before the change, a time that was left out lies at or behind it: the change is the latest until then.
  const behind = wall.toZonedDateTime(zone, { disambiguation: 'later' }).add({ seconds: 1 });
  const change = behind.getTimeZoneTransition('previous');
  const after = change ?? wall.toZonedDateTime(zone);
  const before = after.subtract({ minutes: 1 });
  return refuse('time.clock_missing', {
    field: 'minutes',
    text: clock,
    before: shownBy(before),
    after: shownBy(after),
  });
}

function shownBy(moment: Temporal.ZonedDateTime): string {
  return moment.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** What the clocks of a zone show at an instant, as `HH:MM`. */
export function clockAt(instant: number, zone: string): string {
  return shownBy(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone));
}

/** How far the clocks of a zone are from UTC at an instant, as `+02:00`: what tells two equal clock times apart. */
export function offsetAt(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offset;
}
