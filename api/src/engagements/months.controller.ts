import { Controller } from '@nestjs/common';
import { listMonths } from '../../contract/engagements.js';
import type { Input } from '../../contract/route.js';
import { Serves } from '../platform/serve/serves.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { MonthsService } from './months.service.js';

@Controller()
export class MonthsController {
  constructor(private readonly months: MonthsService) {}

  @Serves(listMonths)
  list(actor: Actor, { params, query }: Input<typeof listMonths>) {
    return this.months.list(actor, params.engagementId, query);
  }
}
