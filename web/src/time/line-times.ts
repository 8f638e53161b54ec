import type { Day } from '@domain/shared/day';
import type { Verdict } from '@domain/shared/verdict';
import type { QuickEntry } from '@domain/time/quick-entry';
import type { Stretch } from '@domain/time/stretch';
import { dayOfClockTimes, readClockTimes } from '@domain/time/wall-clock';
import { zoneHere } from '../platform/when';

/** The day of a line where its author is, and when its clock times were, if it has any. */
export interface LineTimes {
  readonly on: Day;
  readonly times: Verdict<Stretch> | null;
}

/** Reads the clock times of a line as this device's clocks would have shown them. */
export function timesOfLine({ interval, day }: QuickEntry, usually: Day): LineTimes {
  if (!interval) return { on: day ?? usually, times: null };
  const zone = zoneHere();
  const on = day ?? dayOfClockTimes(usually, interval, zone, Date.now());
  return { on, times: readClockTimes(on, interval, zone) };
}
