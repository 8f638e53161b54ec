import { daysBetween, type Day } from '@domain/shared/day';
import { formatDay } from '@domain/shared/format';

/** `today`, `yesterday`, or the date. */
export function dayInWords(day: Day, today: Day): string {
  const ago = daysBetween(day, today);
  return ago === 0 ? 'today' : ago === 1 ? 'yesterday' : formatDay(day);
}
