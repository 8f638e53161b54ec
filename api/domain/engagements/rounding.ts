import type { Day } from '../shared/day.js';
import { minutes, type Minutes } from '../shared/units.js';

export const ROUNDING_SCOPES = ['entry', 'day_and_activity', 'month'] as const;
export const ROUNDING_STEPS = [1, 5, 6, 10, 15, 30] as const;
export const ROUNDING_DIRECTIONS = ['up', 'nearest', 'down'] as const;

/** How worked minutes are counted for the ledger: what is rounded together, to which step, in which direction (ties up). */
export interface Rounding {
  readonly scope: (typeof ROUNDING_SCOPES)[number];
  readonly step: (typeof ROUNDING_STEPS)[number];
  readonly direction: (typeof ROUNDING_DIRECTIONS)[number];
}

/** Every minute counts as it was worked. */
export const UNROUNDED: Rounding = { scope: 'entry', step: 1, direction: 'nearest' };

/** One entry as rounding sees it. `author` and `activity` only tell groups apart. */
export interface WorkedEntry {
  readonly author: string;
  readonly day: Day;
  readonly activity: string | null;
  readonly minutes: Minutes;
}

/** Worked, counted, and the rounding line between them: worked + rounding = counted. */
export interface Counted {
  readonly worked: Minutes;
  readonly counted: Minutes;
  readonly rounding: Minutes;
}

/** Rounds whole minutes to a step. Multiples stay put, so rounding twice changes nothing. */
export function roundMinutes(worked: Minutes, { step, direction }: Pick<Rounding, 'step' | 'direction'>): Minutes {
  const over = ((worked % step) + step) % step;
  const below = worked - over;
  if (over === 0 || direction === 'down') return minutes(below);
  return minutes(direction === 'up' || 2 * over >= step ? below + step : below);
}

/**
 * Counts a contract month's billable entries: each by itself, grouped by author, work date and activity, or the month as a whole.
 * Worked minutes are never altered.
 */
export function countMinutes(entries: readonly WorkedEntry[], rounding: Rounding): Counted {
  const groups = new Map<string, number>();
  entries.forEach((entry, at) => {
    const key = groupOf(entry, at, rounding.scope);
    groups.set(key, (groups.get(key) ?? 0) + entry.minutes);
  });
  const worked = entries.reduce((sum, entry) => sum + entry.minutes, 0);
  const counted = [...groups.values()].reduce((sum, group) => sum + roundMinutes(minutes(group), rounding), 0);
  return { worked: minutes(worked), counted: minutes(counted), rounding: minutes(counted - worked) };
}

function groupOf(entry: WorkedEntry, at: number, scope: Rounding['scope']): string {
  if (scope === 'month') return '';
  return scope === 'entry' ? String(at) : JSON.stringify([entry.author, entry.day, entry.activity]);
}
