import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { BroughtLot } from '../../domain/engagements/opening.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { HoursVisibility, Terms } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';
import { dateOf } from '../platform/database/dates.js';
import type { Engagement, Prisma } from '../platform/database/generated/client.js';
import { current, found } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { fixed } from '../platform/database/sql.js';
import { termsRow } from './book.store.js';
import { engagementSql, type EngagementRow } from './engagement.query.js';

const READ_ONE = engagementSql('$6::uuid');
const READ_WITHIN = engagementSql('c.id');

/** The one place that writes engagements and their terms. Locks in one order: the client, the engagement, its months. */
@Injectable()
export class EngagementsStore {
  constructor(private readonly tenancy: Tenancy) {}

  /** An engagement with its book, in a statement of its own. */
  async read(actor: Actor, id: Id): Promise<{ readonly me: Me; readonly row: EngagementRow }> {
    const { me, rows } = await this.tenancy.readOne<EngagementRow>(actor, 'engagement', READ_ONE, [id]);
    return { me, row: found(rows[0]) };
  }

  /** The same within a transaction, after a change. */
  async told(db: Db, me: Me, id: Id): Promise<EngagementRow> {
    const [row] = await db.$queryRaw<EngagementRow[]>`
      WITH c AS (SELECT ${me.practiceId}::uuid AS practice_id, ${id}::uuid AS id)
      SELECT e.* FROM c, LATERAL (${fixed(READ_WITHIN)}) e`;
    return found(row);
  }

  /** The client that is to get an engagement, held so that it is not archived meanwhile. */
  async lockClient(db: Db, me: Me, clientId: Id): Promise<{ archived: boolean } | null> {
    const [row] = await db.$queryRaw<{ archived: boolean }[]>`
      SELECT archived_at IS NOT NULL AS archived FROM client
      WHERE practice_id = ${me.practiceId}::uuid AND id = ${clientId}::uuid FOR SHARE`;
    return row ?? null;
  }

  /** An engagement by id, or null. With `lock`, its terms and phase wait until the transaction ends. */
  async find(db: Db, me: Me, id: Id, { lock = false } = {}): Promise<Engagement | null> {
    if (lock) {
      await db.$queryRaw`SELECT 1 FROM engagement WHERE practice_id = ${me.practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    }
    return db.engagement.findUnique({ where: { practiceId_id: { practiceId: me.practiceId, id } } });
  }

  add(
    db: Db,
    me: Me,
    clientId: Id,
    engagement: { zone: string; startsOn: Day; phase: Phase; hoursVisibility: HoursVisibility },
  ): Promise<Engagement> {
    const startsOn = dateOf(engagement.startsOn);
    return db.engagement.create({
      data: { ...engagement, practiceId: me.practiceId, clientId, startsOn, phaseSince: startsOn },
    });
  }

  async edit(
    db: Db,
    me: Me,
    id: Id,
    version: number,
    data: Prisma.EngagementUncheckedUpdateManyInput,
  ): Promise<Engagement> {
    current(
      await db.engagement.updateMany({
        where: { practiceId: me.practiceId, id, version },
        data: { ...data, version: { increment: 1 } },
      }),
    );
    return found(await this.find(db, me, id));
  }

  async addTerms(db: Db, me: Me, { clientId, id: engagementId }: Engagement, terms: Terms): Promise<void> {
    await db.terms.create({ data: { ...termsRow(terms), practiceId: me.practiceId, clientId, engagementId } });
  }

  async addOpening(
    db: Db,
    me: Me,
    { clientId, id: engagementId }: Engagement,
    lots: readonly BroughtLot[],
  ): Promise<void> {
    const { practiceId } = me;
    await db.openingLot.createMany({
      data: lots.map(({ born, minutes }) => ({ practiceId, clientId, engagementId, born, minutes })),
    });
  }

  async endTerms(db: Db, me: Me, id: Id, to: Day): Promise<void> {
    await db.terms.updateMany({
      where: { practiceId: me.practiceId, id },
      data: { validTo: dateOf(to), version: { increment: 1 } },
    });
  }

  /** The last closed month, with all months held: one that is being closed right now is waited for. */
  async lockMonths(db: Db, me: Me, engagementId: Id): Promise<Month | null> {
    const months = await db.$queryRaw<{ month: string; state: string }[]>`
      SELECT month::text, state FROM contract_month
      WHERE practice_id = ${me.practiceId}::uuid AND engagement_id = ${engagementId}::uuid ORDER BY month FOR SHARE`;
    return (months.findLast(({ state }) => state === 'closed')?.month as Month | undefined) ?? null;
  }
}
