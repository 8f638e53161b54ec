import { Controller } from '@nestjs/common';
import type { Input } from '../../contract/route.js';
import { correctEntry, listCorrections } from '../../contract/statements.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { CorrectionsService } from './corrections.service.js';

@Controller()
export class CorrectionsController {
  constructor(private readonly corrections: CorrectionsService) {}

  @Serves(listCorrections)
  list(actor: Actor, { params }: Input<typeof listCorrections>) {
    return this.corrections.list(actor, params.entryId);
  }

  @Serves(correctEntry)
  correct(actor: Actor, { params, body }: Input<typeof correctEntry>) {
    return this.corrections.correct(actor, params.entryId, body);
  }
}
