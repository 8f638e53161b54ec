import { ACCEPTANCE } from '../statements/acceptance.query.js';

/** A published version `s` with the files of the client's edition, as one value. */
export const PORTAL_STATEMENT = `json_build_object('id', s.id, 'month', s.month, 'number', s.number,
        'publishedAt', to_char(s.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'revised', (SELECT r.reason FROM closure k
            JOIN closure b ON b.practice_id = k.practice_id AND b.client_id = k.client_id AND b.engagement_id = k.engagement_id
              AND b.month = k.month AND b.revision = k.revision - 1
            JOIN reopening r ON r.practice_id = b.practice_id AND r.client_id = b.client_id AND r.closure_id = b.id
          WHERE k.practice_id = s.practice_id AND k.client_id = s.client_id AND k.id = s.closure_id),
        'acceptance', ${ACCEPTANCE},
        'beingRevised', (SELECT r.reason FROM reopening r
          WHERE r.practice_id = s.practice_id AND r.client_id = s.client_id AND r.closure_id = s.closure_id
            AND NOT EXISTS (SELECT FROM statement n WHERE n.practice_id = s.practice_id AND n.client_id = s.client_id
              AND n.engagement_id = s.engagement_id AND n.month = s.month AND n.number > s.number)),
        'files', coalesce((SELECT json_agg(json_build_object('format', f.format, 'fileName', f.file_name)
            ORDER BY array_position(ARRAY['pdf', 'xlsx', 'csv', 'json'], f.format))
          FROM statement_file f WHERE f.practice_id = s.practice_id AND f.client_id = s.client_id AND f.statement_id = s.id
            AND f.edition = 'client'), '[]'))`;

/**
 * Everything of a client's first screen in one statement, over `c`, the entered client. It names every column: the portal's
 * database role may read these and no others, and PostgreSQL refuses a query that asks for more.
 *
 * Of the engagements the one that runs, or else the last one that did. Moves oldest first; of the milestones the next that
 * the client sees; hours as totals of contract months after rounding; requests of open months; published versions over all engagements, newest first, with the
 * files of the client's edition.
 */
export const PORTAL_HOME = `
  SELECT p.name AS "practiceName", k.name AS "clientName",
    CASE WHEN e.id IS NOT NULL THEN json_build_object('id', e.id, 'zone', e.zone, 'startsOn', e.starts_on, 'endsOn', e.ends_on,
      'phase', e.phase, 'phaseSince', e.phase_since, 'visibility', e.hours_visibility) END AS engagement,
    coalesce((SELECT json_agg(json_build_object('to', m.to_phase, 'on', m.moved_on, 'overridden', m.overridden,
        'reason', m.reason, 'sentence', m.sentence) ORDER BY m.moved_on, m.moved_at, m.id)
      FROM phase_move m WHERE m.practice_id = k.practice_id AND m.client_id = k.id AND m.engagement_id = e.id), '[]') AS moves,
    (SELECT json_build_object('name', s.name, 'dueOn', s.due_on)
      FROM milestone s WHERE s.practice_id = k.practice_id AND s.client_id = k.id AND s.engagement_id = e.id
        AND s.client_sees AND s.done_on IS NULL ORDER BY s.due_on, s.id LIMIT 1) AS milestone,
    coalesce((SELECT json_agg(json_build_object('id', t.id, 'from', t.valid_from, 'to', t.valid_to, 'per', t.allowance_per,
        'allowance', t.allowance_minutes, 'startDay', t.start_day, 'carry', t.carry, 'rounding', t.rounding) ORDER BY t.valid_from)
      FROM terms t WHERE t.practice_id = k.practice_id AND t.client_id = k.id AND t.engagement_id = e.id), '[]') AS terms,
    coalesce((SELECT json_agg(n.month)
      FROM contract_month n WHERE n.practice_id = k.practice_id AND n.client_id = k.id AND n.engagement_id = e.id
        AND n.state = 'closed'), '[]') AS closed,
    coalesce((SELECT json_agg(u) FROM app.portal_used(e.id) u), '[]') AS used,
    coalesce((SELECT json_agg(k) FROM app.portal_corrected(e.id) k), '[]') AS corrected,
    coalesce((SELECT json_agg(json_build_object('born', o.born, 'minutes', o.minutes) ORDER BY o.born)
      FROM opening_lot o WHERE o.practice_id = k.practice_id AND o.client_id = k.id AND o.engagement_id = e.id), '[]') AS opening,
    coalesce((SELECT json_agg(json_build_object('month', a.month, 'minutes', a.minutes))
      FROM adjustment a WHERE a.practice_id = k.practice_id AND a.client_id = k.id AND a.engagement_id = e.id), '[]') AS adjusted,
    coalesce((SELECT json_agg(json_build_object('id', q.id, 'month', q.month, 'minutes', q.minutes, 'reason', q.reason,
        'askedAt', to_char(q.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'answer', q.answer,
        'sentence', q.sentence, 'answeredAt', to_char(q.answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        ORDER BY q.asked_at, q.id)
      FROM overage_request q JOIN contract_month n ON n.practice_id = q.practice_id AND n.client_id = q.client_id
        AND n.engagement_id = q.engagement_id AND n.month = q.month AND n.state = 'open'
      WHERE q.practice_id = k.practice_id AND q.client_id = k.id AND q.engagement_id = e.id), '[]') AS asked,
    (SELECT to_json(f) FROM app.portal_search(e.id) f) AS search,
    coalesce((SELECT json_agg(${PORTAL_STATEMENT}
        ORDER BY s.month DESC, s.published_at DESC, s.number DESC)
      FROM statement s WHERE s.practice_id = k.practice_id AND s.client_id = k.id), '[]') AS statements
  FROM client k JOIN practice p ON p.id = k.practice_id
    LEFT JOIN LATERAL (SELECT x.id, x.zone, x.starts_on, x.ends_on, x.phase, x.phase_since, x.hours_visibility
      FROM engagement x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
      ORDER BY x.phase = 'closed', x.starts_on DESC, x.id DESC LIMIT 1) e ON true
  WHERE k.practice_id = c.practice_id AND k.id = c.client_id`;
