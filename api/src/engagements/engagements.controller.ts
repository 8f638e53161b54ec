import { Controller } from '@nestjs/common';
import { createEngagement, editEngagement, readEngagement, setTerms } from '../../contract/engagements.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { EngagementsService } from './engagements.service.js';

@Controller()
export class EngagementsController {
  constructor(private readonly engagements: EngagementsService) {}

  @Serves(createEngagement)
  create(actor: Actor, { params, body }: Input<typeof createEngagement>) {
    return this.engagements.create(actor, params.clientId, body);
  }

  @Serves(readEngagement)
  read(actor: Actor, { params }: Input<typeof readEngagement>) {
    return this.engagements.read(actor, params.engagementId);
  }

  @Serves(editEngagement)
  edit(actor: Actor, { params, version, body }: Input<typeof editEngagement>) {
    return this.engagements.edit(actor, params.engagementId, version, body);
  }

  @Serves(setTerms)
  setTerms(actor: Actor, { params, body }: Input<typeof setTerms>) {
    return this.engagements.setTerms(actor, params.engagementId, body);
  }
}
