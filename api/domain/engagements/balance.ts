import { addDays, daysBetween, weekday, type Day } from '../shared/day.js';
import { addMonths, firstDayOf, lastDayOf, type Month } from '../shared/month.js';
import { roundHalfUp } from '../shared/rounded.js';
import { share, type Share } from '../shared/share.js';
import { minutes, type Minutes } from '../shared/units.js';
import type { MonthFigures } from './ledger.js';

/** The marks, in percent of what is available, at which a month warns; once each. */
export const THRESHOLDS = [50, 80, 100] as const;

export type Threshold = (typeof THRESHOLDS)[number];

/** The first working days of a month say too little about the rest of it. */
const EARLIEST_FORECAST = 5;

export interface MonthBalance {
  readonly month: Month;
  readonly available: Minutes;
  readonly used: Minutes;
  /** What remains; never below zero. */
  readonly left: Minutes;
  /** What was used beyond it. */
  readonly over: Minutes;
  /** The first day of the next contract month. */
  readonly resetsOn: Day;
  readonly share: Share;
  /** The highest mark reached, or null. An engagement paid by the hour has none. */
  readonly threshold: Threshold | null;
  /** Used minutes at the end of the month if it goes on as it did; null before the fifth working day. */
  readonly forecast: Minutes | null;
  readonly forecastOver: boolean;
  /** What was carried in may still change, because an earlier month is open. */
  readonly provisional: boolean;
}

type Figures = Pick<MonthFigures, 'month' | 'available' | 'used' | 'accrued' | 'provisional'>;

/** Used, left and reset date of a contract month as of a day in the engagement's zone, with the marks it reached. */
export function balanceOn(figures: Figures, startDay: number, today: Day): MonthBalance {
  const { month, available, used } = figures;
  const hasAllowance = figures.accrued > 0 || available !== 0;
  const forecast = forecastOf(used, month, startDay, today);
  return {
    month,
    available,
    used,
    left: minutes(Math.max(0, available - used)),
    over: minutes(Math.max(0, used - available)),
    resetsOn: firstDayOf(addMonths(month, 1), startDay),
    share: share(used, Math.max(0, available)),
    threshold: hasAllowance ? (THRESHOLDS.findLast((mark) => used * 100 >= mark * available) ?? null) : null,
    forecast,
    forecastOver: hasAllowance && forecast !== null && forecast > available,
    provisional: figures.provisional,
  };
}

/** The warnings a balance calls for: every mark reached, and the forecast while the month is not full yet. */
export function warningsOf(balance: MonthBalance): (Threshold | 'forecast')[] {
  const reached = THRESHOLDS.filter((mark) => balance.threshold !== null && mark <= balance.threshold);
  return balance.forecastOver && balance.threshold !== 100 ? [...reached, 'forecast'] : [...reached];
}

/** Run rate times remaining working days (Monday to Friday) on top of what was used; today counts as worked. */
function forecastOf(used: Minutes, month: Month, startDay: number, today: Day): Minutes | null {
  const [first, last] = [firstDayOf(month, startDay), lastDayOf(month, startDay)];
  if (today < first) return null;
  const gone = workingDays(first, today < last ? today : last);
  if (gone < EARLIEST_FORECAST) return null;
  const ahead = today < last ? workingDays(addDays(today, 1), last) : 0;
  return minutes(used + Math.max(0, roundHalfUp(used * ahead, gone)));
}

/** Mondays to Fridays from one day to another, both included. */
export function workingDays(from: Day, to: Day): number {
  const days = Math.max(0, daysBetween(from, to) + 1);
  const start = weekday(from);
  const rest = Array.from({ length: days % 7 }, (_, at) => ((start + at - 1) % 7) + 1);
  return Math.floor(days / 7) * 5 + rest.filter((of) => of <= 5).length;
}

/** The n-th working day from a day on, that day included: the third working day of a month is when its summary is due. */
export function nthWorkingDay(from: Day, n: number): Day {
  let [at, left] = [from, n];
  for (;;) {
    if (weekday(at) <= 5 && --left <= 0) return at;
    at = addDays(at, 1);
  }
}
