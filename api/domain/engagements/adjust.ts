import type { Month } from '../shared/month.js';
import type { Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';

/** What is known of a contract month about which something is to be agreed. */
export interface MonthToAgreeOn {
  readonly month: Month;
  readonly closed: boolean;
  /** The months that the ledger knows by now. */
  readonly known: readonly Month[];
}

/** A signed change of the balance, with the reason that the client reads. */
export interface NewAdjustment {
  readonly minutes: Minutes;
  readonly reason: string;
}

/** A balance is adjusted in a month that has begun and is still open; by something, and with a reason. */
export function decideAdjustment(
  draft: NewAdjustment,
  { month, closed, known }: MonthToAgreeOn,
): Verdict<NewAdjustment, 'ledger.month_unknown' | 'ledger.month_closed' | 'ledger.adjustment_empty'> {
  if (!known.includes(month)) return refuse('ledger.month_unknown', { month });
  if (closed) return refuse('ledger.month_closed', { month });
  if (draft.minutes === 0) return refuse('ledger.adjustment_empty', { field: 'minutes' });
  return accept(draft);
}

/** What was agreed can be taken back while its month is open. */
export function decideWithdrawal({ month, closed }: MonthToAgreeOn): Verdict<Month, 'ledger.month_closed'> {
  return closed ? refuse('ledger.month_closed', { month }) : accept(month);
}
