import { describe, expect, test } from '@jest/globals';
import {
  decideAcceptance,
  decideInvitation,
  decideMemberChange,
  INVITATION_LIFETIME,
  mayInvite,
} from '@domain/identity/invitations';
import { CLIENT_ROLES, PRACTICE_ROLES, type Role } from '@domain/identity/roles';

const now = 1_800_000_000_000;
const open = {
  email: 'dana@northwind.test',
  expiresAt: now + INVITATION_LIFETIME,
  acceptedAt: null,
  withdrawnAt: null,
};
const answer = (verdict: { ok: boolean; refusal?: { code: string } }) => verdict.refusal?.code ?? 'yes';

describe('inviting', () => {
  test('never gives a role beyond the inviter’s', () => {
    const all: Role[] = [...PRACTICE_ROLES, ...CLIENT_ROLES];
    expect(all.filter((role) => mayInvite('owner', role))).toEqual(all);
    expect(all.filter((role) => mayInvite('cto', role))).toEqual([...CLIENT_ROLES]);
    for (const inviter of ['assistant', 'bookkeeper', ...CLIENT_ROLES] as const) {
      expect(all.some((role) => mayInvite(inviter, role))).toBe(false);
    }
  });

  test.each([
    ['a CTO inviting an assistant', 'assistant', null, 'cto', false, 'identity.role_exceeds_yours'],
    ['a sponsor of no client', 'sponsor', null, 'owner', false, 'identity.client_needed'],
    ['a bookkeeper of one client', 'bookkeeper', 'c1', 'owner', false, 'identity.client_not_wanted'],
    ['somebody who is there already', 'sponsor', 'c1', 'owner', true, 'identity.already_member'],
    ['a sponsor', 'sponsor', 'c1', 'cto', false, 'yes'],
    ['a second owner', 'owner', null, 'owner', false, 'yes'],
  ] as const)('%s is answered', (_, role, clientId, inviter, alreadyHolds, code) => {
    const draft = { email: 'dana@northwind.test', role, clientId };
    expect(answer(decideInvitation(draft, inviter, { alreadyHolds }))).toBe(code);
  });
});

describe('accepting', () => {
  test('works once, in time, for the mailbox it was sent to in whatever capitals', () => {
    expect(decideAcceptance(open, { email: ' Dana@Northwind.test ' }, now)).toEqual({
      ok: true,
      value: { acceptedAt: now },
    });
  });

  test.each([
    ['another mailbox', {}, 'eve@northwind.test', 'identity.invitation_other_mailbox'],
    ['a used invitation', { acceptedAt: now - 1 }, open.email, 'identity.invitation_used'],
    ['a withdrawn invitation', { withdrawnAt: now - 1 }, open.email, 'identity.invitation_withdrawn'],
    ['an expired invitation', { expiresAt: now }, open.email, 'identity.invitation_expired'],
  ])('with %s is refused', (_, more, email, code) => {
    expect(answer(decideAcceptance({ ...open, ...more }, { email }, now))).toBe(code);
  });
});

test('the last owner stays owner', () => {
  expect(answer(decideMemberChange({ role: 'owner' }, null, { owners: 1 }))).toBe('identity.last_owner');
  expect(answer(decideMemberChange({ role: 'owner' }, 'cto', { owners: 1 }))).toBe('identity.last_owner');
  expect(answer(decideMemberChange({ role: 'owner' }, 'cto', { owners: 2 }))).toBe('yes');
  expect(answer(decideMemberChange({ role: 'cto' }, null, { owners: 1 }))).toBe('yes');
});
