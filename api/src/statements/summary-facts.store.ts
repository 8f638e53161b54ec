import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import { ledgerOf, type EngagementBook } from '../engagements/book.store.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { Disposition } from '../../domain/search/candidacy.js';
import type { StageKind } from '../../domain/search/stages.js';
import type { Day } from '../../domain/shared/day.js';
import { firstDayOf, lastDayOf, type Month } from '../../domain/shared/month.js';
import { minutes } from '../../domain/shared/units.js';
import { phaseStanding, type DatedMove } from '../../domain/statements/phase-standing.js';
import { searchProgress } from '../../domain/statements/search-progress.js';
import type { PhaseStanding, SearchProgress } from '../../domain/statements/snapshot.js';
import { termsOfMonth, type SummaryEntry, type SummaryFacts } from '../../domain/statements/summary-facts.js';
import type { Activity } from '../../domain/time/activities.js';
import { dateOf, dayOf } from '../platform/database/dates.js';
import { found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import type { StoredEngagement } from './statements.store.js';

/** Reads from live rows what the summary of an open month is made of, and what a closure freezes. */
@Injectable()
export class SummaryFactsStore {
  async read(
    db: Db,
    me: Me,
    engagement: StoredEngagement,
    book: EngagementBook,
    month: Month,
    asOf: Day,
  ): Promise<SummaryFacts> {
    const terms = termsOfMonth(month, book.terms);
    const startDay = terms[0]?.startDay ?? 1;
    const figures = found(ledgerOf(book, lastDayOf(month, startDay)).find((of) => of.month === month));
    const { client } = engagement;
    const practice = await db.practice.findUniqueOrThrow({ where: { id: me.practiceId }, select: { name: true } });
    const author = await db.userAccount.findUniqueOrThrow({ where: { id: me.userId }, select: { name: true } });
    return {
      practice: practice.name,
      preparedBy: author.name || practice.name,
      client: {
        name: client.name,
        legalName: client.legalName || null,
        address: client.address || null,
        purchaseOrder: client.purchaseOrder || null,
      },
      engagement: { id: engagement.id, zone: engagement.zone },
      month,
      asOf,
      phase: await this.phase(db, me, engagement, asOf),
      searches: await this.searches(db, me, engagement.id, firstDayOf(month, startDay), asOf),
      terms: terms.map(({ id: _, version: __, ...agreed }) => agreed),
      entries: await this.entries(db, me, engagement.id, month),
      figures,
    };
  }

  /** The names that must not leave: everybody considered for this client. None for those who may not see candidates. */
  async candidateNames(db: Db, me: Me, clientId: Id): Promise<string[]> {
    const people = await db.person.findMany({
      where: { practiceId: me.practiceId, candidacies: { some: { clientId } } },
      select: { name: true },
      orderBy: { name: 'asc' },
    });
    return people.map(({ name }) => name);
  }

  private async entries(db: Db, me: Me, engagementId: Id, month: Month): Promise<SummaryEntry[]> {
    const rows = await db.timeEntry.findMany({
      where: { practiceId: me.practiceId, engagementId, contractMonth: month, voidedAt: null },
      select: {
        id: true,
        memberId: true,
        workDate: true,
        minutes: true,
        activity: true,
        billable: true,
        text: true,
        member: { select: { user: { select: { name: true } } } },
      },
      orderBy: [{ workDate: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ id, memberId, workDate, member, activity, billable, text, minutes: worked }) => ({
      id,
      memberId,
      author: member.user.name,
      day: dayOf(workDate),
      activity: activity as Activity | null,
      billable,
      text,
      minutes: minutes(worked),
    }));
  }

  private async phase(db: Db, me: Me, engagement: StoredEngagement, asOf: Day): Promise<PhaseStanding> {
    const where = { practiceId: me.practiceId, engagementId: engagement.id };
    const moves = await db.phaseMove.findMany({
      where,
      select: { toPhase: true, movedOn: true, overridden: true, reason: true, sentence: true },
      orderBy: [{ movedOn: 'asc' }, { movedAt: 'asc' }],
    });
    const milestone = await db.milestone.findFirst({
      where: { ...where, clientSees: true, doneOn: null },
      select: { name: true, dueOn: true },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    });
    return phaseStanding(
      {
        phase: engagement.phase as Phase,
        since: dayOf(engagement.phaseSince),
        moves: moves.map(({ toPhase, movedOn, overridden, reason, sentence }): DatedMove => {
          return { to: toPhase as Phase, on: dayOf(movedOn), overridden, reason, sentence };
        }),
        gate: null,
        milestone: milestone && { name: milestone.name, on: dayOf(milestone.dueOn) },
      },
      asOf,
    );
  }

  /** Searches that the client sees that were running at some time from `since` to `asOf`, as counts. */
  private async searches(db: Db, me: Me, engagementId: Id, since: Day, asOf: Day): Promise<SearchProgress[]> {
    const searches = await db.search.findMany({
      where: {
        practiceId: me.practiceId,
        engagementId,
        clientSees: true,
        startedOn: { lte: dateOf(asOf) },
        OR: [{ closedAt: null }, { closedAt: { gte: dateOf(since) } }],
      },
      select: {
        title: true,
        startedOn: true,
        targetWeeks: true,
        candidacies: {
          select: {
            disposition: true,
            stage: { select: { kind: true } },
            visits: { where: { undone: false }, select: { stage: { select: { kind: true } } } },
          },
        },
      },
      orderBy: [{ startedOn: 'asc' }, { id: 'asc' }],
    });
    return searches.map(({ title, startedOn, targetWeeks, candidacies }) =>
      searchProgress(
        { title, startedOn: dayOf(startedOn), targetWeeks },
        candidacies.map(({ disposition, stage, visits }) => ({
          kind: stage.kind as StageKind,
          disposition: disposition as Disposition,
          visited: visits.map((visit) => visit.stage.kind as StageKind),
        })),
        asOf,
      ),
    );
  }
}
