import type { Currency } from '../shared/currency.js';
import { addMonths, type Month } from '../shared/month.js';
import { minor, minutes, type Minor, type Minutes } from '../shared/units.js';
import type { MonthFacts, MonthTerms } from './ledger-facts.js';
import { ledgerLines, type LedgerLine } from './ledger-lines.js';
import { balanceOf, closeLots, takeFrom, totalOf, type Balance, type Lot } from './lots.js';
import { approvedOf } from './overage-request.js';
import { priceOverage } from './overage.js';
import type { Carry } from './terms.js';

export type { Adjustment, Correction, MonthFacts, MonthTerms } from './ledger-facts.js';

/**
 * The hour balance of one contract month.
 * Always: available = carriedIn + accrued + adjustments; overage = used - fromCarried - fromOwn; and, unless carry is signed,
 * available = fromCarried + fromOwn + expired + forfeited + carriedOut. Signed: available = used + forfeited + carriedOut, where
 * available and carriedOut may be negative. carriedIn plus all lines is carriedOut.
 * An open month shows what it would be if it closed now.
 */
export interface MonthFigures {
  readonly month: Month;
  readonly closed: boolean;
  /** The carried-in balance may still change, because an earlier month is open. */
  readonly provisional: boolean;
  readonly carriedIn: Minutes;
  readonly accrued: Minutes;
  readonly adjustments: Minutes;
  readonly available: Minutes;
  /** Counted minutes plus corrections; below zero it credits the allowance. */
  readonly used: Minutes;
  readonly fromCarried: Minutes;
  readonly fromOwn: Minutes;
  readonly overage: Minutes;
  readonly overageBilled: Minutes;
  readonly overageAbsorbed: Minutes;
  readonly expired: Minutes;
  readonly forfeited: Minutes;
  readonly carriedOut: Minutes;
  readonly currency: Currency;
  readonly fee: Minor;
  readonly overageMoney: Minor;
  readonly correctionMoney: Minor;
  readonly lines: readonly LedgerLine[];
  /** What the next month begins with; a closure keeps it. */
  readonly after: Balance;
}

/**
 * Computes the hour balance of consecutive contract months, the first of which begins with `opening`.
 * @throws RangeError when months are not consecutive.
 */
export function runLedger(input: {
  readonly opening: Balance;
  readonly months: readonly MonthFacts[];
  readonly termsFor: (month: Month) => MonthTerms;
}): MonthFigures[] {
  let before = input.opening;
  let provisional = false;
  return input.months.map((facts, at) => {
    const previous = input.months[at - 1];
    if (previous && addMonths(previous.month, 1) !== facts.month)
      throw new RangeError(`a month is missing before ${facts.month}`);
    const figures = runMonth(before, facts, input.termsFor(facts.month), provisional);
    before = figures.after;
    provisional ||= !facts.closed;
    return figures;
  });
}

function runMonth(before: Balance, facts: MonthFacts, terms: MonthTerms, provisional: boolean): MonthFigures {
  const accrued = sum(terms.accruals);
  const adjustments = sum(facts.adjustments);
  const carriedIn = balanceOf(before);
  const used = minutes(facts.counted + sum(facts.corrections));
  const outcome = terms.carry.kind === 'signed' ? signedMonth : lotMonth;
  const { fromCarried, overage, expired, forfeited, after } = outcome(
    before,
    accrued + adjustments,
    used,
    facts,
    terms.carry,
  );
  const priced = priceOverage(overage, terms.overage, approvedOf(facts.asked));
  return {
    month: facts.month,
    closed: facts.closed,
    provisional,
    carriedIn,
    accrued,
    adjustments,
    available: minutes(carriedIn + accrued + adjustments),
    used,
    fromCarried,
    fromOwn: minutes(used - fromCarried - overage),
    overage,
    overageBilled: priced.billed,
    overageAbsorbed: priced.absorbed,
    expired: totalOf(expired),
    forfeited: totalOf(forfeited),
    carriedOut: balanceOf(after),
    currency: terms.currency,
    fee: minor(terms.accruals.reduce((total, { fee }) => total + fee, 0)),
    overageMoney: priced.money,
    correctionMoney: minor(facts.corrections.reduce((total, { money }) => total + money, 0)),
    lines: ledgerLines({ facts, accruals: terms.accruals, priced, expired, forfeited }),
    after,
  };
}

interface Outcome {
  readonly fromCarried: Minutes;
  readonly overage: Minutes;
  readonly expired: readonly Lot[];
  readonly forfeited: readonly Lot[];
  readonly after: Balance;
}

/**
 * Use takes carried lots first, oldest first, then the month's own allowance, then overage. A debt or an adjustment beyond the
 * month's own minutes draws on the lots too, and what nothing covers is overage; negative use credits the own minutes.
 */
function lotMonth(before: Balance, earned: number, used: Minutes, facts: MonthFacts, carry: Carry): Outcome {
  const own = earned + before.debt - Math.min(used, 0);
  const demand = Math.max(used, 0) + Math.max(-own, 0);
  const fromCarried = minutes(Math.min(totalOf(before.lots), demand));
  const overage = minutes(Math.max(0, demand - fromCarried - Math.max(own, 0)));
  const unused = minutes(Math.max(own, 0) - (demand - fromCarried - overage));
  const left = takeFrom(before.lots, fromCarried);
  const { expired, forfeited, kept } = closeLots(left, unused, facts.month, carry, facts);
  return { fromCarried, overage, expired, forfeited, after: { lots: kept, debt: minutes(0) } };
}

/** Signed carry has one running balance: overuse reduces the next month, and a cap limits only what is left over. */
function signedMonth(before: Balance, earned: number, used: Minutes, facts: MonthFacts, carry: Carry): Outcome {
  const carriedIn = balanceOf(before);
  const rest = minutes(carriedIn + earned - used);
  const fromCarried = minutes(Math.min(Math.max(carriedIn, 0), Math.max(used, 0)));
  const { forfeited, kept } = closeLots([], minutes(Math.max(rest, 0)), facts.month, carry, facts);
  const after = { lots: kept, debt: minutes(Math.min(rest, 0)) };
  return { fromCarried, overage: minutes(0), expired: [], forfeited, after };
}

function sum(parts: readonly { readonly minutes: Minutes }[]): Minutes {
  return minutes(parts.reduce((total, part) => total + part.minutes, 0));
}
