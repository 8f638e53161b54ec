import { Injectable } from '@nestjs/common';
import type { Input } from '../../contract/route.js';
import type { Id } from '../../contract/shapes.js';
import type { correctEntry, CorrectionsView } from '../../contract/statements.js';
import { monthTermsOf } from '../../domain/engagements/ledger-facts.js';
import { monthOf, type Month } from '../../domain/shared/month.js';
import { minutes } from '../../domain/shared/units.js';
import { earliestOpen } from '../../domain/statements/close-month.js';
import { decideCorrection, type EntryToCorrect } from '../../domain/statements/correct-entry.js';
import { mayChangeEntry } from '../../domain/time/authors.js';
import { BookStore, type EngagementBook } from '../engagements/book.store.js';
import { Clock } from '../platform/clock/clock.js';
import { accepted, found, Refused } from '../platform/problems/refused.js';
import type { Actor, Me } from '../platform/tenancy/actor.js';
import { Tenancy, type Db } from '../platform/tenancy/tenancy.js';
import { presentCorrections } from './corrections.present.js';
import { CorrectionsStore, type LoggedEntry, type StoredCorrection } from './corrections.store.js';
import { StatementsStore } from './statements.store.js';

/** An entry with everything the rule of correcting looks at. */
export interface EntryAtHand {
  readonly entry: LoggedEntry;
  readonly corrections: readonly StoredCorrection[];
  readonly facts: EntryToCorrect;
  readonly mine: boolean;
}

/** Mends entries of closed months. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly store: CorrectionsStore,
    private readonly statements: StatementsStore,
    private readonly books: BookStore,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, entryId: Id): Promise<CorrectionsView> {
    return this.tenancy.read(actor, async (db, me) =>
      presentCorrections(await this.at(db, me, await this.store.entry(db, me, entryId))),
    );
  }

  correct(actor: Actor, entryId: Id, wish: Input<typeof correctEntry>['body']): Promise<CorrectionsView> {
    return this.tenancy.write(actor, async (db, me) => {
      const entry = await this.store.entry(db, me, entryId);
      await this.store.lockEngagement(db, me, entry.engagementId);
      const { facts, mine } = await this.at(db, me, await this.store.entry(db, me, entryId));
      if (!mine) throw new Refused('request.forbidden');
      if (entry.phase === 'closed') throw new Refused('time.engagement_closed');
      const correction = accepted(decideCorrection(facts, { ...wish, minutes: minutes(wish.minutes) }));
      await this.statements.ensureMonth(db, me, { ...entry, month: correction.month });
      await this.store.add(db, me, entry, this.clock.instant(), correction);
      return presentCorrections(await this.at(db, me, entry));
    });
  }

  private async at(db: Db, me: Me, entry: LoggedEntry): Promise<EntryAtHand> {
    const { month, engagementId } = entry;
    const corrections = await this.store.list(db, me, entry);
    const book = found((await this.books.of(db, me.practiceId, [engagementId])).get(engagementId));
    const closure = book.months.get(month)?.closed ? await this.statements.closure(db, me, entry) : null;
    const open = firstOpenMonth(book);
    const facts: EntryToCorrect = {
      month,
      voided: entry.voided,
      counts: minutes(corrections.reduce((sum, one) => sum + one.minutes, entry.billable ? entry.minutes : 0)),
      closed: closure && {
        currency: closure.facts.figures.currency,
        overage: found(closure.facts.terms[0]).overage,
        billed: minutes(closure.facts.figures.overageBilled + (await this.store.billedSince(db, me, entry))),
      },
      openMonth: open === null ? null : { month: open, currency: monthTermsOf(open, book.terms).currency },
    };
    return { entry, corrections, facts, mine: mayChangeEntry(me.role, entry.memberId === me.memberId) };
  }
}

/** The first month of an engagement that is not closed; null when it has ended and all of them are. */
function firstOpenMonth({ startsOn, endsOn, terms, months }: EngagementBook): Month | null {
  const startDay = terms[0]?.startDay ?? 1;
  const closedMonths = [...months].flatMap(([month, { closed }]) => (closed ? [month] : []));
  const open = earliestOpen({ firstMonth: monthOf(startsOn, startDay), closedMonths });
  return endsOn !== null && open > monthOf(endsOn, startDay) ? null : open;
}
