import { boundsOf, dayAt } from '../shared/day-bounds.js';
import type { Day } from '../shared/day.js';
import { minutes, type Minutes } from '../shared/units.js';
import { elapsedMinutes, secondsToMinutes } from './elapsed.js';

/** A piece of worked time that lies on one calendar date; instants in milliseconds since the epoch. */
export interface DayPart {
  readonly day: Day;
  readonly minutes: Minutes;
  readonly start: number;
  readonly end: number;
}

/**
 * Time that crosses midnight in the engagement's zone is split there; the last part takes the total minus the others, so that parts
 * always add up to the whole. A part that rounds to no minute at all is left out.
 */
export function splitAtMidnight(start: number, end: number, zone: string): DayPart[] {
  const total = elapsedMinutes(start, end);
  const parts: DayPart[] = [];
  let [from, counted] = [start, 0];
  while (from < end) {
    const on = dayAt(zone, from);
    const to = Math.min(boundsOf(on, zone).end, end);
    const upTo = to === end ? total : secondsToMinutes(Math.round((to - start) / 1000));
    if (upTo > counted) parts.push({ day: on, minutes: minutes(upTo - counted), start: from, end: to });
    counted = Math.max(counted, upTo);
    from = to;
  }
  return parts;
}
