import { Injectable } from '@nestjs/common';
import type { Id } from '../../../contract/shapes.js';
import { addDays, mondayOf, type Day, type Week } from '../../../domain/shared/day.js';
import type { Month } from '../../../domain/shared/month.js';
import type { TermsSpan } from '../../../domain/time/log-hours.js';
import type { Activity } from '../../../domain/time/activities.js';
import { found } from '../../platform/problems/refused.js';
import type { Actor, Me } from '../../platform/tenancy/actor.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';

/** An unvoided entry of the caller's week. */
export interface WeekEntryRow {
  readonly id: Id;
  readonly engagement_id: Id;
  readonly activity: Activity | null;
  readonly day: Day;
  readonly minutes: number;
  readonly billable: boolean;
  readonly text: string;
  readonly private_note: string;
  readonly timed: boolean;
  readonly month_closed: boolean;
  readonly version: number;
}

/** An engagement that takes hours or has some in this week. */
export interface WeekPlaceRow {
  readonly client_id: Id;
  readonly client_name: string;
  readonly engagement_id: Id;
  readonly zone: string;
  readonly phase: string;
  readonly start_day: number;
  readonly terms: readonly TermsSpan[];
  /** Of the months that can hold a day of this week. */
  readonly closed_months: readonly Month[];
}

export interface WeekFacts {
  readonly entries: readonly WeekEntryRow[];
  readonly places: readonly WeekPlaceRow[];
}

/** Over `c`, the entered member, for the seven days from the Monday in $6 on; a contract month starts 31 days before at the earliest. */
const WEEK = `
  WITH mine AS MATERIALIZED (
    SELECT e.id, e.engagement_id, e.activity, e.work_date AS day, e.minutes, e.billable, e.text, e.private_note,
      e.started_at IS NOT NULL AS timed, m.state = 'closed' AS month_closed, e.version
    FROM time_entry e
      JOIN contract_month m ON m.practice_id = e.practice_id AND m.engagement_id = e.engagement_id AND m.month = e.contract_month
    WHERE e.practice_id = c.practice_id AND e.member_id = c.member_id AND e.work_date BETWEEN $6::date AND $7::date
      AND e.voided_at IS NULL)
  SELECT
    coalesce((SELECT json_agg(x ORDER BY x.day, x.id) FROM mine x), '[]') AS entries,
    coalesce((SELECT json_agg(p ORDER BY lower(p.client_name), p.client_id, p.engagement_id) FROM (
      SELECT k.id AS client_id, k.name AS client_name, e.id AS engagement_id, e.zone, e.phase,
        coalesce((SELECT min(t.start_day) FROM terms t
          WHERE t.practice_id = e.practice_id AND t.client_id = e.client_id AND t.engagement_id = e.id), 1) AS start_day,
        coalesce((SELECT json_agg(json_build_object('from', t.valid_from, 'to', t.valid_to)) FROM terms t
          WHERE t.practice_id = e.practice_id AND t.client_id = e.client_id AND t.engagement_id = e.id), '[]') AS terms,
        coalesce((SELECT json_agg(m.month) FROM contract_month m
          WHERE m.practice_id = e.practice_id AND m.engagement_id = e.id AND m.state = 'closed'
            AND m.month BETWEEN to_char($6::date - 31, 'YYYY-MM') AND to_char($7::date, 'YYYY-MM')), '[]') AS closed_months
      FROM engagement e JOIN client k ON k.practice_id = e.practice_id AND k.id = e.client_id
      WHERE e.practice_id = c.practice_id
        AND (e.phase <> 'closed' AND k.archived_at IS NULL OR e.id IN (SELECT x.engagement_id FROM mine x))
      LIMIT 500) p), '[]') AS places`;

/** Reads a member's own week. */
@Injectable()
export class WeekStore {
  constructor(private readonly tenancy: Tenancy) {}

  async read(actor: Actor, week: Week): Promise<{ readonly me: Me; readonly facts: WeekFacts }> {
    const monday = mondayOf(week);
    const { me, rows } = await this.tenancy.readOne<WeekFacts>(actor, 'week', WEEK, [monday, addDays(monday, 6)]);
    return { me, facts: found(rows[0]) };
  }
}
