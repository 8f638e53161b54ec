import type { Day } from '../shared/day.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';

export type MoveDayRefusal = 'phase.day_ahead' | 'phase.before_last_move' | 'phase.before_last_hours';

/**
 * The day of a move: it has come, and the timeline stays in order. An engagement does not end before the last hours
 * logged on it. `lastHours` is asked for when the move ends the engagement.
 */
export function decideMoveDay(
  on: Day,
  { since, lastHours }: { readonly since: Day; readonly lastHours: Day | null },
  today: Day,
): Verdict<Day, MoveDayRefusal> {
  if (on > today) return refuse('phase.day_ahead', { field: 'on', today });
  if (on < since) return refuse('phase.before_last_move', { field: 'on', since });
  if (lastHours !== null && on < lastHours) return refuse('phase.before_last_hours', { field: 'on', lastHours });
  return accept(on);
}
