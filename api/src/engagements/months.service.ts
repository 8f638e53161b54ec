import { Injectable } from '@nestjs/common';
import type { listMonths, MonthView } from '../../contract/engagements.js';
import type { Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { monthTermsOf } from '../../domain/engagements/ledger-facts.js';
import type { MonthFigures } from '../../domain/engagements/ledger.js';
import type { Day } from '../../domain/shared/day.js';
import { isMonth } from '../../domain/shared/month.js';
import { minutes } from '../../domain/shared/units.js';
import { summaryDueOn } from '../../domain/statements/due.js';
import { Clock } from '../platform/clock/clock.js';
import { found, Refused } from '../platform/problems/refused.js';
import { cut, readCursor } from '../platform/serve/cursor.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { BookStore, ledgerOf, type EngagementBook } from './book.store.js';
import { presentMonth } from './months.present.js';
import { MonthsStore, type MonthState } from './months.store.js';

@Injectable()
export class MonthsService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: MonthsStore,
    private readonly books: BookStore,
    private readonly clock: Clock,
  ) {}

  /** Newest first. Every month is computed from the first on, because one carries into the next; the list is then cut. */
  list(
    actor: Actor,
    engagementId: Id,
    { cursor, limit }: Input<typeof listMonths>['query'],
  ): Promise<Reply<typeof listMonths>> {
    return this.tenancy.read(actor, async (db, me) => {
      const { zone } = found(await this.store.engagement(db, me, engagementId));
      const book = found((await this.books.of(db, me.practiceId, [engagementId])).get(engagementId));
      const states = await this.store.states(db, me, engagementId);
      const today = this.clock.today(zone);
      const before = beforeOf(cursor);
      const wanted = ledgerOf(book, today)
        .toReversed()
        .filter(({ month }) => before === null || month < before);
      return cut(
        wanted.slice(0, limit + 1),
        limit,
        ({ month }) => [month],
        (figures) => view(figures, book, states.get(figures.month), today),
      );
    });
  }
}

function beforeOf(cursor: string | undefined): string | null {
  const [month] = readCursor(cursor, 1) ?? [];
  if (month === undefined) return null;
  if (!isMonth(month)) throw new Refused('request.invalid', { field: 'cursor' });
  return month;
}

/** A closed month reads as its closure froze it, an open one as it would be if it closed now. */
function view(live: MonthFigures, book: EngagementBook, state: MonthState | undefined, today: Day): MonthView {
  const { billable, nonBillable } = book.months.get(live.month) ?? { billable: 0, nonBillable: 0 };
  const { figures, overage } = state?.frozen ?? {
    figures: live,
    overage: monthTermsOf(live.month, book.terms).overage,
  };
  return presentMonth({
    figures,
    worked: { worked: minutes(billable + nonBillable), nonBillable: minutes(nonBillable) },
    overage,
    startDay: book.terms[0]?.startDay ?? 1,
    today,
    closedAt: state?.closedAt ?? null,
    published: state?.published ?? 0,
    dueOn: summaryDueOn(live.month, book.terms),
  });
}
