import type { Correction, MonthFacts, MonthTerms } from '@domain/engagements/ledger';
import type { Balance } from '@domain/engagements/lots';
import { openingOf } from '@domain/engagements/opening';
import type { OverageAsked } from '@domain/engagements/overage-request';
import { UNROUNDED } from '@domain/engagements/rounding';
import type { Carry, Terms } from '@domain/engagements/terms';
import { day } from '@domain/shared/day';
import { addMonths, month } from '@domain/shared/month';
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
    asked: [],
    closed: false,
    engagementEnds: false,
    ...facts,
  };
}

/** A correction of an entry of the year before that changes no bill, unless said otherwise. */
export function makeCorrection({
  minutes: mended,
  billed = 0,
  money = 0,
  ...facts
}: Partial<Omit<Correction, 'minutes' | 'billed' | 'money'>> & {
  minutes: number;
  billed?: number;
  money?: number;
}): Correction {
  return {
    id: 'k1',
    entryId: 'e1',
    day: day('2025-12-10'),
    reason: 'Too long',
    ratePerHour: null,
    ...facts,
    minutes: minutes(mended),
    billed: minutes(billed),
    money: minor(money),
  };
}

/** A request for hours beyond that the sponsor said yes to. */
export function approved(wanted: number): OverageAsked {
  return {
    id: 'q1',
    minutes: minutes(wanted),
    reason: 'an incident',
    askedOn: day('2026-01-10'),
    answer: 'yes',
    sentence: '',
    answeredBy: 'Ada Stein',
    answeredOn: day('2026-01-11'),
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

/** What was left over in the month before the first one, or is owed from it. */
export function broughtTo(first: string, left: number, carry: Carry): Balance {
  return openingOf([{ born: addMonths(month(first), -1), minutes: minutes(left) }], carry);
}
