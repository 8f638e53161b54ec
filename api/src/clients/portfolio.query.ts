import type { Id } from '../../contract/shapes.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';
import { booksSql, type BookRow } from '../engagements/book.query.js';
import { HANDOVER_MISSING } from '../engagements/engagement.query.js';

/** A client with the engagement one means when speaking of it: the running one, or else the latest. */
export interface ClientRow {
  readonly client_id: Id;
  readonly name: string;
  readonly code: string;
  readonly engineers: number | null;
  readonly archived: boolean;
  readonly next_step: string;
  readonly next_step_on: Day | null;
  readonly engagement_id: Id | null;
  readonly zone: string | null;
  readonly starts_on: Day | null;
  readonly phase: string | null;
  readonly phase_since: Day | null;
}

/** A stay of somebody active or on hold in an open search; without a person for a search in which nobody is in play. */
export interface StayRow {
  readonly engagement_id: Id;
  readonly search_id: Id;
  readonly disposition: string | null;
  readonly stalled_days: number | null;
  /** Milliseconds since the epoch. */
  readonly entered_at: number | null;
}

export interface WeekMinutes {
  readonly monday: Day;
  readonly client_id: Id;
  readonly minutes: number;
  /** The last day of the week on which there were any. */
  readonly latest: Day;
}

/** Everything of a practice at a glance. */
export interface PortfolioRowSet {
  readonly clients: readonly ClientRow[];
  readonly books: readonly BookRow[];
  /** Closed months whose last closure nobody has published, oldest first. */
  readonly to_publish: readonly { readonly engagement_id: Id; readonly months: readonly Month[] }[];
  /** Months of which some version was published. */
  readonly published: readonly { readonly engagement_id: Id; readonly months: readonly Month[] }[];
  readonly without_handover: readonly Id[];
  /** Who is in play in the open searches; nobody for those who may not see candidates. */
  readonly stays: readonly StayRow[];
  /** Worked minutes by ISO week and client, whoever worked them. */
  readonly weeks: readonly WeekMinutes[];
  /** The weekly capacity that the member has set for themselves. */
  readonly capacity: number | null;
}

/** More clients than a practice looks after on one screen. */
const MOST_CLIENTS = 500;

const SHOWN = '(SELECT s.engagement_id FROM shown s)';

/** Over `c`, the entered practice; nine weeks are read from the Monday in $6 on. */
export const PORTFOLIO = `
  WITH shown AS MATERIALIZED (
    SELECT k.id AS client_id, k.name, k.code, k.engineers, k.archived_at IS NOT NULL AS archived, k.next_step, k.next_step_on,
      e.id AS engagement_id, e.zone, e.starts_on, e.phase, e.phase_since
    FROM client k LEFT JOIN LATERAL (
      SELECT * FROM engagement x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
      ORDER BY x.phase = 'closed', x.starts_on DESC LIMIT 1) e ON true
    WHERE k.practice_id = c.practice_id
    ORDER BY archived, lower(k.name), k.id LIMIT ${MOST_CLIENTS})
  SELECT
    coalesce((SELECT json_agg(s ORDER BY s.archived, lower(s.name), s.client_id) FROM shown s), '[]') AS clients,
    coalesce((SELECT json_agg(b) FROM (${booksSql(`e.id IN ${SHOWN}`)}) b), '[]') AS books,
    coalesce((SELECT json_agg(p) FROM (
      SELECT m.engagement_id, json_agg(m.month ORDER BY m.month) AS months
      FROM contract_month m
      WHERE m.practice_id = c.practice_id AND m.engagement_id IN ${SHOWN} AND m.state = 'closed'
        AND NOT EXISTS (SELECT FROM statement s WHERE s.practice_id = m.practice_id AND s.client_id = m.client_id
          AND s.closure_id = (SELECT k.id FROM closure k WHERE k.practice_id = m.practice_id AND k.engagement_id = m.engagement_id
            AND k.month = m.month ORDER BY k.revision DESC LIMIT 1))
      GROUP BY m.engagement_id) p), '[]') AS to_publish,
    coalesce((SELECT json_agg(p) FROM (
      SELECT s.engagement_id, json_agg(DISTINCT s.month) AS months FROM statement s
      WHERE s.practice_id = c.practice_id AND s.engagement_id IN ${SHOWN} GROUP BY s.engagement_id) p), '[]') AS published,
    coalesce((SELECT json_agg(e.id) FROM engagement e
      WHERE e.practice_id = c.practice_id AND e.id IN ${SHOWN} AND ${HANDOVER_MISSING}), '[]') AS without_handover,
    coalesce((SELECT json_agg(y) FROM (
      SELECT s.engagement_id, s.id AS search_id, d.disposition, g.stalled_days, extract(epoch FROM v.entered_at) * 1000 AS entered_at
      FROM search s
        LEFT JOIN candidacy d ON d.practice_id = s.practice_id AND d.client_id = s.client_id AND d.search_id = s.id
          AND d.disposition IN ('active', 'on_hold')
        LEFT JOIN search_stage g ON g.practice_id = d.practice_id AND g.id = d.stage_id
        LEFT JOIN visit v ON v.practice_id = d.practice_id AND v.client_id = d.client_id AND v.search_id = d.search_id
          AND v.candidacy_id = d.id AND v.left_at IS NULL
      WHERE s.practice_id = c.practice_id AND s.engagement_id IN ${SHOWN} AND s.closed_at IS NULL) y), '[]') AS stays,
    coalesce((SELECT json_agg(w) FROM (
      SELECT date_trunc('week', t.work_date::timestamp)::date AS monday, t.client_id, sum(t.minutes) AS minutes,
        max(t.work_date) AS latest
      FROM time_entry t
      WHERE t.practice_id = c.practice_id AND t.work_date BETWEEN $6::date AND $6::date + 63 AND t.voided_at IS NULL
      GROUP BY 1, 2) w), '[]') AS weeks,
    (SELECT m.capacity_minutes FROM member m WHERE m.practice_id = c.practice_id AND m.id = c.member_id) AS capacity`;
