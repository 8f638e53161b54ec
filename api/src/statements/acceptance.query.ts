import type { Id } from '../../contract/shapes.js';

/** What became of a version, as it is read; moments are text. */
export interface AcceptanceRow {
  readonly zone: string;
  readonly days: number | null;
  readonly acceptedAt: string | null;
  readonly byTime: boolean;
  readonly questions: readonly {
    readonly id: Id;
    readonly text: string;
    readonly askedAt: string;
    readonly answer: { readonly text: string; readonly at: string } | null;
  }[];
  readonly replaced: boolean;
  readonly setAside: boolean;
}

/** An `AcceptanceRow` of the statement `s`, for staff and for the portal alike. */
export const ACCEPTANCE = `(SELECT jsonb_build_object('zone', e.zone, 'days', s.acceptance_days,
    'acceptedAt', ${moment('a.accepted_at')}, 'byTime', a.statement_id IS NOT NULL AND a.accepted_by IS NULL,
    'questions', coalesce((SELECT jsonb_agg(jsonb_build_object('id', q.id, 'text', q.text, 'askedAt', ${moment('q.asked_at')},
        'answer', CASE WHEN w.question_id IS NOT NULL THEN jsonb_build_object('text', w.text, 'at', ${moment('w.answered_at')}) END)
        ORDER BY q.asked_at, q.id)
      FROM statement_question q LEFT JOIN statement_answer w
        ON w.practice_id = q.practice_id AND w.client_id = q.client_id AND w.question_id = q.id
      WHERE q.practice_id = s.practice_id AND q.client_id = s.client_id AND q.statement_id = s.id), '[]'),
    'replaced', EXISTS (SELECT FROM statement n WHERE n.practice_id = s.practice_id AND n.client_id = s.client_id
      AND n.engagement_id = s.engagement_id AND n.month = s.month AND n.number > s.number),
    'setAside', EXISTS (SELECT FROM reopening r
      WHERE r.practice_id = s.practice_id AND r.client_id = s.client_id AND r.closure_id = s.closure_id))
  FROM engagement e LEFT JOIN statement_acceptance a
    ON a.practice_id = s.practice_id AND a.client_id = s.client_id AND a.statement_id = s.id
  WHERE e.practice_id = s.practice_id AND e.client_id = s.client_id AND e.id = s.engagement_id)`;

function moment(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
