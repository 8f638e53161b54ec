import { Injectable } from '@nestjs/common';
import type { PhaseFacts } from '../../domain/engagements/gate-criteria.js';
import type { Day } from '../../domain/shared/day.js';
import { monthOf, type Month } from '../../domain/shared/month.js';
import { nextToClose } from '../../domain/statements/close-month.js';
import { dayOf } from '../platform/database/dates.js';
import type { Engagement } from '../platform/database/generated/client.js';
import { found } from '../platform/problems/refused.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';
import { PhaseStore } from './phase.store.js';

interface FactsRow {
  sponsor_named: boolean;
  vp_named: boolean;
  terms_in_force: boolean;
  start_day: number | null;
  closed_months: Month[];
  hours_in_open_month: boolean;
  final_published: boolean;
  scorecard_number: number | null;
  scorecard_on: Day | null;
  search_open: boolean | null;
  timer_running: boolean;
}

/** Gathers from everywhere what a gate looks at. Of the search it learns facts and no names, whoever asks. */
@Injectable()
export class PhaseFactsStore {
  constructor(private readonly phases: PhaseStore) {}

  /**
   * What is known on the day of a move. A month is open once it is over and not closed, or while it has hours: a month that
   * has just begun keeps nobody from closing an engagement.
   */
  async of(
    db: Db,
    me: Me,
    engagement: Pick<Engagement, 'id' | 'clientId' | 'startsOn'>,
    { on, today, now }: { readonly on: Day; readonly today: Day; readonly now: Date },
  ): Promise<PhaseFacts> {
    const row = await this.row(db, me, engagement, on, now);
    const recorded = await this.phases.records(db, me, engagement);
    const startDay = row.start_day ?? 1;
    const firstMonth = monthOf(dayOf(engagement.startsOn), startDay);
    const overdue = nextToClose({ firstMonth, closedMonths: row.closed_months, startDay }, today);
    return {
      sponsorNamed: row.sponsor_named,
      termsInForce: row.terms_in_force,
      approvedScorecard:
        row.scorecard_number !== null && row.scorecard_on !== null
          ? { version: row.scorecard_number, date: row.scorecard_on }
          : null,
      acceptedOffer: null,
      handoverAccepted: false,
      vpNamed: row.vp_named,
      hasOpenMonth: overdue !== null || row.hours_in_open_month,
      hasOpenSearch: row.search_open ?? false,
      hasRunningTimer: row.timer_running,
      finalStatementPublished: row.final_published,
      recorded: recorded.map(({ criterion, on: date, by, note }) => ({ criterion, date, author: by, note })),
    };
  }

  private async row(
    db: Db,
    me: Me,
    { id, clientId }: Pick<Engagement, 'id' | 'clientId'>,
    on: Day,
    now: Date,
  ): Promise<FactsRow> {
    const [row] = await db.$queryRaw<FactsRow[]>`
      SELECT
        EXISTS (SELECT FROM client_user u WHERE u.practice_id = e.practice_id AND u.client_id = e.client_id
          AND u.role = 'sponsor' AND u.ended_at IS NULL)
        OR EXISTS (SELECT FROM invitation i WHERE i.practice_id = e.practice_id AND i.client_id = e.client_id
          AND i.role = 'sponsor' AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ${now}) AS sponsor_named,
        EXISTS (SELECT FROM client_user u WHERE u.practice_id = e.practice_id AND u.client_id = e.client_id
          AND u.role = 'vp' AND u.ended_at IS NULL) AS vp_named,
        EXISTS (SELECT FROM terms t WHERE t.practice_id = e.practice_id AND t.client_id = e.client_id AND t.engagement_id = e.id
          AND t.valid_from <= ${on}::date AND (t.valid_to IS NULL OR t.valid_to > ${on}::date)) AS terms_in_force,
        (SELECT t.start_day FROM terms t WHERE t.practice_id = e.practice_id AND t.client_id = e.client_id
          AND t.engagement_id = e.id ORDER BY t.valid_from LIMIT 1) AS start_day,
        ARRAY (SELECT m.month::text FROM contract_month m WHERE m.practice_id = e.practice_id AND m.client_id = e.client_id
          AND m.engagement_id = e.id AND m.state = 'closed') AS closed_months,
        EXISTS (SELECT FROM contract_month m JOIN time_entry x ON x.practice_id = m.practice_id
            AND x.client_id = m.client_id AND x.engagement_id = m.engagement_id AND x.contract_month = m.month
          WHERE m.practice_id = e.practice_id AND m.client_id = e.client_id AND m.engagement_id = e.id
            AND m.state = 'open' AND x.voided_at IS NULL) AS hours_in_open_month,
        EXISTS (SELECT FROM statement s WHERE s.practice_id = e.practice_id AND s.client_id = e.client_id
          AND s.closure_id = (SELECT k.id FROM closure k WHERE k.practice_id = e.practice_id AND k.client_id = e.client_id
            AND k.engagement_id = e.id ORDER BY k.month DESC, k.revision DESC LIMIT 1)) AS final_published,
        EXISTS (SELECT FROM timer r JOIN member b ON b.practice_id = r.practice_id AND b.id = r.member_id
          WHERE r.practice_id = e.practice_id AND r.client_id = e.client_id AND r.engagement_id = e.id
            AND r.ended_at IS NULL AND b.ended_at IS NULL) AS timer_running,
        f.scorecard_number, f.scorecard_on::text AS scorecard_on, f.search_open
      FROM engagement e LEFT JOIN LATERAL app.search_facts(e.id) f ON true
      WHERE e.practice_id = ${me.practiceId}::uuid AND e.client_id = ${clientId}::uuid AND e.id = ${id}::uuid`;
    return found(row);
  }
}
