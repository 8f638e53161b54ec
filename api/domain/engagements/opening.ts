import { monthOf, type Month } from '../shared/month.js';
import { minutes, type Minutes } from '../shared/units.js';
import { accept, refuse, type Verdict } from '../shared/verdict.js';
import { expiryOf, NO_BALANCE, totalOf, type Balance, type Lot } from './lots.js';
import type { Carry, Terms } from './terms.js';

/** Minutes that were left over in a month before the first one here; below zero they are owed. */
export interface BroughtLot {
  readonly born: Month;
  readonly minutes: Minutes;
}

export type OpeningRefusal =
  | 'terms.opening_not_before'
  | 'terms.opening_twice'
  | 'terms.opening_not_carried'
  | 'terms.opening_expired'
  | 'terms.opening_above_cap'
  | 'terms.opening_owed';

/**
 * An engagement that comes from elsewhere mid-way brings its balance along as lots, each with the month it was left over in. The
 * first terms must be able to carry them: none is expired, together they keep within the cap, and only signed carry begins with
 * a debt, as one figure.
 */
export function decideOpening(
  brought: readonly BroughtLot[],
  { from, startDay, carry }: Pick<Terms, 'from' | 'startDay' | 'carry'>,
): Verdict<readonly BroughtLot[], OpeningRefusal> {
  const lots = brought.filter((lot) => lot.minutes !== 0);
  const first = monthOf(from, startDay);
  const late = lots.find(({ born }) => born >= first);
  if (late) return refuse('terms.opening_not_before', { field: 'opening', first });
  const twice = lots.find(({ born }, at) => lots.findIndex((other) => other.born === born) < at);
  if (twice) return refuse('terms.opening_twice', { field: 'opening', born: twice.born });
  if (lots.length > 0 && carry.kind === 'none') return refuse('terms.opening_not_carried', { field: 'opening' });
  if (lots.some((lot) => lot.minutes < 0) && (carry.kind !== 'signed' || lots.length > 1)) {
    return refuse('terms.opening_owed', { field: 'opening' });
  }
  for (const { born } of lots) {
    const expires = expiryOf(born, carry);
    if (expires !== null && expires < first)
      return refuse('terms.opening_expired', { field: 'opening', born, expires });
  }
  const cap = carry.kind === 'capped' || carry.kind === 'signed' ? carry.cap : null;
  if (cap !== null && totalOf(openingOf(lots, carry).lots) > cap) {
    return refuse('terms.opening_above_cap', { field: 'opening', cap });
  }
  return accept(lots);
}

/** The balance that lots brought along make: oldest first, each with its last month, or a debt. */
export function openingOf(brought: readonly BroughtLot[], carry: Carry): Balance {
  if (brought.length === 0) return NO_BALANCE;
  const debt = brought.reduce((sum, lot) => sum + Math.min(lot.minutes, 0), 0);
  const lots = [...brought]
    .filter((lot) => lot.minutes > 0)
    .sort((a, b) => (a.born < b.born ? -1 : 1))
    .map(({ born, minutes: left }): Lot => ({ born, minutes: left, expires: expiryOf(born, carry) }));
  return { lots, debt: minutes(debt) };
}
