import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import { isDay, type Day } from '../../domain/shared/day.js';
import { dateOf } from '../platform/database/dates.js';
import type { Milestone, Prisma } from '../platform/database/generated/client.js';
import { current, found, Refused } from '../platform/problems/refused.js';
import { readCursor } from '../platform/serve/cursor.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

/** The one place that speaks to the database about milestones. */
@Injectable()
export class MilestonesStore {
  async engagement(db: Db, me: Me, id: Id): Promise<{ clientId: Id; zone: string } | null> {
    return db.engagement.findUnique({
      where: { practiceId_id: { practiceId: me.practiceId, id } },
      select: { clientId: true, zone: true },
    });
  }

  list(
    db: Db,
    me: Me,
    engagementId: Id,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Milestone[]> {
    const [day, id] = readCursor(cursor, 2) ?? [];
    if (day !== undefined && !isDay(day)) throw new Refused('request.invalid', { field: 'cursor' });
    const from = day && dateOf(day);
    return db.milestone.findMany({
      where: {
        practiceId: me.practiceId,
        engagementId,
        ...(from && id ? { OR: [{ dueOn: { gt: from } }, { dueOn: from, id: { gt: id } }] } : {}),
      },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      take: limit + 1,
    });
  }

  add(
    db: Db,
    me: Me,
    at: { clientId: Id; engagementId: Id },
    { name, dueOn, clientSees }: { name: string; dueOn: Day; clientSees: boolean },
  ): Promise<Milestone> {
    return db.milestone.create({ data: { practiceId: me.practiceId, ...at, name, dueOn: dateOf(dueOn), clientSees } });
  }

  async edit(
    db: Db,
    me: Me,
    { engagementId, milestoneId: id }: { engagementId: Id; milestoneId: Id },
    version: number,
    data: Prisma.MilestoneUncheckedUpdateManyInput,
  ): Promise<Milestone> {
    const where = { practiceId: me.practiceId, engagementId, id };
    found(await db.milestone.findFirst({ where, select: { id: true } }));
    current(
      await db.milestone.updateMany({ where: { ...where, version }, data: { ...data, version: { increment: 1 } } }),
    );
    return found(await db.milestone.findFirst({ where }));
  }
}
