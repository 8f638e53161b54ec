import { Injectable } from '@nestjs/common';
import type { readPortfolio } from '../../contract/clients.js';
import type { Reply } from '../../contract/route.js';
import { addDays } from '../../domain/shared/day.js';
import { booksOf } from '../engagements/book.store.js';
import { Clock } from '../platform/clock/clock.js';
import type { Actor } from '../platform/tenancy/actor.js';
import { firstMonday, presentPortfolio } from './portfolio.present.js';
import { PortfolioStore } from './portfolio.store.js';

@Injectable()
export class PortfolioService {
  constructor(
    private readonly store: PortfolioStore,
    private readonly clock: Clock,
  ) {}

  /** One statement, however many clients there are. */
  async read(actor: Actor): Promise<Reply<typeof readPortfolio>> {
    // The member's own date is known only with the answer, and is at most a day away from the date in UTC.
    const earliest = firstMonday(addDays(this.clock.today('UTC'), -1));
    const { me, practice } = await this.store.read(actor, earliest);
    const facts = {
      clients: practice.clients,
      books: booksOf(practice.books),
      toPublish: new Map(practice.to_publish.map(({ engagement_id, months }) => [engagement_id, months])),
      published: new Map(practice.published.map(({ engagement_id, months }) => [engagement_id, months])),
      withoutHandover: new Set(practice.without_handover),
      stays: practice.stays,
      weeks: practice.weeks,
      capacity: practice.capacity,
    };
    return presentPortfolio(facts, {
      asOf: this.clock.instant(),
      today: this.clock.today(me.zone),
      todayIn: (zone) => this.clock.today(zone),
    });
  }
}
