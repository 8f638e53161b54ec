import { Controller } from '@nestjs/common';
import {
  editMember,
  editMembership,
  inviteClientUser,
  inviteMember,
  listClientUsers,
  listInvitations,
  listMembers,
  removeClientUser,
  removeMember,
  withdrawClientInvitation,
  withdrawInvitation,
} from '../../contract/identity.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { MembersService } from './members.service.js';

@Controller()
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Serves(listMembers)
  list(actor: Actor, _: Input<typeof listMembers>) {
    return this.members.list(actor);
  }

  @Serves(editMember)
  edit(actor: Actor, { params, version, body }: Input<typeof editMember>) {
    return this.members.edit(actor, params.memberId, version, body);
  }

  @Serves(editMembership)
  editOwn(actor: Actor, { body }: Input<typeof editMembership>) {
    return this.members.editOwn(actor, body.zone);
  }

  @Serves(removeMember)
  remove(actor: Actor, { params, version }: Input<typeof removeMember>) {
    return this.members.remove(actor, params.memberId, version);
  }

  @Serves(listInvitations)
  invitations(actor: Actor, _: Input<typeof listInvitations>) {
    return this.members.invitations(actor);
  }

  @Serves(inviteMember)
  inviteMember(actor: Actor, { body }: Input<typeof inviteMember>) {
    return this.members.inviteMember(actor, body);
  }

  @Serves(withdrawInvitation)
  withdraw(actor: Actor, { params }: Input<typeof withdrawInvitation>) {
    return this.members.withdraw(actor, params.invitationId, null);
  }

  @Serves(listClientUsers)
  clientUsers(actor: Actor, { params }: Input<typeof listClientUsers>) {
    return this.members.clientUsers(actor, params.clientId);
  }

  @Serves(inviteClientUser)
  inviteClientUser(actor: Actor, { params, body }: Input<typeof inviteClientUser>) {
    return this.members.inviteClientUser(actor, params.clientId, body);
  }

  @Serves(withdrawClientInvitation)
  withdrawClientInvitation(actor: Actor, { params }: Input<typeof withdrawClientInvitation>) {
    return this.members.withdraw(actor, params.invitationId, params.clientId);
  }

  @Serves(removeClientUser)
  removeClientUser(actor: Actor, { params, version }: Input<typeof removeClientUser>) {
    return this.members.removeClientUser(actor, params.clientId, params.clientUserId, version);
  }
}
