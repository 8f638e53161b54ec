import { accept, refuse, type Verdict } from '../shared/verdict.js';
import { isClientRole, type Role } from './roles.js';

/** How long an invitation can be accepted, in milliseconds: 72 hours. */
export const INVITATION_LIFETIME = 72 * 60 * 60 * 1000;

/** An invitation as stored; instants are milliseconds since the epoch. */
export interface Invitation {
  readonly email: string;
  readonly expiresAt: number;
  readonly acceptedAt: number | null;
  /** Set when it was taken back, or replaced by a newer invitation of the same mailbox to the same place. */
  readonly withdrawnAt: number | null;
}

/** Owners invite anybody; a CTO invites people of the client. A role never exceeds the inviter's. */
export function mayInvite(inviter: Role, role: Role): boolean {
  return inviter === 'owner' || (inviter === 'cto' && isClientRole(role));
}

/**
 * An invitation is bound to mailbox, company and role. A client role names its client, a practice role none; somebody who already
 * holds the role there needs no invitation.
 */
export function decideInvitation<
  D extends { readonly email: string; readonly role: Role; readonly clientId: string | null },
>(
  draft: D,
  inviter: Role,
  { alreadyHolds }: { readonly alreadyHolds: boolean },
): Verdict<
  D,
  'identity.role_exceeds_yours' | 'identity.client_needed' | 'identity.client_not_wanted' | 'identity.already_member'
> {
  if (!mayInvite(inviter, draft.role)) return refuse('identity.role_exceeds_yours', { field: 'role' });
  if (isClientRole(draft.role) && draft.clientId === null)
    return refuse('identity.client_needed', { field: 'clientId' });
  if (!isClientRole(draft.role) && draft.clientId !== null)
    return refuse('identity.client_not_wanted', { field: 'clientId' });
  if (alreadyHolds) return refuse('identity.already_member', { field: 'email' });
  return accept(draft);
}

/** An invitation is accepted once, in time, and only by the mailbox it was sent to. */
export function decideAcceptance(
  invitation: Invitation,
  user: { readonly email: string },
  now: number,
): Verdict<
  { readonly acceptedAt: number },
  | 'identity.invitation_withdrawn'
  | 'identity.invitation_used'
  | 'identity.invitation_expired'
  | 'identity.invitation_other_mailbox'
> {
  if (normalEmail(invitation.email) !== normalEmail(user.email)) return refuse('identity.invitation_other_mailbox');
  if (invitation.withdrawnAt !== null) return refuse('identity.invitation_withdrawn');
  if (invitation.acceptedAt !== null) return refuse('identity.invitation_used');
  if (now >= invitation.expiresAt) return refuse('identity.invitation_expired');
  return accept({ acceptedAt: now });
}

/** Mailboxes are compared without regard to capitals and surrounding space. */
export function normalEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** The last owner of a practice cannot be removed or given a lesser role; the practice would belong to nobody. */
export function decideMemberChange(
  member: { readonly role: Role },
  next: Role | null,
  { owners }: { readonly owners: number },
): Verdict<Role | null, 'identity.last_owner'> {
  if (member.role === 'owner' && next !== 'owner' && owners <= 1) return refuse('identity.last_owner');
  return accept(next);
}
