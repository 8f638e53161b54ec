import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { StageDraft } from '../../domain/search/stages.js';
import type { Day } from '../../domain/shared/day.js';
import { dateOf } from '../platform/database/dates.js';
import type { Prisma } from '../platform/database/generated/client.js';
import { current, found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { searchesSql, type SearchRow } from './board.query.js';

const ONE = searchesSql('s.id = $2::uuid');
const OF_ENGAGEMENT = searchesSql('s.engagement_id = $2::uuid');

/** A search whose row is held: everything that moves somebody in it takes turns. */
export interface LockedSearch {
  readonly id: Id;
  readonly clientId: Id;
  readonly zone: string;
  readonly closed: boolean;
  /** The phase of the engagement. */
  readonly phase: string;
  readonly stages: readonly { readonly id: Id; readonly name: string }[];
}

/** The one place that speaks to the database about searches, their stages and scorecards. */
@Injectable()
export class SearchStore {
  /**
   * Holds a search until the transaction ends. Whatever changes the order or the whereabouts of its people takes this
   * lock first and no other, so that any number of moves at once wait for each other and never in a circle.
   */
  async lock(db: Db, me: Me, id: Id): Promise<LockedSearch> {
    const rows = await db.$queryRaw<LockedSearch[]>`
      SELECT s.id, s.client_id AS "clientId", e.zone, e.phase, s.closed_at IS NOT NULL AS closed,
        (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.position)
          FROM search_stage g WHERE g.practice_id = s.practice_id AND g.search_id = s.id) AS stages
      FROM search s JOIN engagement e ON e.practice_id = s.practice_id AND e.id = s.engagement_id
      WHERE s.practice_id = ${me.practiceId}::uuid AND s.id = ${id}::uuid FOR UPDATE OF s`;
    return found(rows[0]);
  }

  /** A search with everything on its board. */
  async read(db: Db, me: Me, id: Id): Promise<SearchRow> {
    return found((await this.query(db, ONE, me, id))[0]);
  }

  ofEngagement(db: Db, me: Me, engagementId: Id): Promise<SearchRow[]> {
    return this.query(db, OF_ENGAGEMENT, me, engagementId);
  }

  async engagement(db: Db, me: Me, id: Id) {
    const where = { practiceId_id: { practiceId: me.practiceId, id } };
    return found(await db.engagement.findUnique({ where, select: { clientId: true, zone: true } }));
  }

  async start(
    db: Db,
    me: Me,
    { clientId }: { clientId: Id },
    { startedOn, ...search }: { engagementId: Id; title: string; brief: string; startedOn: Day; targetWeeks: number },
    stages: readonly StageDraft[],
  ): Promise<Id> {
    const { practiceId } = me;
    const { id } = await db.search.create({
      data: { practiceId, clientId, ...search, startedOn: dateOf(startedOn) },
      select: { id: true },
    });
    await db.searchStage.createMany({
      data: stages.map(({ name, kind, stalledAfterDays: stalledDays }, position) => ({
        practiceId,
        clientId,
        searchId: id,
        name,
        kind,
        position,
        stalledDays,
      })),
    });
    return id;
  }

  async edit(db: Db, me: Me, id: Id, version: number, data: Prisma.SearchUncheckedUpdateManyInput): Promise<void> {
    current(
      await db.search.updateMany({
        where: { practiceId: me.practiceId, id, version },
        data: { ...data, version: { increment: 1 } },
      }),
    );
  }

  async close(db: Db, me: Me, { id: searchId, clientId }: LockedSearch, reason: string, closedAt: Date): Promise<void> {
    const { practiceId, memberId: closedBy } = me;
    await db.searchClosure.create({
      data: { practiceId, clientId, searchId, reason, closedAt, closedBy },
      select: { id: true },
    });
    await db.search.updateMany({ where: { practiceId, id: searchId }, data: { closedAt, version: { increment: 1 } } });
  }

  async reopen(db: Db, me: Me, { id: searchId }: LockedSearch, reopenedAt: Date): Promise<void> {
    const { practiceId, memberId: reopenedBy } = me;
    await db.searchClosure.updateMany({
      where: { practiceId, searchId, reopenedAt: null },
      data: { reopenedAt, reopenedBy },
    });
    await db.search.updateMany({
      where: { practiceId, id: searchId },
      data: { closedAt: null, version: { increment: 1 } },
    });
  }

  /** Adds the next version of the scorecard, waiting for its deciders. The search is held. */
  async addScorecard(
    db: Db,
    me: Me,
    { id: searchId, clientId }: LockedSearch,
    scorecard: { mission: string; outcomes: { text: string; by: Day | null }[]; mustHaves: string[] },
    deciders: readonly string[],
  ): Promise<void> {
    const { practiceId } = me;
    const last = await db.scorecard.findFirst({
      where: { practiceId, searchId },
      orderBy: { number: 'desc' },
      select: { number: true },
    });
    const { id: scorecardId } = await db.scorecard.create({
      data: { practiceId, clientId, searchId, number: (last?.number ?? 0) + 1, ...scorecard },
      select: { id: true },
    });
    await db.scorecardApproval.createMany({
      data: deciders.map((decider) => ({ practiceId, clientId, scorecardId, decider })),
    });
  }

  /** An approval of a version of this search's scorecard, with the number of the newest version. */
  async approval(db: Db, me: Me, searchId: Id, scorecardId: Id, id: Id) {
    const approval = found(
      await db.scorecardApproval.findFirst({
        where: { practiceId: me.practiceId, id, scorecardId, scorecard: { searchId } },
        select: { approvedOn: true, scorecard: { select: { number: true } } },
      }),
    );
    const newer = await db.scorecard.count({
      where: { practiceId: me.practiceId, searchId, number: { gt: approval.scorecard.number } },
    });
    return { approved: approval.approvedOn !== null, superseded: newer > 0 };
  }

  async approve(db: Db, me: Me, id: Id, { on, note }: { on: Day; note: string }): Promise<void> {
    await db.scorecardApproval.updateMany({
      where: { practiceId: me.practiceId, id },
      data: { approvedOn: dateOf(on), recordedBy: me.memberId, note, version: { increment: 1 } },
    });
  }

  private async query(db: Db, sql: string, me: Me, id: Id): Promise<SearchRow[]> {
    const rows = await db.$queryRawUnsafe<{ found: SearchRow }[]>(
      `WITH c AS (SELECT $1::uuid AS practice_id) SELECT to_jsonb(s.*) AS found FROM c CROSS JOIN LATERAL (${sql}) s`,
      me.practiceId,
      id,
    );
    return rows.map((row) => row.found);
  }
}
