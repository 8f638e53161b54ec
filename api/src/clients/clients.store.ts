import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import { scopeOf } from '../../domain/identity/permissions.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { current, found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { after } from './after.js';

const withEngagements = {
  engagements: { select: { id: true, phase: true, startsOn: true } },
} as const satisfies Prisma.ClientInclude;

export type StoredClient = Prisma.ClientGetPayload<{ include: typeof withEngagements }>;

export type NewClient = Omit<Prisma.ClientCreateManyInput, 'practiceId' | 'id'>;

/** The one place that speaks to the database about client companies. */
@Injectable()
export class ClientsStore {
  list(
    db: Db,
    me: Me,
    { archived = false, cursor, limit }: { archived?: boolean; cursor?: string; limit: number },
  ): Promise<StoredClient[]> {
    return db.client.findMany({
      where: { practiceId: me.practiceId, archivedAt: archived ? { not: null } : null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      ...after(me, cursor),
      take: limit + 1,
      include: withEngagements,
    });
  }

  /** A client by id, or null. With `lock`, nobody else changes it or starts an engagement until the transaction ends. */
  async find(db: Db, me: Me, id: Id, { lock = false } = {}): Promise<StoredClient | null> {
    if (lock) {
      await db.$queryRaw`SELECT 1 FROM client WHERE practice_id = ${me.practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    }
    return db.client.findUnique({
      where: { practiceId_id: { practiceId: me.practiceId, id } },
      include: withEngagements,
    });
  }

  /**
   * Adds a client and assigns its founder, who otherwise could not see it. Nothing is asked back before that: the wall
   * hides the new row from a founder who is not assigned yet.
   */
  async add(db: Db, me: Me, id: Id, client: NewClient): Promise<StoredClient> {
    await db.client.createMany({ data: [{ ...client, practiceId: me.practiceId, id }] });
    if (scopeOf(me.role, 'clients.edit') === 'own') {
      await db.assignment.createMany({ data: [{ practiceId: me.practiceId, memberId: me.memberId, clientId: id }] });
      await db.$executeRaw`SELECT app.read_my_clients()`;
    }
    return found(await this.find(db, me, id));
  }

  async edit(
    db: Db,
    me: Me,
    id: Id,
    version: number,
    data: Prisma.ClientUncheckedUpdateManyInput,
  ): Promise<StoredClient> {
    current(
      await db.client.updateMany({
        where: { practiceId: me.practiceId, id, version },
        data: { ...data, version: { increment: 1 } },
      }),
    );
    return found(await this.find(db, me, id));
  }
}
