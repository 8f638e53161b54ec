import type { ClientUserRow, InvitationRow, MemberRow } from '../../contract/identity.js';
import type * as z from 'zod';
import type { ClientRole, PracticeRole } from '../../domain/identity/roles.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { StoredClientUser, StoredInvitation, StoredMember } from './members.store.js';

export function presentMember(member: StoredMember, me: Me): MemberRow {
  const ended = member.endedAt !== null;
  const manages = me.role === 'owner' && !ended;
  return {
    id: member.id,
    userId: member.userId,
    name: member.user.name,
    email: member.user.email,
    role: member.role as PracticeRole,
    zone: member.zone,
    capacityMinutes: member.capacityMinutes,
    clientIds: member.assignments.map(({ clientId }) => clientId),
    ended,
    version: member.version,
    can: { edit: manages, remove: manages },
  };
}

export function presentInvitation(row: StoredInvitation, now: Date): z.infer<typeof InvitationRow> {
  const { id, email, name, role, clientId, createdAt, expiresAt, acceptedAt, revokedAt } = row;
  return {
    id,
    email,
    name,
    role,
    clientId,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: acceptedAt ? 'accepted' : revokedAt ? 'withdrawn' : expiresAt <= now ? 'expired' : 'open',
  };
}

export function presentClientUser({ id, user, role, version }: StoredClientUser): z.infer<typeof ClientUserRow> {
  return { id, name: user.name, email: user.email, role: role as ClientRole, version };
}
