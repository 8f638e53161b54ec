import { Injectable } from '@nestjs/common';
import type { PortalHome } from '../../contract/portal.js';
import type { Id } from '../../contract/shapes.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { Rounding } from '../../domain/engagements/rounding.js';
import type { Carry, HoursVisibility, Terms } from '../../domain/engagements/terms.js';
import type { Day } from '../../domain/shared/day.js';
import type { Month } from '../../domain/shared/month.js';
import { minor, minutes } from '../../domain/shared/units.js';
import type { EngagementBook } from '../engagements/book.store.js';
import { found } from '../platform/problems/refused.js';
import type { Guest } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

export interface PortalEngagement {
  readonly id: Id;
  readonly zone: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly phase: Phase;
  readonly phaseSince: Day;
  readonly visibility: HoursVisibility;
}

export interface PortalNames {
  readonly practiceName: string;
  readonly clientName: string;
  /** The engagement that runs, or else the last one that did. */
  readonly engagement: PortalEngagement | null;
}

/** A move between phases, without the evidence that the practice keeps with it. */
export interface PortalMove {
  readonly to: Phase;
  readonly on: Day;
  readonly overridden: boolean;
  readonly reason: string;
  readonly sentence: string;
}

/** A search as the client sees it: counts, and nobody's name. */
export interface PortalSearch {
  readonly title: string;
  readonly started_on: Day;
  readonly target_weeks: number;
  readonly in_research: number;
  readonly in_assessment: number;
  readonly presented: number;
  readonly final_checks: number;
  readonly hired: number;
}

/** Terms as far as the portal's database role may read them. */
interface PortalTerms {
  readonly id: Id;
  readonly from: Day;
  readonly to: Day | null;
  readonly per: 'week' | 'month';
  readonly allowance: number;
  readonly startDay: number;
  readonly carry: Carry;
  readonly rounding: Rounding;
}

export interface PortalStanding {
  readonly moves: readonly PortalMove[];
  readonly milestone: { readonly name: string; readonly dueOn: Day } | null;
  readonly search: PortalSearch | null;
  readonly terms: readonly PortalTerms[];
  readonly closed: readonly Month[];
  readonly used: readonly { readonly month: Month; readonly minutes: number }[];
}

/**
 * The one place that speaks to the database for client people. It names every column: the portal's database role may read
 * these and no others, and PostgreSQL refuses a query that asks for more.
 */
@Injectable()
export class PortalStore {
  async names(db: Db, { practiceId, clientId }: Guest): Promise<PortalNames> {
    const [row] = await db.$queryRaw<PortalNames[]>`
      SELECT p.name AS "practiceName", c.name AS "clientName", (
        SELECT jsonb_build_object('id', e.id, 'zone', e.zone, 'startsOn', e.starts_on, 'endsOn', e.ends_on, 'phase', e.phase,
          'phaseSince', e.phase_since, 'visibility', e.hours_visibility)
        FROM engagement e WHERE e.practice_id = c.practice_id AND e.client_id = c.id
        ORDER BY e.phase = 'closed', e.starts_on DESC, e.id DESC LIMIT 1) AS engagement
      FROM client c JOIN practice p ON p.id = c.practice_id
      WHERE c.practice_id = ${practiceId}::uuid AND c.id = ${clientId}::uuid`;
    return found(row);
  }

  /** Moves oldest first; of the milestones the next that the client sees; hours as totals of contract months. */
  async standing(db: Db, { practiceId, clientId }: Guest, engagementId: Id): Promise<PortalStanding> {
    const [row] = await db.$queryRaw<PortalStanding[]>`
      WITH here AS (SELECT ${practiceId}::uuid AS practice_id, ${clientId}::uuid AS client_id, ${engagementId}::uuid AS engagement_id)
      SELECT
        coalesce((SELECT jsonb_agg(jsonb_build_object('to', m.to_phase, 'on', m.moved_on, 'overridden', m.overridden,
            'reason', m.reason, 'sentence', m.sentence) ORDER BY m.moved_on, m.moved_at, m.id)
          FROM phase_move m WHERE (m.practice_id, m.client_id, m.engagement_id) = (h.practice_id, h.client_id, h.engagement_id)),
          '[]') AS moves,
        (SELECT jsonb_build_object('name', s.name, 'dueOn', s.due_on)
          FROM milestone s WHERE (s.practice_id, s.client_id, s.engagement_id) = (h.practice_id, h.client_id, h.engagement_id)
            AND s.client_sees AND s.done_on IS NULL ORDER BY s.due_on, s.id LIMIT 1) AS milestone,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'from', t.valid_from, 'to', t.valid_to, 'per', t.allowance_per,
            'allowance', t.allowance_minutes, 'startDay', t.start_day, 'carry', t.carry, 'rounding', t.rounding) ORDER BY t.valid_from)
          FROM terms t WHERE (t.practice_id, t.client_id, t.engagement_id) = (h.practice_id, h.client_id, h.engagement_id)),
          '[]') AS terms,
        coalesce((SELECT jsonb_agg(k.month)
          FROM contract_month k WHERE (k.practice_id, k.client_id, k.engagement_id) = (h.practice_id, h.client_id, h.engagement_id)
            AND k.state = 'closed'), '[]') AS closed,
        coalesce((SELECT jsonb_agg(jsonb_build_object('month', u.month, 'minutes', u.minutes))
          FROM app.portal_used(h.engagement_id) u), '[]') AS used,
        (SELECT to_jsonb(f) FROM app.portal_search(h.engagement_id) f) AS search
      FROM here h`;
    return found(row);
  }

  /** Every published version over all engagements of the client, newest first, with the files of the client's edition. */
  statements(db: Db, { practiceId, clientId }: Guest): Promise<PortalHome['statements']> {
    return db.$queryRaw<PortalHome['statements']>`
      SELECT s.id, s.month::text, s.number, to_char(s.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt",
        coalesce((SELECT jsonb_agg(jsonb_build_object('format', f.format, 'fileName', f.file_name)
            ORDER BY array_position(ARRAY['pdf', 'csv', 'json'], f.format))
          FROM statement_file f
          WHERE f.practice_id = s.practice_id AND f.client_id = s.client_id AND f.statement_id = s.id
            AND f.edition = 'client'), '[]') AS files
      FROM statement s
      WHERE s.practice_id = ${practiceId}::uuid AND s.client_id = ${clientId}::uuid
      ORDER BY s.month DESC, s.published_at DESC, s.number DESC`;
  }

  /** A published file of the client's edition, noted in the audit trail. */
  async download(db: Db, { practiceId, clientId }: Guest, statementId: Id, format: 'pdf' | 'csv' | 'json') {
    const file = await db.statementFile.findFirst({
      where: { practiceId, clientId, statementId, edition: 'client', format },
      select: { fileName: true, mediaType: true, bytes: true },
    });
    const kept = found(file);
    await db.$queryRaw`SELECT app.note_read('download', 'statement_file', ${`${statementId}/client/${format}`})::text`;
    return kept;
  }
}

/** What hours are balanced from, without any money: fee, rate and currency are not the portal's to read. */
export function bookOf(engagement: PortalEngagement, { terms, closed, used }: PortalStanding): EngagementBook {
  const { id: engagementId, startsOn, endsOn, visibility } = engagement;
  const billable = new Map(used.map(({ month, minutes: worked }) => [month, worked]));
  return {
    engagementId,
    startsOn,
    endsOn,
    visibility,
    terms: terms.map((row) => ({ id: row.id, version: 0, ...withoutMoney(row, visibility) })),
    months: new Map(
      [...closed, ...billable.keys()].map((month) => [
        month,
        { billable: billable.get(month) ?? 0, nonBillable: 0, closed: closed.includes(month) },
      ]),
    ),
  };
}

/** Terms as the ledger reads them. Money does not change a single minute of it, so it is left at nothing. */
function withoutMoney({ from, to, per, allowance, ...row }: PortalTerms, visibility: HoursVisibility): Terms {
  return {
    from,
    to,
    allowance: { per, minutes: minutes(allowance) },
    startDay: row.startDay,
    fee: minor(0),
    currency: 'EUR',
    carry: row.carry,
    overage: { kind: 'absorb' },
    rounding: row.rounding,
    visibility,
    acceptedAfterDays: null,
    dueWorkingDay: 1,
  };
}
