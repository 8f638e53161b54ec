import { priceOf } from '../shared/money.js';
import { minor, minutes, type Minor, type Minutes } from '../shared/units.js';
import type { Overage } from './terms.js';

/** Minutes beyond what was available: billed + absorbed are all of them. */
export interface PricedOverage {
  readonly billed: Minutes;
  readonly absorbed: Minutes;
  readonly money: Minor;
}

/**
 * What overage costs: with `bill` everything above the month's free leeway at the hourly rate, with `approval` only the minutes the
 * sponsor approved, with `absorb` nothing. Rounded once, half away from zero.
 */
export function priceOverage(beyond: Minutes, overage: Overage, approved: Minutes): PricedOverage {
  const billed = minutes(billedOf(beyond, overage, approved));
  const money = overage.kind === 'absorb' ? minor(0) : priceOf(billed, overage.ratePerHour);
  return { billed, absorbed: minutes(beyond - billed), money };
}

function billedOf(beyond: number, overage: Overage, approved: number): number {
  if (overage.kind === 'bill') return Math.max(0, beyond - overage.leeway);
  return overage.kind === 'approval' ? Math.min(beyond, Math.max(0, approved)) : 0;
}
