import { isDay, type Day } from '../../shared/day.js';

/** How a file writes dates such as 03/04/2026: the day first, or the month. */
export type DateOrder = 'day_first' | 'month_first';

const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/**
 * Finds out from all dates of a file which part comes first: `either` when no date is ambiguous (all are `2026-11-23`),
 * `unknown` when every one could be both, `mixed` when they contradict each other.
 */
export function dateOrderOf(texts: readonly string[]): DateOrder | 'either' | 'unknown' | 'mixed' {
  const parts = texts.flatMap((text) => {
    const match = SLASHED.exec(text.trim());
    return match ? [{ first: Number(match[1]), second: Number(match[2]), dotted: text.includes('.') }] : [];
  });
  const dayFirst = parts.some(({ first, dotted }) => first > 12 || dotted);
  const monthFirst = parts.some(({ second }) => second > 12);
  if (dayFirst && monthFirst) return 'mixed';
  if (dayFirst) return 'day_first';
  if (monthFirst) return 'month_first';
  return parts.length === 0 ? 'either' : 'unknown';
}

/** `2026-11-23`, `23.11.2026`, `23/11/2026` or `11/23/2026` as a calendar date, or null. */
export function readDate(text: string, order: DateOrder): Day | null {
  const typed = text.trim();
  const match = SLASHED.exec(typed);
  if (!match) return isDay(typed) ? typed : null;
  const [, first = '', second = '', year = ''] = match;
  const [dayPart, monthPart] = order === 'day_first' ? [first, second] : [second, first];
  const written = `${year}-${monthPart.padStart(2, '0')}-${dayPart.padStart(2, '0')}`;
  return isDay(written) ? written : null;
}

/** `10:23:52`, `10:23`, `10:23:52 AM`, `1:05 pm` as seconds since midnight, or null. */
export function readTime(text: string): number | null {
  const match = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?: ?([ap])\.?m\.?)?$/i.exec(text.trim());
  if (!match) return null;
  let hour = Number(match[1]);
  const half = match[4]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  return hour > 23 ? null : hour * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
}

/** `01:00:01` or `125:30:00` as seconds, or null. */
export function readElapsed(text: string): number | null {
  const match = /^(\d{1,5}):([0-5]\d):([0-5]\d)$/.exec(text.trim());
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
}

/** `Yes`, `true`, `1`: billable. Anything else is not. */
export function readYes(text: string): boolean {
  return /^(yes|y|true|1)$/i.test(text.trim());
}
