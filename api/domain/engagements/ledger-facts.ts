import type { Currency } from '../shared/currency.js';
import type { Day } from '../shared/day.js';
import { firstDayOf, lastDayOf, type Month } from '../shared/month.js';
import type { Minor, Minutes } from '../shared/units.js';
import { accrualsOf, type Accrual, type Pause } from './accrual.js';
import type { OverageAsked } from './overage-request.js';
import type { Carry, Overage, Terms } from './terms.js';

/** A signed change of the balance that somebody entered, with its reason. */
export interface Adjustment {
  readonly id: string;
  readonly minutes: Minutes;
  readonly note: string;
}

/** Signed minutes that mend an entry of a closed month, and what they change in money if the original was billed as overage. */
export interface Correction {
  readonly id: string;
  readonly entryId: string;
  /** The day of the entry, and why it is mended. */
  readonly day: Day;
  readonly reason: string;
  readonly minutes: Minutes;
  /** The part of the minutes that changes the bill of then, and its rate; 0 and null where nothing was billed. */
  readonly billed: Minutes;
  readonly ratePerHour: Minor | null;
  readonly money: Minor;
}

/** What happened in a contract month. */
export interface MonthFacts {
  readonly month: Month;
  /** Billable, unvoided minutes after rounding. */
  readonly counted: Minutes;
  readonly adjustments: readonly Adjustment[];
  readonly corrections: readonly Correction[];
  /** Hours beyond the allowance that the client was asked for; approval terms bill what the sponsor said yes to. */
  readonly asked: readonly OverageAsked[];
  readonly closed: boolean;
  /** The engagement ends with this month: lots expire and nothing new is carried. */
  readonly engagementEnds: boolean;
}

/** What was agreed for a contract month. */
export interface MonthTerms {
  readonly accruals: readonly Accrual[];
  readonly currency: Currency;
  readonly carry: Carry;
  readonly overage: Overage;
}

/** A month's agreed terms: its accruals, and the policies in force, which never change inside it. */
export function monthTermsOf(month: Month, terms: readonly Terms[], pauses: readonly Pause[] = []): MonthTerms {
  const sorted = [...terms].sort((a, b) => (a.from < b.from ? -1 : 1));
  const startDay = sorted[0]?.startDay ?? 1;
  const [first, last] = [firstDayOf(month, startDay), lastDayOf(month, startDay)];
  const touching = sorted.filter(({ from, to }) => from <= last && (to === null || to > first));
  const ruling = touching[0] ?? sorted.filter(({ from }) => from <= last).at(-1) ?? sorted[0];
  if (!ruling) throw new RangeError('a ledger needs terms');
  const { currency, carry, overage } = ruling;
  return { accruals: accrualsOf(month, startDay, sorted, pauses), currency, carry, overage };
}
