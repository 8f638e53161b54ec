import { Injectable } from '@nestjs/common';
import type { addMilestone, editMilestone, listMilestones } from '../../contract/engagements.js';
import type { Input, Reply } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { Clock } from '../platform/clock/clock.js';
import { dateOf, dateOrNull, dayOf } from '../platform/database/dates.js';
import { found, Refused } from '../platform/problems/refused.js';
import { cut } from '../platform/serve/cursor.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { presentMilestone } from './milestones.present.js';
import { MilestonesStore } from './milestones.store.js';

@Injectable()
export class MilestonesService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: MilestonesStore,
    private readonly clock: Clock,
  ) {}

  list(
    actor: Actor,
    engagementId: Id,
    query: Input<typeof listMilestones>['query'],
  ): Promise<Reply<typeof listMilestones>> {
    return this.tenancy.read(actor, async (db, me) => {
      found(await this.store.engagement(db, me, engagementId));
      return cut(
        await this.store.list(db, me, engagementId, query),
        query.limit,
        ({ dueOn, id }) => [dayOf(dueOn), id],
        presentMilestone,
      );
    });
  }

  add(actor: Actor, engagementId: Id, draft: Input<typeof addMilestone>['body']): Promise<Reply<typeof addMilestone>> {
    return this.tenancy.write(actor, async (db, me) => {
      const { clientId } = found(await this.store.engagement(db, me, engagementId));
      return presentMilestone(await this.store.add(db, me, { clientId, engagementId }, draft));
    });
  }

  edit(
    actor: Actor,
    at: { engagementId: Id; milestoneId: Id },
    version: number,
    { dueOn, doneOn, ...rest }: Input<typeof editMilestone>['body'],
  ): Promise<Reply<typeof editMilestone>> {
    return this.tenancy.write(actor, async (db, me) => {
      const { zone } = found(await this.store.engagement(db, me, at.engagementId));
      if (doneOn && doneOn > this.clock.today(zone)) throw new Refused('phase.day_ahead', { field: 'doneOn' });
      const change = {
        ...rest,
        ...(dueOn === undefined ? {} : { dueOn: dateOf(dueOn) }),
        ...(doneOn === undefined ? {} : { doneOn: dateOrNull(doneOn) }),
      };
      return presentMilestone(await this.store.edit(db, me, at, version, change));
    });
  }
}
