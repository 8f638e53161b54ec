import { Controller } from '@nestjs/common';
import type { Input } from '../../contract/route.js';
import {
  addCandidate,
  closeCandidacy,
  editCandidate,
  moveCandidate,
  readCandidacy,
  reopenCandidacy,
} from '../../contract/search.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { CandidacyService } from './candidacy.service.js';

@Controller()
export class CandidacyController {
  constructor(private readonly candidacies: CandidacyService) {}

  @Serves(addCandidate)
  add(actor: Actor, { params, body }: Input<typeof addCandidate>) {
    return this.candidacies.add(actor, params.searchId, body);
  }

  @Serves(readCandidacy)
  read(actor: Actor, { params }: Input<typeof readCandidacy>) {
    return this.candidacies.read(actor, params.searchId, params.candidacyId);
  }

  @Serves(editCandidate)
  edit(actor: Actor, { params, version, body }: Input<typeof editCandidate>) {
    return this.candidacies.edit(actor, params.searchId, params.candidacyId, version, body);
  }

  @Serves(moveCandidate)
  move(actor: Actor, { params, body }: Input<typeof moveCandidate>) {
    return this.candidacies.move(actor, params.searchId, params.candidacyId, body);
  }

  @Serves(closeCandidacy)
  close(actor: Actor, { params, body }: Input<typeof closeCandidacy>) {
    return this.candidacies.close(actor, params.searchId, params.candidacyId, body);
  }

  @Serves(reopenCandidacy)
  reopen(actor: Actor, { params }: Input<typeof reopenCandidacy>) {
    return this.candidacies.reopen(actor, params.searchId, params.candidacyId);
  }
}
