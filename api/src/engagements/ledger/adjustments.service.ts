import { Injectable } from '@nestjs/common';
import type { adjustMonth, MonthAdjustments } from '../../../contract/ledger.js';
import type { Input } from '../../../contract/route.js';
import type { Id } from '../../../contract/shapes.js';
import { decideAdjustment, decideWithdrawal } from '../../../domain/engagements/adjust.js';
import type { Month } from '../../../domain/shared/month.js';
import { Clock } from '../../platform/clock/clock.js';
import { accepted, Refused } from '../../platform/problems/refused.js';
import type { Actor, Me } from '../../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../../platform/tenancy/tenancy.js';
import { AdjustmentsStore } from './adjustments.store.js';
import { presentAdjustments } from './ledger.present.js';
import { MonthReader, type MonthAtHand } from './month-at-hand.js';

@Injectable()
export class AdjustmentsService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly months: MonthReader,
    private readonly store: AdjustmentsStore,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, engagementId: Id, month: Month): Promise<MonthAdjustments> {
    return this.tenancy.read(actor, async (db, me) =>
      this.present(db, me, await this.months.at(db, me, engagementId, month)),
    );
  }

  adjust(
    actor: Actor,
    engagementId: Id,
    month: Month,
    draft: Input<typeof adjustMonth>['body'],
  ): Promise<MonthAdjustments> {
    return this.tenancy.write(actor, async (db, me) => {
      const at = await this.months.held(db, me, engagementId, month);
      const adjustment = accepted(decideAdjustment(draft, at));
      await this.store.add(db, me, at.key, this.clock.instant(), adjustment);
      return this.present(db, me, at);
    });
  }

  withdraw(actor: Actor, engagementId: Id, month: Month, adjustmentId: Id): Promise<MonthAdjustments> {
    return this.tenancy.write(actor, async (db, me) => {
      const at = await this.months.held(db, me, engagementId, month);
      accepted(decideWithdrawal(at));
      const stood = await this.store.withdraw(db, me, at.key, adjustmentId, this.clock.instant());
      if (!stood) throw new Refused('request.not_found');
      return this.present(db, me, at);
    });
  }

  private async present(db: Db, me: Me, at: MonthAtHand): Promise<MonthAdjustments> {
    return presentAdjustments(at, await this.store.list(db, me, at.key));
  }
}
