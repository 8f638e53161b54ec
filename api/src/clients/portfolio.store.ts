import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

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
  readonly entered_at: Date | null;
}

export interface WeekMinutes {
  readonly monday: Day;
  readonly client_id: Id;
  readonly minutes: number;
}

/** More clients than a practice looks after on one screen. */
const MOST_CLIENTS = 500;

/** Reads the whole practice at a glance: every question is asked once for all clients together. */
@Injectable()
export class PortfolioStore {
  clients(db: Db, me: Me): Promise<ClientRow[]> {
    return db.$queryRaw<ClientRow[]>`
      SELECT c.id AS client_id, c.name, c.code::text, c.engineers, c.archived_at IS NOT NULL AS archived,
        c.next_step, c.next_step_on::text, e.id AS engagement_id, e.zone, e.starts_on::text, e.phase, e.phase_since::text
      FROM client c LEFT JOIN LATERAL (
        SELECT * FROM engagement x WHERE x.practice_id = c.practice_id AND x.client_id = c.id
        ORDER BY x.phase = 'closed', x.starts_on DESC LIMIT 1) e ON true
      WHERE c.practice_id = ${me.practiceId}::uuid
      ORDER BY archived, lower(c.name), c.id LIMIT ${MOST_CLIENTS}`;
  }

  /** Closed months whose last closure nobody has published, oldest first. */
  async toPublish(db: Db, me: Me, engagementIds: readonly Id[]): Promise<ReadonlyMap<Id, Month[]>> {
    const rows = await db.$queryRaw<{ engagement_id: Id; months: Month[] }[]>`
      SELECT m.engagement_id, array_agg(m.month::text ORDER BY m.month) AS months
      FROM contract_month m
      WHERE m.practice_id = ${me.practiceId}::uuid AND m.engagement_id = ANY (${[...engagementIds]}::uuid[]) AND m.state = 'closed'
        AND NOT EXISTS (SELECT FROM statement s WHERE s.practice_id = m.practice_id AND s.client_id = m.client_id
          AND s.closure_id = (SELECT k.id FROM closure k WHERE k.practice_id = m.practice_id AND k.engagement_id = m.engagement_id
            AND k.month = m.month ORDER BY k.revision DESC LIMIT 1))
      GROUP BY m.engagement_id`;
    return new Map(rows.map(({ engagement_id, months }) => [engagement_id, months]));
  }

  /** Who is in play in the open searches. Row security answers nothing to those who may not see candidates. */
  stays(db: Db, me: Me, engagementIds: readonly Id[]): Promise<StayRow[]> {
    return db.$queryRaw<StayRow[]>`
      SELECT s.engagement_id, s.id AS search_id, c.disposition, g.stalled_days, v.entered_at
      FROM search s
        LEFT JOIN candidacy c ON c.practice_id = s.practice_id AND c.client_id = s.client_id AND c.search_id = s.id
          AND c.disposition IN ('active', 'on_hold')
        LEFT JOIN search_stage g ON g.practice_id = c.practice_id AND g.id = c.stage_id
        LEFT JOIN visit v ON v.practice_id = c.practice_id AND v.client_id = c.client_id AND v.search_id = c.search_id
          AND v.candidacy_id = c.id AND v.left_at IS NULL
      WHERE s.practice_id = ${me.practiceId}::uuid AND s.engagement_id = ANY (${[...engagementIds]}::uuid[]) AND s.closed_at IS NULL`;
  }

  /** Worked minutes by ISO week and client from a Monday on, whoever worked them. */
  weeks(db: Db, me: Me, from: Day): Promise<WeekMinutes[]> {
    return db.$queryRaw<WeekMinutes[]>`
      SELECT date_trunc('week', work_date::timestamp)::date::text AS monday, client_id, sum(minutes)::int AS minutes
      FROM time_entry
      WHERE practice_id = ${me.practiceId}::uuid AND work_date >= ${from}::date AND voided_at IS NULL
      GROUP BY 1, 2`;
  }

  /** The weekly capacity that the member has set for themselves. */
  async capacity(db: Db, me: Me): Promise<number | null> {
    const key = { practiceId: me.practiceId, id: me.memberId };
    const member = await db.member.findUnique({
      where: { practiceId_id: key },
      select: { capacityMinutes: true },
    });
    return member?.capacityMinutes ?? null;
  }
}
