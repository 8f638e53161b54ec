import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { PracticeRole } from '../../domain/identity/roles.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { current, found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

const withUser = { user: { select: { email: true, name: true } } } as const;
const memberShape = {
  ...withUser,
  assignments: { select: { clientId: true } },
} as const satisfies Prisma.MemberInclude;

export type StoredMember = Prisma.MemberGetPayload<{ include: typeof memberShape }>;
export type StoredClientUser = Prisma.ClientUserGetPayload<{ include: typeof withUser }>;
export type StoredInvitation = Prisma.InvitationGetPayload<object>;

export interface NewInvitation {
  readonly id: Id;
  readonly clientId: Id | null;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** The one place that speaks to the database about who belongs to a practice and who looks in. */
@Injectable()
export class MembersStore {
  members(db: Db, me: Me): Promise<StoredMember[]> {
    return db.member.findMany({
      where: { practiceId: me.practiceId },
      include: memberShape,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: 500,
    });
  }

  async member(db: Db, me: Me, id: Id): Promise<StoredMember> {
    const key = { practiceId: me.practiceId, id };
    return found(await db.member.findUnique({ where: { practiceId_id: key }, include: memberShape }));
  }

  /** Locks all owners, so that two of them cannot step down at once. */
  async owners(db: Db, me: Me): Promise<number> {
    const rows = await db.$queryRaw<object[]>`
      SELECT id FROM member WHERE practice_id = ${me.practiceId}::uuid AND role = 'owner' AND ended_at IS NULL ORDER BY id FOR UPDATE`;
    return rows.length;
  }

  async editMember(
    db: Db,
    me: Me,
    id: Id,
    version: number,
    data: { role?: PracticeRole; zone?: string; capacityMinutes?: number | null; endedAt?: Date },
  ): Promise<void> {
    const where = { practiceId: me.practiceId, id, version };
    current(await db.member.updateMany({ where, data: { ...data, version: { increment: 1 } } }));
  }

  async moveTo(db: Db, me: Me, zone: string): Promise<void> {
    const key = { practiceId: me.practiceId, id: me.memberId };
    await db.member.update({ where: { practiceId_id: key }, data: { zone, version: { increment: 1 } } });
  }

  /** Assigns exactly these clients; one that is not the practice's is not found. */
  async assign(db: Db, me: Me, memberId: Id, clientIds: readonly Id[]): Promise<void> {
    const wanted = new Set(clientIds);
    const known = await db.client.count({ where: { practiceId: me.practiceId, id: { in: [...wanted] } } });
    found(known === wanted.size || null);
    await db.assignment.deleteMany({
      where: { practiceId: me.practiceId, memberId, clientId: { notIn: [...clientIds] } },
    });
    await db.assignment.createMany({
      data: clientIds.map((clientId) => ({ practiceId: me.practiceId, memberId, clientId })),
      skipDuplicates: true,
    });
  }

  invitations(db: Db, me: Me, clientId: Id | null): Promise<StoredInvitation[]> {
    return db.invitation.findMany({
      where: { practiceId: me.practiceId, clientId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: 200,
    });
  }

  /** Withdraws what is still open for a mailbox and a company: an invitation replaces the one before it. */
  async withdrawOpen(db: Db, me: Me, email: string, clientId: Id | null, at: Date): Promise<void> {
    await db.invitation.updateMany({
      where: { practiceId: me.practiceId, email, clientId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: at },
    });
  }

  async withdraw(
    db: Db,
    me: Me,
    id: Id,
    clientId: Id | null,
    at: Date,
  ): Promise<{ count: number; row: StoredInvitation }> {
    const { count } = await db.invitation.updateMany({
      where: { practiceId: me.practiceId, id, clientId, acceptedAt: null, revokedAt: null, expiresAt: { gt: at } },
      data: { revokedAt: at },
    });
    return { count, row: found(await db.invitation.findFirst({ where: { practiceId: me.practiceId, id, clientId } })) };
  }

  async invite(db: Db, me: Me, invitation: NewInvitation): Promise<StoredInvitation> {
    return db.invitation.create({ data: { ...invitation, practiceId: me.practiceId, invitedBy: me.memberId } });
  }

  /** Writes the mail of an invitation; its link is sealed until it is sent. */
  async mailInvitation(
    db: Db,
    me: Me,
    mail: {
      clientId: Id | null;
      invitationId: Id;
      email: string;
      facts: Prisma.InputJsonObject;
      sealed: Uint8Array<ArrayBuffer>;
    },
  ): Promise<void> {
    await db.mail.createMany({
      data: [
        {
          practiceId: me.practiceId,
          clientId: mail.clientId,
          kind: 'invitation',
          dedupeKey: `invitation:${mail.invitationId}`,
          recipient: mail.email,
          facts: mail.facts,
          sealed: mail.sealed,
        },
      ],
    });
  }

  practiceName(db: Db, me: Me): Promise<{ name: string }> {
    return db.practice.findUniqueOrThrow({ where: { id: me.practiceId }, select: { name: true } });
  }

  async client(db: Db, me: Me, id: Id): Promise<{ name: string; archivedAt: Date | null }> {
    const key = { practiceId: me.practiceId, id };
    return found(
      await db.client.findUnique({ where: { practiceId_id: key }, select: { name: true, archivedAt: true } }),
    );
  }

  async memberByEmail(db: Db, me: Me, email: string): Promise<boolean> {
    return (await db.member.count({ where: { practiceId: me.practiceId, endedAt: null, user: { email } } })) > 0;
  }

  async clientUserByEmail(db: Db, me: Me, clientId: Id, email: string): Promise<boolean> {
    const where = { practiceId: me.practiceId, clientId, endedAt: null, user: { email } };
    return (await db.clientUser.count({ where })) > 0;
  }

  clientUsers(db: Db, me: Me, clientId: Id): Promise<StoredClientUser[]> {
    return db.clientUser.findMany({
      where: { practiceId: me.practiceId, clientId, endedAt: null },
      include: withUser,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: 500,
    });
  }

  async endClientUser(db: Db, me: Me, clientId: Id, id: Id, version: number, at: Date): Promise<StoredClientUser> {
    const where = { practiceId: me.practiceId, clientId, id, endedAt: null };
    found(await db.clientUser.findFirst({ where, select: { id: true } }));
    current(
      await db.clientUser.updateMany({
        where: { ...where, version },
        data: { endedAt: at, version: { increment: 1 } },
      }),
    );
    const key = { practiceId: me.practiceId, id };
    return found(await db.clientUser.findUnique({ where: { practiceId_id: key }, include: withUser }));
  }
}
