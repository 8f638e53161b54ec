import type { Day } from '../shared/day.js';
import type { Month } from '../shared/month.js';
import { minutes, type Minor, type Minutes } from '../shared/units.js';
import type { Accrual } from './accrual.js';
import type { MonthFacts } from './ledger-facts.js';
import type { Lot } from './lots.js';
import type { OverageAsked } from './overage-request.js';
import type { PricedOverage } from './overage.js';

/** One line of the ledger; `minutes` is signed. The carried-in balance is the opening figure, not a line. */
export type LedgerLine =
  | { readonly kind: 'accrue'; readonly minutes: Minutes; readonly from: Day; readonly to: Day; readonly fee: Minor }
  | { readonly kind: 'adjust'; readonly minutes: Minutes; readonly id: string; readonly note: string }
  | { readonly kind: 'consume'; readonly minutes: Minutes }
  | {
      readonly kind: 'correct';
      readonly minutes: Minutes;
      readonly id: string;
      readonly entryId: string;
      readonly day: Day;
      readonly reason: string;
      readonly billed: Minutes;
      readonly ratePerHour: Minor | null;
      readonly money: Minor;
    }
  /** Minutes beyond zero, put back because they are billed or absorbed, with what the client was asked and answered. */
  | {
      readonly kind: 'overage';
      readonly minutes: Minutes;
      readonly billed: boolean;
      readonly money: Minor | null;
      readonly asked?: readonly OverageAsked[];
    }
  | { readonly kind: 'expire'; readonly minutes: Minutes; readonly born: Month }
  | { readonly kind: 'forfeit'; readonly minutes: Minutes; readonly born: Month };

export const LEDGER_LINE_KINDS = ['accrue', 'adjust', 'consume', 'correct', 'overage', 'expire', 'forfeit'] as const;

/** The lines of a month in the order in which they are read; together with the carried-in balance they make the carried-out one. */
export function ledgerLines(month: {
  readonly facts: MonthFacts;
  readonly accruals: readonly Accrual[];
  readonly priced: PricedOverage;
  readonly expired: readonly Lot[];
  readonly forfeited: readonly Lot[];
}): LedgerLine[] {
  const { facts, accruals, priced, expired, forfeited } = month;
  const lines: LedgerLine[] = [
    ...accruals.map(({ minutes, from, to, fee }) => ({ kind: 'accrue' as const, minutes, from, to, fee })),
    ...facts.adjustments.map(({ minutes, id, note }) => ({ kind: 'adjust' as const, minutes, id, note })),
    { kind: 'consume', minutes: minutes(-facts.counted) },
    ...facts.corrections.map(({ id, entryId, day, reason, minutes: mended, billed, ratePerHour, money }) => ({
      kind: 'correct' as const,
      minutes: minutes(-mended),
      id,
      entryId,
      day,
      reason,
      billed,
      ratePerHour,
      money,
    })),
    { kind: 'overage', minutes: priced.billed, billed: true, money: priced.money, ...citing(facts, true) },
    { kind: 'overage', minutes: priced.absorbed, billed: false, money: null, ...citing(facts, false) },
    ...expired.map((lot) => ({ kind: 'expire' as const, minutes: minutes(-lot.minutes), born: lot.born })),
    ...forfeited.map((lot) => ({ kind: 'forfeit' as const, minutes: minutes(-lot.minutes), born: lot.born })),
  ];
  return lines.filter((line) => line.minutes !== 0 || line.kind === 'accrue' || line.kind === 'correct');
}

/** Billed minutes cite what was approved, absorbed ones whatever else was asked. */
function citing({ asked }: MonthFacts, billed: boolean): { readonly asked?: readonly OverageAsked[] } {
  const cited = asked.filter(({ answer }) => (answer === 'yes') === billed);
  return cited.length > 0 ? { asked: cited } : {};
}
