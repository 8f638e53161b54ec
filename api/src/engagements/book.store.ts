import { Injectable } from '@nestjs/common';
import type { Balance } from '../../contract/clients.js';
import type { Id } from '../../contract/shapes.js';
import { balanceOn, warningsOf } from '../../domain/engagements/balance.js';
import {
  monthTermsOf,
  type Adjustment,
  type Correction,
  type MonthFacts,
} from '../../domain/engagements/ledger-facts.js';
import { runLedger, type MonthFigures } from '../../domain/engagements/ledger.js';
import type { OverageAsked } from '../../domain/engagements/overage-request.js';
import { openingOf, type BroughtLot } from '../../domain/engagements/opening.js';
import type { HoursVisibility, Terms } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import { addMonths, firstDayOf, lastDayOf, monthOf, type Month } from '../../domain/shared/month.js';
import { minor, minutes } from '../../domain/shared/units.js';
import { dateOf } from '../platform/database/dates.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { fixed } from '../platform/database/sql.js';
import { booksSql, type BookRow, type CorrectionRow, type TermsRow } from './book.query.js';

/** Terms as they are stored, with what an edit needs. */
export type StoredTerms = Terms & { readonly id: Id; readonly version: number };

/** Everything the hour balance of an engagement is computed from. */
export interface EngagementBook {
  readonly engagementId: Id;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly visibility: HoursVisibility;
  readonly terms: readonly StoredTerms[];
  /** With the month each changes. */
  readonly adjustments: readonly (Adjustment & { readonly month: Month })[];
  /** With the month each is about. */
  readonly asked: readonly (OverageAsked & { readonly month: Month })[];
  /** What was brought along from before the first month. */
  readonly opening: readonly BroughtLot[];
  readonly months: ReadonlyMap<Month, BookMonth>;
  /** With the month each counts in. */
  readonly corrections: readonly (Correction & { readonly month: Month })[];
}

/** Minutes of a contract month, worked and unvoided. */
export interface BookMonth {
  readonly billable: number;
  /** The billable minutes after rounding. */
  readonly counted: number;
  readonly nonBillable: number;
  readonly closed: boolean;
}

const NOTHING: BookMonth = { billable: 0, counted: 0, nonBillable: 0, closed: false };

const BOOKS = booksSql('e.id = ANY (c.engagement_ids)');

/** Reads what balances are computed from, for one engagement or many, in one query. */
@Injectable()
export class BookStore {
  async of(db: Db, practiceId: Id, engagementIds: readonly Id[]): Promise<ReadonlyMap<Id, EngagementBook>> {
    const rows = await db.$queryRaw<BookRow[]>`
      WITH c AS (SELECT ${practiceId}::uuid AS practice_id, ${[...engagementIds]}::uuid[] AS engagement_ids)
      SELECT b.* FROM c, LATERAL (${fixed(BOOKS)}) b`;
    return booksOf(rows);
  }
}

/** Books by engagement, from what was read of them. */
export function booksOf(rows: readonly BookRow[]): ReadonlyMap<Id, EngagementBook> {
  return new Map(rows.map((row) => [row.engagementId, bookOf(row)]));
}

export function bookOf(row: BookRow): EngagementBook {
  const used = new Map(row.used.map((worked) => [worked.month, worked]));
  return {
    engagementId: row.engagementId,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    visibility: row.visibility,
    terms: row.terms.map((terms) => termsOf(terms, row.visibility)),
    adjustments: row.adjustments.map((one) => ({ ...one, minutes: minutes(one.minutes) })),
    asked: row.asked.map((one) => ({ ...one, minutes: minutes(one.minutes) })),
    opening: row.opening.map(({ born, minutes: left }) => ({ born, minutes: minutes(left) })),
    months: new Map(
      row.months.map(({ month, closed }) => {
        const { billable, counted, nonBillable } = used.get(month) ?? NOTHING;
        return [month, { billable, counted, nonBillable, closed }];
      }),
    ),
    corrections: row.corrections.map(correctionOf),
  };
}

function correctionOf({ minutes: mended, billed, ratePerHour, money, ...row }: CorrectionRow) {
  return {
    ...row,
    minutes: minutes(mended),
    billed: minutes(billed),
    ratePerHour: ratePerHour === null ? null : minor(ratePerHour),
    money: minor(money),
  };
}

function termsOf({ per, allowance, fee, acceptanceDays, ...row }: TermsRow, visibility: HoursVisibility): StoredTerms {
  return {
    id: row.id,
    version: row.version,
    from: row.from,
    to: row.to,
    allowance: { per, minutes: minutes(allowance) },
    startDay: row.startDay,
    fee: minor(fee),
    currency: row.currency,
    carry: row.carry,
    overage: row.overage,
    rounding: row.rounding,
    visibility,
    acceptedAfterDays: acceptanceDays,
    dueWorkingDay: row.dueWorkingDay,
  };
}

/** What to store of terms. */
export function termsRow({ from, to, allowance, startDay, fee, currency, carry, overage, rounding, ...rest }: Terms) {
  return {
    validFrom: dateOf(from),
    validTo: to && dateOf(to),
    allowanceMinutes: allowance.minutes,
    allowancePer: allowance.per,
    startDay,
    feeMinor: BigInt(fee),
    currency,
    carry,
    overage,
    rounding: { ...rounding },
    acceptanceDays: rest.acceptedAfterDays,
    dueWorkingDay: rest.dueWorkingDay,
  };
}

/** The contract months of an engagement from its first to the one that holds `until`, oldest first. */
export function monthsOf(book: EngagementBook, until: Day): Month[] {
  const startDay = book.terms[0]?.startDay ?? 1;
  const first = monthOf(book.startsOn, startDay);
  const end = book.endsOn && book.endsOn < until ? book.endsOn : until;
  const last = monthOf(end, startDay);
  const months: Month[] = [];
  for (let at = first; at <= last; at = addMonths(at, 1)) months.push(at);
  return months;
}

/** The ledger of every contract month up to the one that holds `until`, oldest first; empty without terms. */
export function ledgerOf(book: EngagementBook, until: Day): MonthFigures[] {
  return book.terms.length === 0 ? [] : figuresOf(book, monthsOf(book, until));
}

/**
 * The ledger of the contract month that holds `today`, as `ledgerOf` has it. Where no terms carry anything over, a month
 * stands alone, and the years before it need not be gone through.
 */
export function runningMonth(book: EngagementBook, today: Day): MonthFigures | undefined {
  const alone = book.opening.length === 0 && book.terms.every(({ carry }) => carry.kind === 'none');
  if (!alone) return ledgerOf(book, today).at(-1);
  const months = book.terms.length === 0 ? [] : monthsOf(book, today);
  const [figures] = figuresOf(book, months.slice(-1));
  return figures && { ...figures, provisional: months.slice(0, -1).some((month) => !book.months.get(month)?.closed) };
}

/** The ledger of consecutive months from the first on; where nothing is carried over, from any month on. */
function figuresOf(book: EngagementBook, months: readonly Month[]): MonthFigures[] {
  const startDay = book.terms[0]?.startDay ?? 1;
  const facts = months.map((month): MonthFacts => {
    const { counted, closed } = book.months.get(month) ?? NOTHING;
    return {
      month,
      counted: minutes(counted),
      adjustments: book.adjustments.filter((adjustment) => adjustment.month === month),
      corrections: book.corrections.filter((correction) => correction.month === month),
      asked: book.asked.filter((request) => request.month === month),
      closed,
      engagementEnds:
        book.endsOn !== null && book.endsOn <= lastDayOf(month, startDay) && book.endsOn >= firstDayOf(month, startDay),
    };
  });
  return runLedger({
    opening: openingOf(book.opening, book.terms[0]?.carry ?? { kind: 'none' }),
    months: facts,
    termsFor: (month) => monthTermsOf(month, book.terms),
  });
}

/** Hours of the contract month that holds `today`, in one glance; `null` without terms in force. */
export function presentBalance(book: EngagementBook | undefined, today: Day): Balance | null {
  if (!book) return null;
  const startDay = book.terms[0]?.startDay ?? 1;
  const figures = runningMonth(book, today);
  if (!figures || figures.month !== monthOf(today, startDay)) return null;
  const balance = balanceOn(figures, startDay, today);
  const warnings = warningsOf(balance);
  return {
    month: figures.month,
    firstDay: firstDayOf(figures.month, startDay),
    resetsOn: balance.resetsOn,
    available: balance.available,
    used: balance.used,
    left: minutes(balance.available - balance.used),
    provisional: balance.provisional,
    forecast: balance.forecast,
    level: warnings.includes(100)
      ? 'over'
      : warnings.includes('forecast')
        ? 'forecast_over'
        : warnings.includes(80)
          ? 'most'
          : warnings.includes(50)
            ? 'half'
            : 'quiet',
  };
}
