import { nthWorkingDay } from '../engagements/balance.js';
import type { Terms } from '../engagements/terms.js';
import type { Day } from '../shared/day.js';
import { addMonths, firstDayOf, type Month } from '../shared/month.js';
import { termsOfMonth } from './summary-facts.js';

const USUAL = 3;

/** The summary of a contract month is due on the n-th working day of the month after it, as its terms say. */
export function summaryDueOn(month: Month, terms: readonly Terms[]): Day {
  const [ruling] = termsOfMonth(month, terms);
  return nthWorkingDay(firstDayOf(addMonths(month, 1), ruling?.startDay ?? 1), ruling?.dueWorkingDay ?? USUAL);
}

/** A summary is late from the day after it was due until its first version is out; a revision is never late. */
export function isLate(dueOn: Day, published: boolean, today: Day): boolean {
  return !published && dueOn < today;
}
