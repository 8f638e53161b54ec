import { Controller } from '@nestjs/common';
import { movePhase, readPhase, recordEvidence, withdrawEvidence } from '../../contract/engagements.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { PhaseService } from './phase.service.js';

@Controller()
export class PhaseController {
  constructor(private readonly phase: PhaseService) {}

  @Serves(readPhase)
  read(actor: Actor, { params }: Input<typeof readPhase>) {
    return this.phase.read(actor, params.engagementId);
  }

  @Serves(movePhase)
  move(actor: Actor, { params, body }: Input<typeof movePhase>) {
    return this.phase.move(actor, params.engagementId, body);
  }

  @Serves(recordEvidence)
  record(actor: Actor, { params, body }: Input<typeof recordEvidence>) {
    return this.phase.record(actor, params.engagementId, body);
  }

  @Serves(withdrawEvidence)
  withdraw(actor: Actor, { params }: Input<typeof withdrawEvidence>) {
    return this.phase.withdraw(actor, params.engagementId, params.evidenceId);
  }
}
