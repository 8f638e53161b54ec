import { dayAt } from '../shared/day-bounds.js';
import type { Day } from '../shared/day.js';
import type { Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import { elapsedMinutes } from './elapsed.js';
import { splitAtMidnight, type DayPart } from './midnight.js';
import type { Stretch } from './stretch.js';

/**
 * Hours with a start and an end, as the days of the engagement's zone hold them. Their minutes are the time elapsed, and their day
 * is the one on which they start where the client is; whoever says otherwise is asked again.
 */
export function decideClockTimes(
  said: { readonly day: Day; readonly minutes: Minutes },
  { start, end }: Stretch,
  zone: string,
): Verdict<readonly DayPart[], 'time.instants_unclear' | 'time.other_day'> {
  if (!(end > start) || elapsedMinutes(start, end) !== said.minutes) {
    return refuse('time.instants_unclear', { field: 'instants' });
  }
  const day = dayAt(zone, start);
  if (day !== said.day) return refuse('time.other_day', { field: 'day', day });
  return accept(splitAtMidnight(start, end, zone));
}

/** An entry's day and length, and its start and end where it has them. */
export interface Times {
  readonly day: Day;
  readonly minutes: Minutes;
  readonly stretch: Stretch | null;
}

/**
 * What a change makes of them. A new start and end say the length, and the day where nothing else is said; they stay within one
 * day of the client's. Another day or length without them takes them away, as they would no longer be true.
 */
export function changedTimes(
  was: Times,
  change: { readonly day?: Day; readonly minutes?: Minutes; readonly stretch?: Stretch | null },
  zone: string,
): Verdict<Times, 'time.instants_unclear' | 'time.other_day' | 'time.past_midnight'> {
  const { stretch } = change;
  if (!stretch) {
    const will = { day: change.day ?? was.day, minutes: change.minutes ?? was.minutes };
    const kept = stretch === undefined && will.day === was.day && will.minutes === was.minutes;
    return accept({ ...will, stretch: kept ? was.stretch : null });
  }
  if (!(stretch.end > stretch.start)) return refuse('time.instants_unclear', { field: 'instants' });
  const said = {
    day: change.day ?? dayAt(zone, stretch.start),
    minutes: change.minutes ?? elapsedMinutes(stretch.start, stretch.end),
  };
  const parts = decideClockTimes(said, stretch, zone);
  if (!parts.ok) return parts;
  return parts.value.length > 1 ? refuse('time.past_midnight', { field: 'instants' }) : accept({ ...said, stretch });
}
