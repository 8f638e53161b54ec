import { Injectable } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import type { MonthToAgreeOn } from '../../../domain/engagements/adjust.js';
import { monthTermsOf, type MonthTerms } from '../../../domain/engagements/ledger-facts.js';
import type { OverageAsked } from '../../../domain/engagements/overage-request.js';
import { scopeOf } from '../../../domain/identity/permissions.js';
import type { Month } from '../../../domain/shared/month.js';
import { Clock } from '../../platform/clock/clock.js';
import { found, Refused } from '../../platform/problems/refused.js';
import type { Me } from '../../platform/tenancy/actor.js';
import type { Db } from '../../platform/tenancy/tenancy.js';
import { BookStore, monthsOf } from '../book.store.js';

/** A contract month of an engagement, by its keys. */
export interface MonthKey {
  readonly clientId: Id;
  readonly engagementId: Id;
  readonly month: Month;
}

/** A contract month about which something is agreed, with what the rules of agreeing look at. */
export interface MonthAtHand extends MonthToAgreeOn {
  readonly key: MonthKey;
  /** The engagement is over: nothing is agreed any more. */
  readonly ended: boolean;
  /** Null for a month the ledger does not know. */
  readonly terms: MonthTerms | null;
  readonly asked: readonly OverageAsked[];
  readonly mayEdit: boolean;
}

/** Reads a month before something is agreed about it. */
@Injectable()
export class MonthReader {
  constructor(
    private readonly books: BookStore,
    private readonly clock: Clock,
  ) {}

  async at(db: Db, me: Me, engagementId: Id, month: Month): Promise<MonthAtHand> {
    const engagement = found(
      await db.engagement.findUnique({
        where: { practiceId_id: { practiceId: me.practiceId, id: engagementId } },
        select: { clientId: true, zone: true, phase: true },
      }),
    );
    const book = found((await this.books.of(db, me.practiceId, [engagementId])).get(engagementId));
    const known = book.terms.length > 0 ? monthsOf(book, this.clock.today(engagement.zone)) : [];
    return {
      key: { clientId: engagement.clientId, engagementId, month },
      month,
      known,
      closed: book.months.get(month)?.closed ?? false,
      ended: engagement.phase === 'closed',
      terms: known.includes(month) ? monthTermsOf(month, book.terms) : null,
      asked: book.asked.filter((one) => one.month === month),
      mayEdit: scopeOf(me.role, 'terms.edit') !== null,
    };
  }

  /**
   * The same, held until the transaction ends, so that the month is not closed meanwhile and two people who agree about it take
   * turns: first the engagement, then the month. A month that the ledger does not know is not made.
   */
  async held(db: Db, me: Me, engagementId: Id, month: Month): Promise<MonthAtHand> {
    await db.$queryRaw`
      SELECT 1 FROM engagement WHERE practice_id = ${me.practiceId}::uuid AND id = ${engagementId}::uuid FOR NO KEY UPDATE`;
    const at = await this.at(db, me, engagementId, month);
    if (at.ended) throw new Refused('engagements.closed');
    if (at.terms) {
      const data = [{ practiceId: me.practiceId, ...at.key }];
      await db.contractMonth.createMany({ data, skipDuplicates: true });
    }
    return at;
  }
}
