import { Injectable } from '@nestjs/common';
import type { createEngagement, editEngagement, Engagement, setTerms } from '../../contract/engagements.js';
import type { Input } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import { entryCriteria } from '../../domain/engagements/gates.js';
import { decideOpening } from '../../domain/engagements/opening.js';
import { decideTerms } from '../../domain/engagements/terms.js';
import { Clock } from '../platform/clock/clock.js';
import { dayOf } from '../platform/database/dates.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { BookStore } from './book.store.js';
import { draftedTerms } from './drafted-terms.js';
import { presentEngagement } from './engagements.present.js';
import { EngagementsStore } from './engagements.store.js';
import { namedFor } from './field-names.js';
import { PhaseFactsStore } from './phase-facts.store.js';
import { PhaseStore } from './phase.store.js';

@Injectable()
export class EngagementsService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: EngagementsStore,
    private readonly books: BookStore,
    private readonly phases: PhaseStore,
    private readonly facts: PhaseFactsStore,
    private readonly clock: Clock,
  ) {}

  /** An engagement may start in any phase but the last, because practices come to Baton mid-way; its evidence is kept as it stands. */
  create(actor: Actor, clientId: Id, draft: Input<typeof createEngagement>['body']): Promise<Engagement> {
    return this.tenancy.write(actor, async (db, me) => {
      const { archived } = found(await this.store.lockClient(db, me, clientId));
      if (archived) throw new Refused('clients.archived');
      const { terms, opening, ...rest } = draft;
      if (rest.phase === 'closed') throw new Refused('phase.never_overridden', { field: 'phase' });
      const first = draftedTerms(terms, rest.startsOn, rest.hoursVisibility);
      const { add } = accepted(decideTerms(first, [], null));
      const brought = accepted(decideOpening(opening, add));
      const engagement = await this.store.add(db, me, clientId, rest);
      await this.store.addTerms(db, me, engagement, add);
      await this.store.addOpening(db, me, engagement, brought);
      const facts = await this.facts.of(db, me, engagement, {
        on: rest.startsOn,
        today: this.clock.today(rest.zone),
        now: this.clock.instant(),
      });
      await this.phases.addMove(db, me, engagement, {
        from: null,
        to: rest.phase,
        on: rest.startsOn,
        overridden: false,
        reason: '',
        sentence: '',
        evidence: entryCriteria(rest.phase, facts),
      });
      return this.told(db, me, engagement.id);
    });
  }

  async read(actor: Actor, id: Id): Promise<Engagement> {
    const { me, row } = await this.store.read(actor, id);
    return presentEngagement(row, this.clock.today(row.zone), me);
  }

  edit(actor: Actor, id: Id, version: number, change: Input<typeof editEngagement>['body']): Promise<Engagement> {
    return this.tenancy.write(actor, async (db, me) => {
      found(await this.store.find(db, me, id));
      await this.store.edit(db, me, id, version, {
        ...(change.hoursVisibility === undefined ? {} : { hoursVisibility: change.hoursVisibility }),
        ...(change.warnsClient === undefined ? {} : { warnsClient: change.warnsClient }),
      });
      return this.told(db, me, id);
    });
  }

  setTerms(actor: Actor, id: Id, draft: Input<typeof setTerms>['body']): Promise<Engagement> {
    return this.tenancy.write(actor, async (db, me) => {
      const engagement = found(await this.store.find(db, me, id, { lock: true }));
      if (engagement.phase === 'closed') throw new Refused('engagements.closed');
      const startsOn = dayOf(engagement.startsOn);
      if (draft.validFrom < startsOn) throw new Refused('terms.before_start', { field: 'validFrom', startsOn });
      const lastClosed = await this.store.lockMonths(db, me, id);
      const book = found((await this.books.of(db, me.practiceId, [id])).get(id));
      const terms = draftedTerms(draft, draft.validFrom, book.visibility);
      const { add, end } = accepted(namedFor(decideTerms(terms, book.terms, lastClosed), { from: 'validFrom' }));
      if (end) await this.store.endTerms(db, me, end.id, end.to);
      await this.store.addTerms(db, me, engagement, add);
      return this.told(db, me, engagement.id);
    });
  }

  private async told(db: Db, me: Me, id: Id): Promise<Engagement> {
    const row = await this.store.told(db, me, id);
    return presentEngagement(row, this.clock.today(row.zone), me);
  }
}
