import { addDays, daysBetween, type Day } from '../shared/day.js';
import { daysIn, firstDayOf, lastDayOf, type Month } from '../shared/month.js';
import { roundHalfUp } from '../shared/rounded.js';
import { minor, minutes, type Minor, type Minutes } from '../shared/units.js';
import { monthlyAllowance, type Terms } from './terms.js';

/** Days on which an engagement rests, both included: no allowance and no fee accrue. */
export interface Pause {
  readonly from: Day;
  readonly to: Day;
}

/** A run of days of one contract month under one allowance and fee (both days included), and what it earns. */
export interface Accrual {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly minutes: Minutes;
  readonly fee: Minor;
}

type AccruingTerms = Pick<Terms, 'from' | 'to' | 'allowance' | 'fee'>;

/**
 * What a contract month earns. A part of a month (start, end, pause, change of allowance or fee) earns by days: the *cumulative*
 * exact sum is rounded half up and each part is the difference, so that parts always add up. 1,201 min over 15 and 15 of 30 days
 * are 601 + 600.
 */
export function accrualsOf(
  month: Month,
  startDay: number,
  terms: readonly AccruingTerms[],
  pauses: readonly Pause[] = [],
): Accrual[] {
  const days = daysIn(month, startDay);
  const earned = { minutes: 0, fee: 0 };
  const exact = { minutes: 0n, fee: 0n };
  return runsOf(month, startDay, terms, pauses).map(({ from, to, under }) => {
    const run = daysBetween(from, to) + 1;
    exact.minutes += BigInt(monthlyAllowance(under.allowance)) * BigInt(run);
    exact.fee += BigInt(under.fee) * BigInt(run);
    const soFar = { minutes: roundHalfUp(exact.minutes, days), fee: roundHalfUp(exact.fee, days) };
    const part = { minutes: minutes(soFar.minutes - earned.minutes), fee: minor(soFar.fee - earned.fee) };
    Object.assign(earned, soFar);
    return { from, to, days: run, ...part };
  });
}

interface Run {
  readonly from: Day;
  readonly to: Day;
  readonly under: AccruingTerms;
}

/** The unpaused days of the month that terms cover, in runs that stay under the same terms. */
function runsOf(month: Month, startDay: number, terms: readonly AccruingTerms[], pauses: readonly Pause[]): Run[] {
  const [first, last] = [firstDayOf(month, startDay), lastDayOf(month, startDay)];
  const covered = [...terms]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map((under) => ({
      from: under.from > first ? under.from : first,
      to: under.to !== null && under.to <= last ? addDays(under.to, -1) : last,
      under,
    }));
  return pauses.reduce(withoutPause, covered).filter(({ from, to }) => from <= to);
}

function withoutPause(runs: readonly Run[], pause: Pause): Run[] {
  return runs.flatMap((run) => {
    if (pause.to < run.from || pause.from > run.to) return [run];
    return [
      { ...run, to: addDays(pause.from, -1) },
      { ...run, from: addDays(pause.to, 1) },
    ].filter(({ from, to }) => from <= to);
  });
}
