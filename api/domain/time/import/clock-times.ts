import { Temporal } from 'temporal-polyfill';
import { boundsOf } from '../../shared/day-bounds.js';
import type { Day } from '../../shared/day.js';

const ORDINARY_DAY = 24 * 3600 * 1000;

/** No span of a clock that comes round within a day is longer. */
const A_DAY_AND_AN_HOUR = 25 * 3600;

/** Instants of a row in milliseconds since the epoch; `start` alone when its end does not fit its duration. */
export interface RowInstants {
  readonly start: number;
  readonly end: number | null;
  /** The wall clock allowed several readings, or none, and the duration did not tell which: the earlier was taken. */
  readonly unclear: boolean;
}

export interface WallTime {
  readonly date: Day;
  /** Seconds since midnight. */
  readonly time: number;
}

/**
 * The instants that a row's wall-clock times mean in the file's zone. In an hour that a change of summer time repeats, the reading that
 * fits the duration is taken, else the earlier. Duration rules: an end that contradicts it is left out, a missing end follows from it.
 */
export function instantsOf(start: WallTime, end: WallTime | null, seconds: number, zone: string): RowInstants {
  const starts = readingsOf(start, zone);
  const ends = end ? readingsOf(end, zone) : starts.map((from) => from + seconds * 1000);
  const fitting = starts.filter((from) => ends.includes(from + seconds * 1000));
  const [from = starts[0] ?? 0] = fitting;
  return {
    start: from,
    end: fitting.length > 0 && seconds > 0 ? from + seconds * 1000 : null,
    unclear: fitting.length > 1 || (fitting.length === 0 && starts.length > 1),
  };
}

/** Seconds from one wall-clock time to another in a zone, as they elapsed; in an hour that comes twice, the shorter reading that is one. */
export function secondsBetween(start: WallTime, end: WallTime, zone: string): number {
  const ends = readingsOf(end, zone);
  const spans = readingsOf(start, zone).flatMap((from) => ends.map((to) => (to - from) / 1000));
  return Math.min(...spans.filter((span) => span >= 0), A_DAY_AND_AN_HOUR);
}

/** One instant for most wall times; both for a repeated hour, the earlier first. A skipped time is read as if clocks had not moved. */
function readingsOf({ date, time }: WallTime, zone: string): number[] {
  const day = boundsOf(date, zone);
  if (day.end - day.start === ORDINARY_DAY) return [day.start + time * 1000];
  const wall = Temporal.PlainDateTime.from(date).add({ seconds: time });
  const readings = (['earlier', 'later'] as const).map(
    (disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
  return [...new Set(readings)];
}
