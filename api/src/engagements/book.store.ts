import { Injectable } from '@nestjs/common';
import type { Balance } from '../../contract/clients.js';
import type { Id } from '../../contract/shapes.js';
import { balanceOn, warningsOf } from '../../domain/engagements/balance.js';
import { monthTermsOf, type MonthFacts } from '../../domain/engagements/ledger-facts.js';
import { runLedger, type MonthFigures } from '../../domain/engagements/ledger.js';
import type { Carry, HoursVisibility, Overage, Terms } from '../../domain/engagements/terms.js';
import type { Rounding } from '../../domain/engagements/rounding.js';
import type { Currency } from '../../domain/shared/currency.js';
import type { Day } from '../../domain/shared/day.js';
import { addMonths, firstDayOf, lastDayOf, monthOf, type Month } from '../../domain/shared/month.js';
import { minor, minutes } from '../../domain/shared/units.js';
import { dateOf, dayOf, dayOrNull } from '../platform/database/dates.js';
import type { Db } from '../platform/tenancy/tenancy.js';

/** Terms as they are stored, with what an edit needs. */
export type StoredTerms = Terms & { readonly id: Id; readonly version: number };

/** Everything the hour balance of an engagement is computed from. */
export interface EngagementBook {
  readonly engagementId: Id;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly visibility: HoursVisibility;
  readonly terms: readonly StoredTerms[];
  /** Minutes by contract month, worked and unvoided. */
  readonly months: ReadonlyMap<
    Month,
    { readonly billable: number; readonly nonBillable: number; readonly closed: boolean }
  >;
}

interface UsedRow {
  engagement_id: string;
  month: string;
  billable: number;
  non_billable: number;
}

const NOTHING = { billable: 0, nonBillable: 0, closed: false };

/** Reads what balances are computed from, for one engagement or many, in a fixed number of queries. */
@Injectable()
export class BookStore {
  async of(db: Db, practiceId: Id, engagementIds: readonly Id[]): Promise<ReadonlyMap<Id, EngagementBook>> {
    const where = { practiceId, engagementId: { in: [...engagementIds] } };
    const engagements = await db.engagement.findMany({ where: { practiceId, id: { in: [...engagementIds] } } });
    const terms = await db.terms.findMany({ where, orderBy: { validFrom: 'asc' } });
    const months = await db.contractMonth.findMany({ where, select: { engagementId: true, month: true, state: true } });
    const used = await db.$queryRaw<UsedRow[]>`
      SELECT engagement_id, contract_month AS month,
        coalesce(sum(minutes) FILTER (WHERE billable), 0)::int AS billable,
        coalesce(sum(minutes) FILTER (WHERE NOT billable), 0)::int AS non_billable
      FROM time_entry
      WHERE practice_id = ${practiceId}::uuid AND engagement_id = ANY (${[...engagementIds]}::uuid[]) AND voided_at IS NULL
      GROUP BY engagement_id, contract_month`;
    return new Map(
      engagements.map((engagement) => {
        const mine = <Row extends { engagementId: string }>(rows: readonly Row[]) =>
          rows.filter(({ engagementId }) => engagementId === engagement.id);
        const visibility = engagement.hoursVisibility as HoursVisibility;
        const facts = new Map(
          mine(months).map(({ month, state }) => [month as Month, { ...NOTHING, closed: state === 'closed' }]),
        );
        for (const row of used.filter(({ engagement_id }) => engagement_id === engagement.id)) {
          const month = row.month as Month;
          const closed = facts.get(month)?.closed ?? false;
          facts.set(month, { billable: row.billable, nonBillable: row.non_billable, closed });
        }
        const book: EngagementBook = {
          engagementId: engagement.id,
          startsOn: dayOf(engagement.startsOn),
          endsOn: dayOrNull(engagement.endsOn),
          visibility,
          terms: mine(terms).map((row) => termsOf(row, visibility)),
          months: facts,
        };
        return [engagement.id, book];
      }),
    );
  }
}

type TermsRow = Awaited<ReturnType<Db['terms']['findMany']>>[number];

/** Stored terms as the rules read them. */
export function termsOf(row: TermsRow, visibility: HoursVisibility): StoredTerms {
  return {
    id: row.id,
    version: row.version,
    from: dayOf(row.validFrom),
    to: dayOrNull(row.validTo),
    allowance: { per: row.allowancePer as 'week' | 'month', minutes: minutes(row.allowanceMinutes) },
    startDay: row.startDay,
    fee: minor(Number(row.feeMinor)),
    currency: row.currency as Currency,
    carry: row.carry as unknown as Carry,
    overage: row.overage as unknown as Overage,
    rounding: row.rounding as unknown as Rounding,
    visibility,
    acceptedAfterDays: row.acceptanceDays,
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
function runningMonth(book: EngagementBook, today: Day): MonthFigures | undefined {
  if (!book.terms.every(({ carry }) => carry.kind === 'none')) return ledgerOf(book, today).at(-1);
  const months = book.terms.length === 0 ? [] : monthsOf(book, today);
  const [figures] = figuresOf(book, months.slice(-1));
  return figures && { ...figures, provisional: months.slice(0, -1).some((month) => !book.months.get(month)?.closed) };
}

/** The ledger of consecutive months, of which the first carries nothing in. */
function figuresOf(book: EngagementBook, months: readonly Month[]): MonthFigures[] {
  const startDay = book.terms[0]?.startDay ?? 1;
  const facts = months.map((month): MonthFacts => {
    const { billable, closed } = book.months.get(month) ?? NOTHING;
    return {
      month,
      counted: minutes(billable),
      adjustments: [],
      corrections: [],
      approvedOverage: minutes(0),
      closed,
      engagementEnds:
        book.endsOn !== null && book.endsOn <= lastDayOf(month, startDay) && book.endsOn >= firstDayOf(month, startDay),
    };
  });
  return runLedger({
    opening: { lots: [], debt: minutes(0) },
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
