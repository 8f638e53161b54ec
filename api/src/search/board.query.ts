import type { StageKind } from '../../domain/search/stages.js';
import type { Disposition } from '../../domain/search/candidacy.js';
import type { Day } from '../../domain/shared/day.js';
import type { Id } from '../../contract/shapes.js';

/** Somebody in a search, as the database puts them on the board. */
export interface CardRow {
  readonly id: Id;
  readonly personId: Id;
  readonly name: string;
  readonly headline: string;
  readonly employer: string;
  readonly stageId: Id;
  readonly disposition: Disposition;
  /** Since when they are in their stage. */
  readonly enteredAt: string;
  /** Stays in that stage, misclicks left out. */
  readonly visits: number;
  /** Stages they were ever in, misclicks left out. */
  readonly been: readonly Id[];
  readonly nextStep: string;
  readonly nextStepOn: Day | null;
  readonly version: number;
}

export interface StageRow {
  readonly id: Id;
  readonly name: string;
  readonly kind: StageKind;
  readonly position: number;
  readonly stalledDays: number | null;
}

export interface ScorecardRow {
  readonly id: Id;
  readonly number: number;
  readonly mission: string;
  readonly outcomes: { text: string; by: Day | null }[];
  readonly mustHaves: string[];
  readonly deciders: { id: Id; name: string; approvedOn: Day | null; note: string; version: number }[];
}

/** A search with everything on its board. */
export interface SearchRow {
  readonly id: Id;
  readonly client_id: Id;
  readonly engagement_id: Id;
  readonly title: string;
  readonly brief: string;
  readonly started_on: Day;
  readonly target_weeks: number;
  readonly openings: number;
  readonly client_sees: boolean;
  readonly closed_at: string | null;
  readonly closure: { at: string; by: string; reason: string } | null;
  readonly phase: string;
  readonly version: number;
  readonly zone: string;
  readonly stages: readonly StageRow[];
  readonly scorecard: ScorecardRow | null;
  readonly cards: readonly CardRow[];
}

/**
 * Searches with stages, newest scorecard and cards, newest search first, in one statement: a board is read often and by
 * people who wait for it. It is written over `c`, the entered practice; `where` says which searches.
 */
export function searchesSql(where: string): string {
  return `
  SELECT s.id, s.client_id, s.engagement_id, s.title, s.brief, s.started_on, s.target_weeks, s.openings, s.client_sees,
    s.closed_at, s.version, e.zone, e.phase,
    (SELECT json_build_object('at', x.closed_at, 'by', u.name, 'reason', x.reason)
      FROM search_closure x JOIN member b ON b.practice_id = x.practice_id AND b.id = x.closed_by
        JOIN user_account u ON u.id = b.user_id
      WHERE x.practice_id = s.practice_id AND x.client_id = s.client_id AND x.search_id = s.id
        AND x.reopened_at IS NULL) AS closure,
    (SELECT json_agg(json_build_object('id', g.id, 'name', g.name, 'kind', g.kind, 'position', g.position,
        'stalledDays', g.stalled_days) ORDER BY g.position)
      FROM search_stage g WHERE g.practice_id = s.practice_id AND g.search_id = s.id) AS stages,
    (SELECT json_build_object('id', k.id, 'number', k.number, 'mission', k.mission, 'outcomes', k.outcomes,
        'mustHaves', k.must_haves, 'deciders', (SELECT json_agg(json_build_object('id', a.id, 'name', a.decider,
            'approvedOn', a.approved_on, 'note', a.note, 'version', a.version) ORDER BY a.id)
          FROM scorecard_approval a WHERE a.practice_id = k.practice_id AND a.scorecard_id = k.id))
      FROM scorecard k WHERE k.practice_id = s.practice_id AND k.search_id = s.id
      ORDER BY k.number DESC LIMIT 1) AS scorecard,
    (SELECT coalesce(json_agg(json_build_object('id', d.id, 'personId', d.person_id, 'name', d.name, 'headline', d.headline,
        'employer', d.employer, 'stageId', d.stage_id, 'disposition', d.disposition, 'enteredAt', d.entered_at,
        'visits', d.visits, 'been', d.been, 'nextStep', d.next_step, 'nextStepOn', d.next_step_on, 'version', d.version)
        ORDER BY d.position, d.order_key), '[]')
      FROM (
        SELECT d.*, p.name, p.headline, p.employer, g.position, max(v.entered_at) AS entered_at,
          count(*) FILTER (WHERE v.stage_id = d.stage_id) AS visits, array_agg(DISTINCT v.stage_id) AS been
        FROM candidacy d
          JOIN person p ON p.practice_id = d.practice_id AND p.id = d.person_id
          JOIN search_stage g ON g.practice_id = d.practice_id AND g.id = d.stage_id
          JOIN visit v ON v.practice_id = d.practice_id AND v.client_id = d.client_id AND v.search_id = d.search_id
            AND v.candidacy_id = d.id AND NOT v.undone
        WHERE d.practice_id = s.practice_id AND d.client_id = s.client_id AND d.search_id = s.id
        GROUP BY d.practice_id, d.id, p.practice_id, p.id, g.practice_id, g.id) d) AS cards
  FROM search s JOIN engagement e ON e.practice_id = s.practice_id AND e.id = s.engagement_id
  WHERE s.practice_id = c.practice_id AND ${where}
  ORDER BY s.started_on DESC, s.id DESC`;
}
