import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Contact, Prisma } from '../platform/database/generated/client.js';
import { current, found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { after } from './after.js';

/** The one place that speaks to the database about contacts. One that was removed stays stored and is not found again. */
@Injectable()
export class ContactsStore {
  list(
    db: Db,
    me: Me,
    clientId: Id,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Contact[]> {
    return db.contact.findMany({
      where: { practiceId: me.practiceId, clientId, removedAt: null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      ...after(me, cursor),
      take: limit + 1,
    });
  }

  /** The client's own archive mark, or null when there is no such client. */
  async client(db: Db, me: Me, clientId: Id): Promise<{ archived: boolean } | null> {
    const [row] = await db.$queryRaw<{ archived: boolean }[]>`
      SELECT archived_at IS NOT NULL AS archived FROM client
      WHERE practice_id = ${me.practiceId}::uuid AND id = ${clientId}::uuid`;
    return row ?? null;
  }

  add(db: Db, me: Me, clientId: Id, contact: Pick<Contact, 'name' | 'title' | 'email' | 'phone'>): Promise<Contact> {
    return db.contact.create({ data: { ...contact, practiceId: me.practiceId, clientId } });
  }

  async edit(
    db: Db,
    me: Me,
    { clientId, contactId: id }: { clientId: Id; contactId: Id },
    version: number,
    data: Prisma.ContactUncheckedUpdateManyInput,
  ): Promise<Contact> {
    const where = { practiceId: me.practiceId, clientId, id };
    found(await db.contact.findFirst({ where: { ...where, removedAt: null }, select: { id: true } }));
    current(
      await db.contact.updateMany({
        where: { ...where, version, removedAt: null },
        data: { ...data, version: { increment: 1 } },
      }),
    );
    return found(await db.contact.findFirst({ where }));
  }
}
