import type { Day } from '../../../domain/shared/day.js';

/** A date column as the rest of the code reads it: a calendar date, which is not a moment. */
export function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10) as Day;
}

export function dayOrNull(date: Date | null): Day | null {
  return date && dayOf(date);
}

export function dateOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function dateOrNull(day: Day | null): Date | null {
  return day && dateOf(day);
}
