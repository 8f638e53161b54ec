import type { Overage } from '../engagements/terms.js';
import type { Currency } from '../shared/currency.js';
import { priceOf } from '../shared/money.js';
import type { Month } from '../shared/month.js';
import { minor, minutes, type Minor, type Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';

const A_DAY = 24 * 60;

/** What is known about a logged entry that somebody wants to correct, and about the months around it. */
export interface EntryToCorrect {
  readonly month: Month;
  readonly voided: boolean;
  /** What it counts so far: its minutes if they are billable, and every correction since. */
  readonly counts: Minutes;
  /** What the closure in force says of the entry's month; null while that month is open. */
  readonly closed: {
    readonly currency: Currency;
    readonly overage: Overage;
    /** Minutes the month was billed beyond its allowance, less what corrections have given back. */
    readonly billed: Minutes;
  } | null;
  /** The month in which a correction counts; null when the engagement has ended and every month of it is closed. */
  readonly openMonth: { readonly month: Month; readonly currency: Currency } | null;
}

/** A correction as it is written down. */
export interface NewCorrection {
  readonly month: Month;
  readonly minutes: Minutes;
  /** The part of the minutes that changes the old bill, at the rate of then. */
  readonly billed: Minutes;
  readonly ratePerHour: Minor | null;
  readonly money: Minor;
  readonly reason: string;
}

export type CorrectionRefusal =
  | 'statements.entry_open'
  | 'statements.entry_voided'
  | 'statements.no_open_month'
  | 'statements.correction_empty'
  | 'statements.correction_too_far'
  | 'statements.correction_other_currency';

/**
 * What was frozen stays as it is: an entry of a closed month is mended by signed minutes in the first open month, counted
 * under the terms of that month. If its own month was billed beyond the allowance, the old bill is mended with it: minutes
 * taken away give back what was billed, as far as it goes, and minutes added are billed, both at the rate of then. With all
 * its corrections an entry counts between nothing and a day.
 */
export function decideCorrection(
  entry: EntryToCorrect,
  wish: { readonly minutes: Minutes; readonly reason: string },
): Verdict<NewCorrection, CorrectionRefusal> {
  const { closed, openMonth } = entry;
  if (entry.voided) return refuse('statements.entry_voided');
  if (!closed) return refuse('statements.entry_open', { month: entry.month });
  if (!openMonth) return refuse('statements.no_open_month');
  if (wish.minutes === 0) return refuse('statements.correction_empty', { field: 'minutes' });
  const will = entry.counts + wish.minutes;
  if (will < 0 || will > A_DAY) return refuse('statements.correction_too_far', { field: 'minutes' });
  const billed = billedPart(wish.minutes, closed.billed, closed.overage);
  if (billed !== 0 && closed.currency !== openMonth.currency) {
    return refuse('statements.correction_other_currency', { billed: closed.currency, open: openMonth.currency });
  }
  const ratePerHour = billed === 0 || closed.overage.kind === 'absorb' ? null : closed.overage.ratePerHour;
  return accept({
    month: openMonth.month,
    minutes: wish.minutes,
    billed,
    ratePerHour,
    money: ratePerHour === null ? minor(0) : priceOf(billed, ratePerHour),
    reason: wish.reason.trim(),
  });
}

/** Under approval nothing is billed that the sponsor did not approve, so minutes are only ever given back. */
function billedPart(mended: Minutes, billed: Minutes, overage: Overage): Minutes {
  if (billed <= 0 || overage.kind === 'absorb') return minutes(0);
  if (mended < 0) return minutes(-Math.min(-mended, billed));
  return overage.kind === 'bill' ? mended : minutes(0);
}
