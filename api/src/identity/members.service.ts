import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type {
  editMember,
  inviteClientUser,
  inviteMember,
  listClientUsers,
  listMembers,
  MemberRow,
} from '../../contract/identity.js';
import type { Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { decideInvitation, decideMemberChange, INVITATION_LIFETIME } from '../../domain/identity/invitations.js';
import { ROLE_NAMES, type PracticeRole, type Role } from '../../domain/identity/roles.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS } from '../platform/platform.tokens.js';
import { accepted, Refused } from '../platform/problems/refused.js';
import { PUBLIC_ORIGIN } from '../platform/serve/gate.js';
import { seal } from '../platform/session/sealing.js';
import { hashToken, newToken } from '../platform/session/tokens.js';
import type { Settings } from '../platform/settings.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { presentClientUser, presentInvitation, presentMember } from './members.present.js';
import { MembersStore } from './members.store.js';

type InvitationReply = Reply<typeof inviteMember>;

@Injectable()
export class MembersService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: MembersStore,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(PUBLIC_ORIGIN) private readonly origin: string,
  ) {}

  list(actor: Actor): Promise<Reply<typeof listMembers>> {
    return this.tenancy.read(actor, async (db, me) => ({
      items: (await this.store.members(db, me)).map((member) => presentMember(member, me)),
    }));
  }

  edit(actor: Actor, id: Id, version: number, change: Input<typeof editMember>['body']): Promise<MemberRow> {
    return this.tenancy.write(actor, async (db, me) => {
      const { clientIds, role, zone, capacityMinutes } = change;
      await this.keepsAnOwner(db, me, id, role ?? 'unchanged');
      await this.store.editMember(db, me, id, version, {
        ...(role ? { role } : {}),
        ...(zone ? { zone } : {}),
        ...(capacityMinutes === undefined ? {} : { capacityMinutes }),
      });
      if (clientIds) await this.store.assign(db, me, id, clientIds);
      return presentMember(await this.store.member(db, me, id), me);
    });
  }

  editOwn(actor: Actor, zone: string): Promise<MemberRow> {
    return this.tenancy.write(actor, async (db, me) => {
      await this.store.moveTo(db, me, zone);
      return presentMember(await this.store.member(db, me, me.memberId), me);
    });
  }

  remove(actor: Actor, id: Id, version: number): Promise<MemberRow> {
    return this.tenancy.write(actor, async (db, me) => {
      await this.keepsAnOwner(db, me, id, null);
      await this.store.editMember(db, me, id, version, { endedAt: this.clock.instant() });
      return presentMember(await this.store.member(db, me, id), me);
    });
  }

  invitations(actor: Actor): Promise<{ items: InvitationReply[] }> {
    return this.tenancy.read(actor, async (db, me) => ({ items: await this.openRows(db, me, null) }));
  }

  inviteMember(actor: Actor, draft: Input<typeof inviteMember>['body']): Promise<InvitationReply> {
    return this.tenancy.write(actor, (db, me) => this.invite(db, me, { ...draft, clientId: null }));
  }

  inviteClientUser(
    actor: Actor,
    clientId: Id,
    draft: Input<typeof inviteClientUser>['body'],
  ): Promise<InvitationReply> {
    return this.tenancy.write(actor, async (db, me) => {
      const client = await this.store.client(db, me, clientId);
      if (client.archivedAt) throw new Refused('clients.archived');
      return this.invite(db, me, { ...draft, clientId });
    });
  }

  withdraw(actor: Actor, id: Id, clientId: Id | null): Promise<InvitationReply> {
    return this.tenancy.write(actor, async (db, me) => {
      const at = this.clock.instant();
      const { count, row } = await this.store.withdraw(db, me, id, clientId, at);
      if (count === 0) throw new Refused('identity.invitation_gone');
      return presentInvitation(row, at);
    });
  }

  clientUsers(actor: Actor, clientId: Id): Promise<Reply<typeof listClientUsers>> {
    return this.tenancy.read(actor, async (db, me) => {
      await this.store.client(db, me, clientId);
      return {
        items: (await this.store.clientUsers(db, me, clientId)).map(presentClientUser),
        invitations: await this.openRows(db, me, clientId),
      };
    });
  }

  removeClientUser(actor: Actor, clientId: Id, id: Id, version: number) {
    return this.tenancy.write(actor, async (db, me) =>
      presentClientUser(await this.store.endClientUser(db, me, clientId, id, version, this.clock.instant())),
    );
  }

  private async invite(
    db: Db,
    me: Me,
    draft: { email: string; name: string; role: Role; clientId: Id | null },
  ): Promise<InvitationReply> {
    const alreadyHolds = draft.clientId
      ? await this.store.clientUserByEmail(db, me, draft.clientId, draft.email)
      : await this.store.memberByEmail(db, me, draft.email);
    accepted(decideInvitation(draft, me.role, { alreadyHolds }));
    const createdAt = this.clock.instant();
    const token = newToken();
    await this.store.withdrawOpen(db, me, draft.email, draft.clientId, createdAt);
    const invitation = await this.store.invite(db, me, {
      ...draft,
      id: randomUUID(),
      tokenHash: hashToken(token),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + INVITATION_LIFETIME),
    });
    const practice = await this.store.practiceName(db, me);
    const client = draft.clientId ? await this.store.client(db, me, draft.clientId) : null;
    await this.store.mailInvitation(db, me, {
      clientId: draft.clientId,
      invitationId: invitation.id,
      email: draft.email,
      facts: { practiceName: practice.name, clientName: client?.name ?? null, role: ROLE_NAMES[draft.role] },
      sealed: seal(this.settings.BATON_SECRET, 'mail', `${this.origin}/invitation#${token}`),
    });
    return presentInvitation(invitation, createdAt);
  }

  private async openRows(db: Db, me: Me, clientId: Id | null): Promise<InvitationReply[]> {
    const now = this.clock.instant();
    return (await this.store.invitations(db, me, clientId)).map((row) => presentInvitation(row, now));
  }

  private async keepsAnOwner(db: Db, me: Me, id: Id, next: PracticeRole | 'unchanged' | null): Promise<void> {
    const owners = await this.store.owners(db, me);
    const member = await this.store.member(db, me, id);
    if (member.endedAt) throw new Refused('request.version_stale');
    const role = member.role as PracticeRole;
    accepted(decideMemberChange({ role }, next === 'unchanged' ? role : next, { owners }));
  }
}
