import { minutes, type Minutes } from '../shared/units.js';

/**
 * Minutes between two instants (milliseconds since the epoch): the elapsed seconds to the nearest minute, at least 1. A change of
 * summer time therefore cannot lengthen or shorten what was worked.
 * @throws RangeError when the end does not lie after the start.
 */
export function elapsedMinutes(start: number, end: number): Minutes {
  if (!(end > start)) throw new RangeError('an interval ends after it starts');
  return minutes(Math.max(1, secondsToMinutes(Math.round((end - start) / 1000))));
}

/** Seconds to the nearest minute; half a minute counts as a whole one. */
export function secondsToMinutes(seconds: number): Minutes {
  return minutes(Math.floor((seconds + 30) / 60));
}
