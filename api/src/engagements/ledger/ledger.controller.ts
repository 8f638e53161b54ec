import { Controller } from '@nestjs/common';
import {
  adjustMonth,
  askOverage,
  listAdjustments,
  listOverage,
  withdrawAdjustment,
  withdrawOverage,
} from '../../../contract/ledger.js';
import type { Input } from '../../../contract/route.js';
import { Serves } from '../../platform/serve/serves.js';
import type { Actor } from '../../platform/tenancy/actor.js';
import { AdjustmentsService } from './adjustments.service.js';
import { OverageService } from './overage.service.js';

@Controller()
export class LedgerController {
  constructor(
    private readonly adjustments: AdjustmentsService,
    private readonly overage: OverageService,
  ) {}

  @Serves(listAdjustments)
  listAdjustments(actor: Actor, { params }: Input<typeof listAdjustments>) {
    return this.adjustments.list(actor, params.engagementId, params.month);
  }

  @Serves(adjustMonth)
  adjust(actor: Actor, { params, body }: Input<typeof adjustMonth>) {
    return this.adjustments.adjust(actor, params.engagementId, params.month, body);
  }

  @Serves(withdrawAdjustment)
  withdrawAdjustment(actor: Actor, { params }: Input<typeof withdrawAdjustment>) {
    return this.adjustments.withdraw(actor, params.engagementId, params.month, params.adjustmentId);
  }

  @Serves(listOverage)
  listOverage(actor: Actor, { params }: Input<typeof listOverage>) {
    return this.overage.list(actor, params.engagementId, params.month);
  }

  @Serves(askOverage)
  ask(actor: Actor, { params, body }: Input<typeof askOverage>) {
    return this.overage.ask(actor, params.engagementId, params.month, body);
  }

  @Serves(withdrawOverage)
  withdrawOverage(actor: Actor, { params }: Input<typeof withdrawOverage>) {
    return this.overage.withdraw(actor, params.engagementId, params.month, params.requestId);
  }
}
