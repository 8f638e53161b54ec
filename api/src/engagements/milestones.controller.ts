import { Controller } from '@nestjs/common';
import { addMilestone, editMilestone, listMilestones } from '../../contract/engagements.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { MilestonesService } from './milestones.service.js';

@Controller()
export class MilestonesController {
  constructor(private readonly milestones: MilestonesService) {}

  @Serves(listMilestones)
  list(actor: Actor, { params, query }: Input<typeof listMilestones>) {
    return this.milestones.list(actor, params.engagementId, query);
  }

  @Serves(addMilestone)
  add(actor: Actor, { params, body }: Input<typeof addMilestone>) {
    return this.milestones.add(actor, params.engagementId, body);
  }

  @Serves(editMilestone)
  edit(actor: Actor, { params, version, body }: Input<typeof editMilestone>) {
    return this.milestones.edit(actor, params, version, body);
  }
}
