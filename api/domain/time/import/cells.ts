import { isDay, type Day } from '../../shared/day.js';
import { roundHalfUp } from '../../shared/rounded.js';

/** How a file writes dates such as 03/04/2026: the day first, or the month. */
export type DateOrder = 'day_first' | 'month_first';

const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/;

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

/** `2026-11-23`, `2026/11/23`, `23.11.2026`, `23/11/2026` or `11/23/2026` as a calendar date, or null. */
export function readDate(text: string, order: DateOrder): Day | null {
  const typed = text.trim();
  const yearFirst = YEAR_FIRST.exec(typed);
  if (yearFirst) return dated(yearFirst[1], yearFirst[2], yearFirst[3]);
  const match = SLASHED.exec(typed);
  if (!match) return null;
  const [, first, second, year] = match;
  return order === 'day_first' ? dated(year, second, first) : dated(year, first, second);
}

function dated(year = '', month = '', day = ''): Day | null {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : null;
}

/** `10:23:52`, `10:23`, `10:23:52 AM`, `1:05 pm` as seconds since midnight, or null. */
export function readTime(text: string): number | null {
  const match = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?:\s?([ap])\.?\s?m\.?)?$/i.exec(text.trim());
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

/** Hours written as a decimal, with a point or a comma: `1.5`, `1,5`, `.75`, as seconds to the nearest one, or null. */
export function readDecimalHours(text: string): number | null {
  const match = /^(\d{0,5})(?:[.,](\d{1,9}))?$/.exec(text.trim());
  if (!match || match[0] === '') return null;
  const [, whole = '', part = ''] = match;
  return roundHalfUp(BigInt(whole + part) * 3600n, 10n ** BigInt(part.length));
}

/** `Yes`, `true`, `1`: billable. Anything else is not. */
export function readYes(text: string): boolean {
  return /^(yes|y|true|1)$/i.test(text.trim());
}
