import { Injectable } from '@nestjs/common';
import type { askOverage, MonthOverage } from '../../../contract/ledger.js';
import type { Input } from '../../../contract/route.js';
import type { Id } from '../../../contract/shapes.js';
import { decideWithdrawal } from '../../../domain/engagements/adjust.js';
import { asksFirst, decideRequest } from '../../../domain/engagements/overage-request.js';
import type { Month } from '../../../domain/shared/month.js';
import { Clock } from '../../platform/clock/clock.js';
import { accepted, Refused } from '../../platform/problems/refused.js';
import type { Actor, Me } from '../../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../../platform/tenancy/tenancy.js';
import { presentOverage } from './ledger.present.js';
import { MonthReader, type MonthAtHand } from './month-at-hand.js';
import { OverageStore } from './overage.store.js';

@Injectable()
export class OverageService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly months: MonthReader,
    private readonly store: OverageStore,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, engagementId: Id, month: Month): Promise<MonthOverage> {
    return this.tenancy.read(actor, async (db, me) =>
      this.present(db, me, await this.months.at(db, me, engagementId, month)),
    );
  }

  ask(actor: Actor, engagementId: Id, month: Month, draft: Input<typeof askOverage>['body']): Promise<MonthOverage> {
    return this.tenancy.write(actor, async (db, me) => {
      const at = await this.months.held(db, me, engagementId, month);
      const asks = at.terms !== null && asksFirst(at.terms);
      const request = accepted(decideRequest(draft, at, { asks, asked: at.asked }));
      await this.store.ask(db, me, at.key, this.clock.instant(), request);
      return this.present(db, me, at);
    });
  }

  withdraw(actor: Actor, engagementId: Id, month: Month, requestId: Id): Promise<MonthOverage> {
    return this.tenancy.write(actor, async (db, me) => {
      const at = await this.months.held(db, me, engagementId, month);
      accepted(decideWithdrawal(at));
      const withdrawn = await this.store.withdraw(db, me, at.key, requestId, this.clock.instant());
      const answer = at.asked.find(({ id }) => id === requestId)?.answer;
      if (!withdrawn && answer) throw new Refused('ledger.overage_answered', { answer });
      if (!withdrawn) throw new Refused('request.not_found');
      return this.present(db, me, at);
    });
  }

  private async present(db: Db, me: Me, at: MonthAtHand): Promise<MonthOverage> {
    return presentOverage(at, await this.store.list(db, me, at.key));
  }
}
