import type { Day } from '../shared/day.js';
import { formatDay } from '../shared/format.js';
import { addMonths, lastDayOf, monthOf, type Month } from '../shared/month.js';
import type { Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';

/** What is known about a contract month somebody wants to close. */
export interface ClosingFacts {
  readonly month: Month;
  /** The day of the calendar month on which contract months start, 1-28. */
  readonly startDay: number;
  /** The first contract month the ledger knows. */
  readonly firstMonth: Month;
  readonly closedMonths: readonly Month[];
  /** How many closures this month has had; a reopened one closes as the next revision. */
  readonly revisions: number;
  readonly runningTimers: number;
  readonly entriesWithoutActivity: number;
  readonly overlaps: number;
  /** Overage the sponsor was asked about and has not answered. */
  readonly undecidedOverage: Minutes;
}

export type ClosingRefusal =
  | 'statements.before_start'
  | 'statements.already_closed'
  | 'statements.month_not_over'
  | 'statements.earlier_month_open'
  | 'statements.timer_running'
  | 'statements.activity_missing'
  | 'statements.overlap'
  | 'statements.overage_undecided';

/**
 * Months close in order, after their last day in the engagement's zone, when no timer runs, every entry has an activity, none overlap
 * and no overage waits for an answer. `today` is the date in that zone.
 */
export function decideClose(
  facts: ClosingFacts,
  today: Day,
): Verdict<{ readonly month: Month; readonly revision: number }, ClosingRefusal> {
  const { month } = facts;
  if (month < facts.firstMonth) return refuse('statements.before_start', { firstMonth: facts.firstMonth });
  if (facts.closedMonths.includes(month)) return refuse('statements.already_closed', { month });
  const lastDay = lastDayOf(month, facts.startDay);
  if (today <= lastDay) return refuse('statements.month_not_over', { lastDay });
  const earlier = earliestOpen(facts);
  if (earlier < month) return refuse('statements.earlier_month_open', { month: earlier });
  if (facts.runningTimers > 0) return refuse('statements.timer_running', { count: facts.runningTimers });
  if (facts.entriesWithoutActivity > 0) {
    return refuse('statements.activity_missing', { count: facts.entriesWithoutActivity });
  }
  if (facts.overlaps > 0) return refuse('statements.overlap', { count: facts.overlaps });
  if (facts.undecidedOverage > 0) return refuse('statements.overage_undecided', { minutes: facts.undecidedOverage });
  return accept({ month, revision: facts.revisions + 1 });
}

/** One thing that has to be in order before a month closes, in words, and how many stand against it. */
export interface ClosingCheck {
  readonly id: ClosingRefusal;
  readonly sentence: string;
  readonly met: boolean;
  readonly count: number;
}

/** Everything that stands or does not stand between an open month and its closing; all are met when it may close. */
export function closingChecks(facts: ClosingFacts, today: Day): ClosingCheck[] {
  const lastDay = lastDayOf(facts.month, facts.startDay);
  const earlier = monthsBetween(facts.firstMonth, facts.month).filter((month) => !facts.closedMonths.includes(month));
  const check = (id: ClosingRefusal, sentence: string, count: number) => ({ id, sentence, met: count === 0, count });
  return [
    check(
      'statements.month_not_over',
      `The month is over; its last day is ${formatDay(lastDay)}`,
      Number(today <= lastDay),
    ),
    check('statements.earlier_month_open', 'Earlier months are closed', earlier.length),
    check('statements.activity_missing', 'Every entry has an activity', facts.entriesWithoutActivity),
    check('statements.overlap', 'No entries overlap', facts.overlaps),
    check('statements.timer_running', 'No timer is running', facts.runningTimers),
    check('statements.overage_undecided', 'No overage waits for an answer', facts.undecidedOverage),
  ];
}

function monthsBetween(first: Month, end: Month): Month[] {
  const months: Month[] = [];
  for (let at = first; at < end; at = addMonths(at, 1)) months.push(at);
  return months;
}

/** Only the latest closed month may be reopened, with a reason; its next closure is a new revision and nothing earlier is deleted. */
export function decideReopening(
  month: Month,
  reason: string,
  closedMonths: readonly Month[],
): Verdict<
  { readonly reason: string },
  'statements.not_closed' | 'statements.later_month_closed' | 'statements.reason_needed'
> {
  if (!closedMonths.includes(month)) return refuse('statements.not_closed', { month });
  const latest = [...closedMonths].sort().at(-1);
  if (latest !== month) return refuse('statements.later_month_closed', { month: latest });
  if (reason.trim() === '') return refuse('statements.reason_needed', { field: 'reason' });
  return accept({ reason: reason.trim() });
}

/** The earliest contract month that is still open. */
export function earliestOpen({ firstMonth, closedMonths }: Pick<ClosingFacts, 'firstMonth' | 'closedMonths'>): Month {
  let month = firstMonth;
  while (closedMonths.includes(month)) month = addMonths(month, 1);
  return month;
}

/** The month that should be closed next, or null while none is over. */
export function nextToClose(
  facts: Pick<ClosingFacts, 'firstMonth' | 'closedMonths' | 'startDay'>,
  today: Day,
): Month | null {
  const open = earliestOpen(facts);
  return open < monthOf(today, facts.startDay) ? open : null;
}
