import type { Id } from '../../contract/shapes.js';
import type { Phase } from '../../domain/engagements/phases.js';
import type { Month } from '../../domain/shared/month.js';
import type { Day } from '../../domain/shared/day.js';
import { booksSql, type BookRow } from './book.query.js';

/** An engagement as staff read it, with its book. */
export interface EngagementRow extends BookRow {
  readonly clientId: Id;
  readonly zone: string;
  readonly phase: Phase;
  readonly phaseSince: Day;
  readonly handoverMissing: boolean;
  readonly version: number;
  readonly warnsClient: boolean;
  /** The marks that somebody was warned of, in the order in which it happened. */
  readonly warnings: readonly {
    readonly month: Month;
    readonly mark: '50' | '80' | '100' | 'forecast';
    readonly used: number;
    readonly available: number;
    readonly warnedAt: string;
    readonly toldClient: boolean;
  }[];
}

/** Whether engagement `e` became a partnership by override without an accepted hand-over, and has none recorded since. */
export const HANDOVER_MISSING = `
  (e.phase = 'strategic_partner'
    AND EXISTS (SELECT FROM (SELECT p.overridden, p.evidence FROM phase_move p
        WHERE p.practice_id = e.practice_id AND p.client_id = e.client_id AND p.engagement_id = e.id
        ORDER BY p.moved_on DESC, p.moved_at DESC, p.id DESC LIMIT 1) last
      WHERE last.overridden AND (last.evidence @> '[{"id": "handover_accepted", "met": false}]'
        OR last.evidence @> '[{"id": "handover_or_vp", "met": false}]'))
    AND NOT EXISTS (SELECT FROM recorded_evidence r
      WHERE r.practice_id = e.practice_id AND r.client_id = e.client_id AND r.engagement_id = e.id
        AND r.criterion IN ('handover_accepted', 'handover_or_vp') AND r.withdrawn_at IS NULL))`;

/** One engagement by id, over `c`, the entered practice. */
export function engagementSql(id: string): string {
  return booksSql(`e.id = ${id}`, [
    'e.client_id AS "clientId"',
    'e.zone',
    'e.phase',
    'e.phase_since::text AS "phaseSince"',
    `${HANDOVER_MISSING} AS "handoverMissing"`,
    'e.version',
    'e.warns_client AS "warnsClient"',
    `coalesce((SELECT json_agg(json_build_object('month', w.month, 'mark', w.mark, 'used', w.used, 'available', w.available,
        'warnedAt', to_char(w.warned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'toldClient', w.told_client)
        ORDER BY w.warned_at, w.mark)
      FROM balance_warning w WHERE w.practice_id = e.practice_id AND w.client_id = e.client_id AND w.engagement_id = e.id), '[]') AS warnings`,
  ]);
}
