import { addMonths, type Month } from '../shared/month.js';
import { minutes, type Minutes } from '../shared/units.js';
import type { Carry } from './terms.js';

/** Minutes left over in one month. They may be used up to and including `expires` (null: for ever). */
export interface Lot {
  readonly born: Month;
  readonly minutes: Minutes;
  readonly expires: Month | null;
}

/** What one month hands to the next: lots, oldest first, or a debt (zero or negative) under signed carry. */
export interface Balance {
  readonly lots: readonly Lot[];
  readonly debt: Minutes;
}

export const NO_BALANCE: Balance = { lots: [], debt: minutes(0) };

export function balanceOf({ lots, debt }: Balance): Minutes {
  return minutes(totalOf(lots) + debt);
}

export function totalOf(lots: readonly Lot[]): Minutes {
  return minutes(lots.reduce((sum, lot) => sum + lot.minutes, 0));
}

/** Takes minutes from the lots, oldest first, as far as they go. */
export function takeFrom(lots: readonly Lot[], wanted: number): Lot[] {
  let open = wanted;
  return [...lots]
    .sort((a, b) => (a.born < b.born ? -1 : 1))
    .map((lot) => {
      const taken = Math.min(lot.minutes, open);
      open -= taken;
      return { ...lot, minutes: minutes(lot.minutes - taken) };
    })
    .filter((lot) => lot.minutes > 0);
}

export interface ClosedLots {
  readonly expired: readonly Lot[];
  readonly forfeited: readonly Lot[];
  readonly kept: readonly Lot[];
}

/**
 * The close of a month. First lots expire whose last month this was. Then the unused own minutes become a new lot, but only as many
 * as the cap leaves room for beside the lots still alive; the rest is forfeited. A lowered cap forfeits the newest lots first. When
 * the engagement ends, lots expire and nothing new is carried.
 */
export function closeLots(
  lots: readonly Lot[],
  unused: Minutes,
  month: Month,
  carry: Carry,
  { engagementEnds = false } = {},
): ClosedLots {
  const dies = (lot: Lot) => engagementEnds || (lot.expires !== null && lot.expires <= month);
  const own: Lot = { born: month, minutes: unused, expires: expiryOf(month, carry) };
  const alive = [...lots.filter((lot) => !dies(lot)), ...(unused > 0 ? [own] : [])];
  const room = engagementEnds ? 0 : capOf(carry);
  const kept: Lot[] = [];
  const forfeited: Lot[] = [];
  let filled = 0;
  for (const lot of alive) {
    const fits = Math.min(lot.minutes, room - filled);
    filled += fits;
    if (fits > 0) kept.push({ ...lot, minutes: minutes(fits) });
    if (fits < lot.minutes) forfeited.push({ ...lot, minutes: minutes(lot.minutes - fits) });
  }
  return { expired: lots.filter(dies), forfeited, kept };
}

function capOf(carry: Carry): number {
  if (carry.kind === 'none') return 0;
  return carry.kind === 'unlimited' ? Infinity : (carry.cap ?? Infinity);
}

/** The last month in which minutes left over in `born` may be used; null is for ever. */
export function expiryOf(born: Month, carry: Carry): Month | null {
  const lifetime = carry.kind === 'capped' || carry.kind === 'unlimited' ? carry.lifetime : null;
  return lifetime === null ? null : addMonths(born, lifetime);
}
