import type { MonthFacts, MonthTerms } from '@domain/engagements/ledger';
import { UNROUNDED } from '@domain/engagements/rounding';
import type { Terms } from '@domain/engagements/terms';
import { day } from '@domain/shared/day';
import { month } from '@domain/shared/month';
import { minor, minutes } from '@domain/shared/units';

/** Terms of twenty hours a month from January on, changed as a test says. */
export function makeTerms(facts: Partial<Terms> = {}): Terms {
  return {
    from: day('2026-01-01'),
    to: null,
    allowance: { per: 'month', minutes: minutes(1200) },
    startDay: 1,
    fee: minor(500000),
    currency: 'EUR',
    carry: { kind: 'none' },
    overage: { kind: 'bill', ratePerHour: minor(20000), leeway: minutes(0) },
    rounding: UNROUNDED,
    visibility: 'all_entries',
    acceptedAfterDays: null,
    dueWorkingDay: 3,
    ...facts,
  };
}

/** An open month in which so many minutes were counted. */
export function makeMonth(text: string, counted: number, facts: Partial<MonthFacts> = {}): MonthFacts {
  return {
    month: month(text),
    counted: minutes(counted),
    adjustments: [],
    corrections: [],
    approvedOverage: minutes(0),
    closed: false,
    engagementEnds: false,
    ...facts,
  };
}

/** A month that accrues so much as a whole. */
export function agreed(accrued: number, facts: Partial<MonthTerms> = {}): MonthTerms {
  return {
    accruals: [
      { from: day('2026-01-01'), to: day('2026-01-31'), days: 31, minutes: minutes(accrued), fee: minor(500000) },
    ],
    currency: 'EUR',
    carry: { kind: 'none' },
    overage: { kind: 'bill', ratePerHour: minor(20000), leeway: minutes(0) },
    ...facts,
  };
}
