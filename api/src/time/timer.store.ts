import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { current } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

const RUNNING = {
  id: true,
  clientId: true,
  engagementId: true,
  startedAt: true,
  zone: true,
  activity: true,
  billable: true,
  text: true,
  version: true,
} satisfies Prisma.TimerSelect;

export type RunningTimer = Prisma.TimerGetPayload<{ select: typeof RUNNING }> & { readonly clientName: string | null };

/** The one place that speaks to the database about timers. */
@Injectable()
export class TimerStore {
  /** The timer that runs for the caller, or null. */
  async running(db: Db, me: Me): Promise<RunningTimer | null> {
    const timer = await db.timer.findFirst({
      where: { practiceId: me.practiceId, memberId: me.memberId, endedAt: null },
      select: RUNNING,
    });
    if (!timer) return null;
    // Its client may be somebody else's by now, and then has no name here.
    const where = { practiceId_id: { practiceId: me.practiceId, id: timer.clientId } };
    const client = await db.client.findUnique({ where, select: { name: true } });
    return { ...timer, clientName: client?.name ?? null };
  }

  /** The same, held until the transaction ends, so that of two devices that stop it one finds it stopped. */
  async hold(db: Db, me: Me): Promise<RunningTimer | null> {
    await db.$queryRaw`
      SELECT id FROM timer WHERE practice_id = ${me.practiceId}::uuid AND member_id = ${me.memberId}::uuid AND ended_at IS NULL
      FOR UPDATE`;
    return this.running(db, me);
  }

  /** The id of a timer of the caller, running or not; null when there is none. */
  find(db: Db, me: Me, id: Id): Promise<{ readonly id: Id } | null> {
    return db.timer.findFirst({
      where: { practiceId: me.practiceId, memberId: me.memberId, id },
      select: { id: true },
    });
  }

  async start(db: Db, timer: Prisma.TimerUncheckedCreateInput): Promise<void> {
    await db.timer.create({ data: timer });
  }

  async edit(db: Db, me: Me, id: Id, version: number, change: Prisma.TimerUncheckedUpdateManyInput): Promise<void> {
    current(
      await db.timer.updateMany({
        where: { practiceId: me.practiceId, memberId: me.memberId, id, version, endedAt: null },
        data: { ...change, version: { increment: 1 } },
      }),
    );
  }
}
