import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Disposition } from '../../domain/search/candidacy.js';
import type { StageKind } from '../../domain/search/stages.js';
import { addDays, type Day } from '../../domain/shared/day.js';
import { firstDayOf, lastDayOf, type Month } from '../../domain/shared/month.js';
import { gateAhead, phaseStanding } from '../../domain/statements/phase-standing.js';
import { searchProgress, type CountedCandidacy } from '../../domain/statements/search-progress.js';
import type { PhaseStanding, SearchProgress } from '../../domain/statements/snapshot.js';
import { termsOfMonth, type SummaryEntry, type SummaryFacts } from '../../domain/statements/summary-facts.js';
import { ledgerOf, type EngagementBook } from '../engagements/book.store.js';
import { PhaseFactsStore } from '../engagements/phase-facts.store.js';
import { PhaseStore } from '../engagements/phase.store.js';
import { Clock } from '../platform/clock/clock.js';
import { found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import type { StoredEngagement } from './statements.store.js';

interface SearchRow {
  title: string;
  started_on: Day;
  target_weeks: number;
  people: readonly { kind: StageKind; disposition: Disposition; visited: readonly StageKind[] }[];
}

/** Reads from live rows what the summary of an open month is made of, and what a closure freezes. */
@Injectable()
export class SummaryFactsStore {
  constructor(
    private readonly phases: PhaseStore,
    private readonly gates: PhaseFactsStore,
    private readonly clock: Clock,
  ) {}

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
    const { practice, reader, client, id, zone } = engagement;
    return {
      practice,
      preparedBy: reader || practice,
      client,
      engagement: { id, zone },
      month,
      asOf,
      phase: await this.phase(db, me, engagement, asOf),
      searches: await this.searches(db, me, engagement, firstDayOf(month, startDay), asOf),
      terms: terms.map(({ id: _, version: __, ...agreed }) => agreed),
      entries: await this.entries(db, me, engagement, month),
      figures,
    };
  }

  /** The names that must not leave: everybody considered for this client. None for those who may not see candidates. */
  async candidateNames(db: Db, me: Me, clientId: Id): Promise<string[]> {
    const people = await db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT p.name FROM candidacy c
        JOIN person p ON p.practice_id = c.practice_id AND p.id = c.person_id
      WHERE c.practice_id = ${me.practiceId}::uuid AND c.client_id = ${clientId}::uuid ORDER BY p.name`;
    return people.map(({ name }) => name);
  }

  private entries(db: Db, me: Me, { id, clientId }: StoredEngagement, month: Month): Promise<SummaryEntry[]> {
    return db.$queryRaw<SummaryEntry[]>`
      SELECT e.id, e.member_id AS "memberId", u.name AS author, e.work_date::text AS day, e.activity, e.billable, e.text, e.minutes
      FROM time_entry e
        JOIN member m ON m.practice_id = e.practice_id AND m.id = e.member_id
        JOIN user_account u ON u.id = m.user_id
      WHERE e.practice_id = ${me.practiceId}::uuid AND e.client_id = ${clientId}::uuid AND e.engagement_id = ${id}::uuid
        AND e.contract_month = ${month} AND e.voided_at IS NULL
      ORDER BY e.work_date, e.created_at, e.id`;
  }

  private async phase(db: Db, me: Me, engagement: StoredEngagement, asOf: Day): Promise<PhaseStanding> {
    const { id, clientId, phase, phaseSince: since } = engagement;
    const [milestone] = await db.$queryRaw<{ name: string; on: Day }[]>`
      SELECT name, due_on::text AS "on" FROM milestone
      WHERE practice_id = ${me.practiceId}::uuid AND client_id = ${clientId}::uuid AND engagement_id = ${id}::uuid
        AND client_sees AND done_on IS NULL
      ORDER BY due_on, id LIMIT 1`;
    const facts = await this.gates.of(db, me, engagement, { on: asOf, today: asOf, now: this.clock.instant() });
    return phaseStanding(
      {
        phase,
        since,
        moves: await this.phases.moves(db, me, engagement),
        handoverMissing: (await this.phases.withoutHandover(db, me, [id])).has(id),
        gate: gateAhead(phase, facts),
        milestone: milestone ?? null,
      },
      asOf,
    );
  }

  /**
   * Searches that the client sees and that were running at some time from `since` to `asOf`, as counts at the end of that
   * day: who was in by then, the stage of their last stay by then, and the exits that stood then.
   */
  private async searches(
    db: Db,
    me: Me,
    { id, clientId, zone }: StoredEngagement,
    since: Day,
    asOf: Day,
  ): Promise<SearchProgress[]> {
    const searches = await db.$queryRaw<SearchRow[]>`
      SELECT s.title, s.started_on::text, s.target_weeks, coalesce((
        SELECT jsonb_agg(jsonb_build_object('kind', been.last, 'visited', been.kinds, 'disposition', CASE
          WHEN EXISTS (SELECT FROM candidacy_exit x WHERE x.practice_id = c.practice_id AND x.client_id = c.client_id
            AND x.search_id = c.search_id AND x.candidacy_id = c.id
            AND x.closed_at < t.ends AND (x.reopened_at IS NULL OR x.reopened_at >= t.ends)) THEN 'closed'
          WHEN c.disposition = 'closed' THEN 'active' ELSE c.disposition END))
        FROM candidacy c CROSS JOIN LATERAL (
          SELECT jsonb_agg(DISTINCT g.kind) AS kinds, (array_agg(g.kind ORDER BY v.entered_at DESC, v.id DESC))[1] AS last
          FROM visit v
            JOIN search_stage g ON g.practice_id = v.practice_id AND g.client_id = v.client_id
              AND g.search_id = v.search_id AND g.id = v.stage_id
          WHERE v.practice_id = c.practice_id AND v.client_id = c.client_id AND v.search_id = c.search_id
            AND v.candidacy_id = c.id AND NOT v.undone AND v.entered_at < t.ends) been
        WHERE c.practice_id = s.practice_id AND c.client_id = s.client_id AND c.search_id = s.id
          AND been.last IS NOT NULL), '[]') AS people
      FROM search s CROSS JOIN (SELECT (${addDays(asOf, 1)}::date)::timestamp AT TIME ZONE ${zone} AS ends) t
      WHERE s.practice_id = ${me.practiceId}::uuid AND s.client_id = ${clientId}::uuid AND s.engagement_id = ${id}::uuid
        AND s.client_sees AND s.started_on <= ${asOf}::date AND (s.closed_at IS NULL OR s.closed_at >= ${since}::date)
      ORDER BY s.started_on, s.id`;
    return searches.map(({ title, started_on: startedOn, target_weeks: targetWeeks, people }) => {
      return searchProgress({ title, startedOn, targetWeeks }, people satisfies readonly CountedCandidacy[], asOf);
    });
  }
}
