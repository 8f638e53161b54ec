import * as z from 'zod';
import { CLIENT_ROLES, PRACTICE_ROLES } from '../domain/identity/roles.js';
import { route } from './route.js';
import { Email, Id, InstantShape, line, Version, ZoneShape } from './shapes.js';

const PracticeRole = z.enum(PRACTICE_ROLES).meta({ id: 'PracticeRole' });
const ClientRole = z.enum(CLIENT_ROLES).meta({ id: 'ClientRole' });

/** Where the signed-in person belongs: practices they work at, clients they look in on. */
export const Me = z
  .object({
    userId: Id,
    email: z.string(),
    name: z.string(),
    practices: z.array(
      z.object({
        practiceId: Id,
        name: z.string(),
        memberId: Id,
        role: PracticeRole,
        zone: z.string(),
        can: z
          .object({
            readClients: z.boolean(),
            addClients: z.boolean(),
            logTime: z.boolean(),
            importTime: z.boolean(),
            readStatements: z.boolean(),
            manageMembers: z.boolean(),
          })
          .meta({ description: 'Which parts of the practice are open to this role, for at least some client.' }),
      }),
    ),
    clients: z.array(
      z.object({ practiceId: Id, practiceName: z.string(), clientId: Id, clientName: z.string(), role: ClientRole }),
    ),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

const Code = z.string().regex(/^\d{6}$/, 'The code has six digits.');

export const askToSignIn = route({
  name: 'askToSignIn',
  summary: 'Mails a sign-in link and a six-digit code; answers the same for every mailbox.',
  method: 'POST',
  path: '/sign-in/requests',
  may: 'anyone',
  body: z.strictObject({ email: Email }),
  reply: z.object({ minutes: z.int() }),
  status: 202,
  once: 'harmless',
  refuses: ['request.too_many'],
});

export const signInByLink = route({
  name: 'signInByLink',
  summary: 'Trades the token of a mailed link for a session.',
  method: 'POST',
  path: '/sign-in/links',
  may: 'anyone',
  body: z.strictObject({ token: z.string().min(20).max(100) }),
  reply: Me,
  once: 'harmless',
  refuses: ['identity.link_used', 'request.too_many'],
});

export const signInByCode = route({
  name: 'signInByCode',
  summary: 'Trades a mailed code for a session, in the browser that asked for it.',
  method: 'POST',
  path: '/sign-in/codes',
  may: 'anyone',
  body: z.strictObject({ email: Email, code: Code }),
  reply: Me,
  once: 'harmless',
  refuses: ['identity.code_wrong', 'request.too_many'],
});

export const signUp = route({
  name: 'signUp',
  summary: 'Founds a practice; the signed-in person is its owner. Refused while sign-up is closed.',
  method: 'POST',
  path: '/practices',
  may: 'signed_in',
  body: z.strictObject({ id: Id, name: line(80, 1), zone: ZoneShape }),
  reply: Me,
  once: 'id',
  refuses: ['identity.sign_up_closed', 'request.conflict'],
});

export const readMe = route({
  name: 'readMe',
  summary: 'Who is signed in, and where they belong.',
  method: 'GET',
  path: '/me',
  may: 'signed_in',
  reply: Me,
});

export const readSession = route({
  name: 'readSession',
  summary: 'Whether this browser is signed in, and who it is then: a question that everybody may ask, so never a 401.',
  method: 'GET',
  path: '/session',
  may: 'anyone',
  reply: z.object({ me: Me.nullable() }),
});

export const editMe = route({
  name: 'editMe',
  summary: 'Changes the name others see.',
  method: 'PATCH',
  path: '/me',
  may: 'signed_in',
  body: z.strictObject({ name: line(80, 1) }),
  reply: Me,
  once: 'harmless',
});

export const signOut = route({
  name: 'signOut',
  summary: 'Ends this session.',
  method: 'DELETE',
  path: '/session',
  may: 'signed_in',
  reply: z.object({ signedOut: z.literal(true) }),
  once: 'harmless',
});

export const askToConfirm = route({
  name: 'askToConfirm',
  summary: 'Mails the signed-in person a six-digit code, with which this session confirms that it is still them.',
  method: 'POST',
  path: '/session/codes',
  may: 'signed_in',
  reply: z.object({ minutes: z.int() }),
  status: 202,
  once: 'harmless',
  refuses: ['request.too_many'],
});

export const confirmSession = route({
  name: 'confirmSession',
  summary: 'Trades the mailed code for a fresh factor; the session goes on under a new token.',
  method: 'POST',
  path: '/session/confirmations',
  may: 'signed_in',
  body: z.strictObject({ code: Code }),
  reply: z.object({ minutes: z.int() }),
  once: 'harmless',
  refuses: ['identity.code_wrong', 'request.too_many'],
});

export const SessionRow = z
  .object({
    id: Id,
    device: z.string(),
    createdAt: InstantShape,
    lastSeenAt: InstantShape,
    current: z.boolean(),
  })
  .meta({ id: 'Session' });

export const listSessions = route({
  name: 'listSessions',
  summary: 'The signed-in browsers of the signed-in person.',
  method: 'GET',
  path: '/sessions',
  may: 'signed_in',
  reply: z.object({ items: z.array(SessionRow) }),
});

export const endSession = route({
  name: 'endSession',
  summary: 'Signs another browser out.',
  method: 'DELETE',
  path: '/sessions/:sessionId',
  may: 'signed_in',
  params: z.strictObject({ sessionId: Id }),
  reply: z.object({ items: z.array(SessionRow) }),
  once: 'harmless',
});

export const openInvitation = route({
  name: 'openInvitation',
  summary: 'Shows what an invitation offers, without using it up.',
  method: 'POST',
  path: '/invitations/opened',
  may: 'anyone',
  body: z.strictObject({ token: z.string().min(20).max(100) }),
  reply: z.object({
    practiceName: z.string(),
    clientName: z.string().nullable(),
    role: z.string(),
    email: z.string(),
    name: z.string().meta({ description: 'As the inviter wrote it; the invited person may write it otherwise.' }),
    signedInAs: z.string().nullable(),
  }),
  status: 200,
  once: 'harmless',
  refuses: ['identity.invitation_gone', 'request.too_many'],
});

export const acceptInvitation = route({
  name: 'acceptInvitation',
  summary: 'Joins, and signs the invited mailbox in.',
  method: 'POST',
  path: '/invitations/accepted',
  may: 'anyone',
  body: z.strictObject({ token: z.string().min(20).max(100), name: line(80, 1) }),
  reply: Me,
  once: 'harmless',
  refuses: ['identity.invitation_gone', 'identity.other_mailbox', 'request.too_many'],
});

export const MemberRow = z
  .object({
    id: Id,
    userId: Id,
    name: z.string(),
    email: z.string(),
    role: PracticeRole,
    zone: z.string(),
    capacityMinutes: z.int().nullable(),
    clientIds: z.array(Id),
    ended: z.boolean(),
    version: Version,
    can: z.object({ edit: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Member' });
export type MemberRow = z.infer<typeof MemberRow>;

const inPractice = z.strictObject({ practiceId: Id });

export const listMembers = route({
  name: 'listMembers',
  summary: 'Everybody at the practice.',
  method: 'GET',
  path: '/practices/:practiceId/members',
  may: 'practice.read',
  params: inPractice,
  reply: z.object({ items: z.array(MemberRow) }),
});

export const editMember = route({
  name: 'editMember',
  summary: 'Changes role, assigned clients, zone or weekly capacity of a member.',
  method: 'PATCH',
  path: '/practices/:practiceId/members/:memberId',
  may: 'members.manage',
  fresh: true,
  params: z.strictObject({ practiceId: Id, memberId: Id }),
  body: z.strictObject({
    role: PracticeRole.optional(),
    clientIds: z.array(Id).max(500).optional(),
    zone: ZoneShape.optional(),
    capacityMinutes: z.int().min(0).max(10_080).nullable().optional(),
  }),
  reply: MemberRow,
  versioned: true,
  refuses: ['identity.last_owner', 'request.version_stale'],
});

export const editMembership = route({
  name: 'editMembership',
  summary: "Changes the zone of one's own membership, whose date is “today” for its owner.",
  method: 'PATCH',
  path: '/practices/:practiceId/membership',
  may: 'practice.read',
  params: inPractice,
  body: z.strictObject({ zone: ZoneShape }),
  reply: MemberRow,
  once: 'harmless',
});

export const removeMember = route({
  name: 'removeMember',
  summary: "Ends a membership; the member's hours stay.",
  method: 'DELETE',
  path: '/practices/:practiceId/members/:memberId',
  may: 'members.manage',
  params: z.strictObject({ practiceId: Id, memberId: Id }),
  reply: MemberRow,
  versioned: true,
  refuses: ['identity.last_owner', 'request.version_stale'],
});

export const InvitationRow = z
  .object({
    id: Id,
    email: z.string(),
    name: z.string(),
    role: z.string(),
    clientId: Id.nullable(),
    createdAt: InstantShape,
    expiresAt: InstantShape,
    state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
  })
  .meta({ id: 'Invitation' });

export const listInvitations = route({
  name: 'listInvitations',
  summary: 'Invitations of the practice, newest first.',
  method: 'GET',
  path: '/practices/:practiceId/invitations',
  may: 'members.manage',
  params: inPractice,
  reply: z.object({ items: z.array(InvitationRow) }),
});

export const inviteMember = route({
  name: 'inviteMember',
  summary: 'Invites somebody to the practice by mail; inviting again withdraws the earlier invitation.',
  method: 'POST',
  path: '/practices/:practiceId/invitations',
  may: 'members.manage',
  fresh: true,
  params: inPractice,
  body: z.strictObject({ email: Email, name: line(80, 1), role: PracticeRole }),
  reply: InvitationRow,
  refuses: ['identity.already_member', 'identity.role_exceeds_yours'],
});

export const withdrawInvitation = route({
  name: 'withdrawInvitation',
  summary: 'Withdraws an open invitation.',
  method: 'DELETE',
  path: '/practices/:practiceId/invitations/:invitationId',
  may: 'members.manage',
  params: z.strictObject({ practiceId: Id, invitationId: Id }),
  reply: InvitationRow,
  refuses: ['identity.invitation_gone'],
});

const atClient = z.strictObject({ practiceId: Id, clientId: Id });

export const ClientUserRow = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: ClientRole,
    version: Version,
  })
  .meta({ id: 'ClientUser' });

export const listClientUsers = route({
  name: 'listClientUsers',
  summary: 'Who at the client may look in, and open invitations.',
  method: 'GET',
  path: '/practices/:practiceId/clients/:clientId/users',
  may: 'clients.read',
  params: atClient,
  reply: z.object({ items: z.array(ClientUserRow), invitations: z.array(InvitationRow) }),
});

export const inviteClientUser = route({
  name: 'inviteClientUser',
  summary: 'Invites somebody at the client to look in.',
  method: 'POST',
  path: '/practices/:practiceId/clients/:clientId/invitations',
  may: 'clients.edit',
  fresh: true,
  params: atClient,
  body: z.strictObject({ email: Email, name: line(80, 1), role: ClientRole }),
  reply: InvitationRow,
  refuses: ['identity.already_member', 'clients.archived'],
});

export const withdrawClientInvitation = route({
  name: 'withdrawClientInvitation',
  summary: 'Withdraws an open invitation of a client person.',
  method: 'DELETE',
  path: '/practices/:practiceId/clients/:clientId/invitations/:invitationId',
  may: 'clients.edit',
  params: z.strictObject({ practiceId: Id, clientId: Id, invitationId: Id }),
  reply: InvitationRow,
  refuses: ['identity.invitation_gone'],
});

export const removeClientUser = route({
  name: 'removeClientUser',
  summary: 'Takes the look-in away from somebody at the client, at once.',
  method: 'DELETE',
  path: '/practices/:practiceId/clients/:clientId/users/:clientUserId',
  may: 'clients.edit',
  params: z.strictObject({ practiceId: Id, clientId: Id, clientUserId: Id }),
  reply: ClientUserRow,
  versioned: true,
  refuses: ['request.version_stale'],
});
