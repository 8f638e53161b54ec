import { Injectable } from '@nestjs/common';
import type { readPortfolio } from '../../contract/clients.js';
import type { Reply } from '../../contract/route.js';
import { BookStore } from '../engagements/book.store.js';
import { PhaseStore } from '../engagements/phase.store.js';
import { Clock } from '../platform/clock/clock.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { firstMonday, presentPortfolio } from './portfolio.present.js';
import { PortfolioStore } from './portfolio.store.js';

@Injectable()
export class PortfolioService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: PortfolioStore,
    private readonly books: BookStore,
    private readonly phases: PhaseStore,
    private readonly clock: Clock,
  ) {}

  /** A fixed number of queries, however many clients there are; figures are worked out once the connection is free again. */
  async read(actor: Actor): Promise<Reply<typeof readPortfolio>> {
    const { facts, today } = await this.tenancy.read(actor, async (db, me) => {
      const today = this.clock.today(me.zone);
      const clients = await this.store.clients(db, me);
      const engagements = clients.flatMap(({ engagement_id: id }) => (id === null ? [] : [id]));
      const facts = {
        clients,
        books: await this.books.of(db, me.practiceId, engagements),
        toPublish: await this.store.toPublish(db, me, engagements),
        withoutHandover: await this.phases.withoutHandover(db, me, engagements),
        stays: await this.store.stays(db, me, engagements),
        weeks: await this.store.weeks(db, me, firstMonday(today)),
        capacity: await this.store.capacity(db, me),
      };
      return { facts, today };
    });
    return presentPortfolio(facts, {
      asOf: this.clock.instant(),
      today,
      todayIn: (zone) => this.clock.today(zone),
    });
  }
}
