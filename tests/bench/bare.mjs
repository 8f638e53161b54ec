import { createServer } from 'node:http';
import pg from 'pg';

// The server that Baton is measured against: Node's own HTTP, the driver with prepared statements, and the same data. It
// knows no sessions, no roles and no row security, checks nothing and computes nothing: it reads and answers.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) });
const asText = { getTypeParser: (oid, format) => (oid === 1082 ? String : pg.types.getTypeParser(oid, format)) };

/** @param {string} name @param {string} text @param {unknown[]} values */
async function ask(name, text, values) {
  return (await pool.query({ name, text, values, types: asText })).rows;
}

const id = '([0-9a-f-]{36})';
const routes = [
  {
    method: 'POST',
    path: new RegExp(`^/api/practices/${id}/engagements/${id}/time$`),
    answer: ([practice, engagement], _query, body) =>
      ask(
        'log',
        `INSERT INTO time_entry (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes, activity,
           billable, text, source, draft_hash)
         SELECT e.practice_id, e.client_id, e.id, $3, m.id, $4, to_char($4::date, 'YYYY-MM'), $5, $6, true, $7, 'web', ''
         FROM engagement e JOIN member m ON m.practice_id = e.practice_id
         WHERE e.practice_id = $1 AND e.id = $2 LIMIT 1
         RETURNING *`,
        [practice, engagement, body.id, body.day, body.minutes, body.activity, body.text],
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^/api/practices/${id}/engagements/${id}$`),
    answer: (keys) =>
      ask(
        'sum',
        `SELECT e.*,
           (SELECT jsonb_agg(t ORDER BY t.valid_from) FROM terms t WHERE t.practice_id = e.practice_id AND t.engagement_id = e.id) AS terms,
           (SELECT jsonb_agg(jsonb_build_object('month', m.month, 'state', m.state)) FROM contract_month m
             WHERE m.practice_id = e.practice_id AND m.engagement_id = e.id) AS months,
           (SELECT jsonb_agg(u) FROM (SELECT contract_month, sum(minutes) FILTER (WHERE billable) AS billable,
               sum(minutes) FILTER (WHERE NOT billable) AS non_billable
             FROM time_entry x WHERE x.practice_id = e.practice_id AND x.engagement_id = e.id AND x.voided_at IS NULL
             GROUP BY contract_month) u) AS used
         FROM engagement e WHERE e.practice_id = $1 AND e.id = $2`,
        keys,
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^/api/practices/${id}/time$`),
    answer: ([practice], query) =>
      ask(
        'list',
        `SELECT e.*, u.name, m.state FROM time_entry e
           JOIN member b ON b.practice_id = e.practice_id AND b.id = e.member_id JOIN user_account u ON u.id = b.user_id
           JOIN contract_month m ON m.practice_id = e.practice_id AND m.engagement_id = e.engagement_id AND m.month = e.contract_month
         WHERE e.practice_id = $1 AND e.engagement_id = $2 AND e.work_date BETWEEN $3 AND $4 AND e.voided_at IS NULL
         ORDER BY e.work_date DESC, e.id DESC LIMIT 101`,
        [practice, query.get('engagementId'), query.get('from'), query.get('to')],
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^/api/practices/${id}/searches/${id}$`),
    answer: (keys) =>
      ask(
        'board',
        `SELECT s.*,
           (SELECT jsonb_agg(g ORDER BY g.position) FROM search_stage g WHERE g.practice_id = s.practice_id AND g.search_id = s.id) AS stages,
           (SELECT to_jsonb(k) || jsonb_build_object('deciders', (SELECT jsonb_agg(a) FROM scorecard_approval a
               WHERE a.practice_id = k.practice_id AND a.scorecard_id = k.id))
             FROM scorecard k WHERE k.practice_id = s.practice_id AND k.search_id = s.id ORDER BY k.number DESC LIMIT 1) AS scorecard,
           (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'personId', d.person_id, 'name', d.name, 'headline', d.headline,
               'employer', d.employer, 'stageId', d.stage_id, 'disposition', d.disposition, 'enteredAt', d.entered_at,
               'visits', d.visits, 'been', d.been, 'nextStep', d.next_step, 'nextStepOn', d.next_step_on, 'version', d.version)
               ORDER BY d.position, d.order_key)
             FROM (SELECT d.*, p.name, p.headline, p.employer, g.position, max(v.entered_at) AS entered_at,
                 count(*) FILTER (WHERE v.stage_id = d.stage_id) AS visits, array_agg(DISTINCT v.stage_id) AS been
               FROM candidacy d
                 JOIN person p ON p.practice_id = d.practice_id AND p.id = d.person_id
                 JOIN search_stage g ON g.practice_id = d.practice_id AND g.id = d.stage_id
                 JOIN visit v ON v.practice_id = d.practice_id AND v.client_id = d.client_id AND v.search_id = d.search_id
                   AND v.candidacy_id = d.id AND NOT v.undone
               WHERE d.practice_id = s.practice_id AND d.client_id = s.client_id AND d.search_id = s.id
               GROUP BY d.practice_id, d.id, p.practice_id, p.id, g.practice_id, g.id) d) AS cards
         FROM search s WHERE s.practice_id = $1 AND s.id = $2`,
        keys,
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^/api/practices/${id}/portal/${id}$`),
    answer: (keys) =>
      ask(
        'portal',
        `SELECT p.name AS practice_name, c.name, e.*,
           (SELECT jsonb_agg(m ORDER BY m.moved_on) FROM phase_move m
             WHERE m.practice_id = e.practice_id AND m.client_id = e.client_id AND m.engagement_id = e.id) AS moves,
           (SELECT to_jsonb(s) FROM milestone s WHERE s.practice_id = e.practice_id AND s.client_id = e.client_id
             AND s.engagement_id = e.id AND s.client_sees AND s.done_on IS NULL ORDER BY s.due_on LIMIT 1) AS milestone,
           (SELECT jsonb_agg(t ORDER BY t.valid_from) FROM terms t
             WHERE t.practice_id = e.practice_id AND t.client_id = e.client_id AND t.engagement_id = e.id) AS terms,
           (SELECT jsonb_agg(k.month) FROM contract_month k
             WHERE k.practice_id = e.practice_id AND k.client_id = e.client_id AND k.engagement_id = e.id AND k.state = 'closed') AS closed,
           (SELECT jsonb_agg(u) FROM (SELECT contract_month, sum(minutes) AS minutes FROM time_entry x
             WHERE x.practice_id = e.practice_id AND x.client_id = e.client_id AND x.engagement_id = e.id AND x.billable AND x.voided_at IS NULL
             GROUP BY contract_month) u) AS used,
           (SELECT jsonb_agg(f) FROM (SELECT s.title, s.started_on, s.target_weeks, g.kind, count(*)
             FROM search s JOIN candidacy d ON d.practice_id = s.practice_id AND d.search_id = s.id
               JOIN search_stage g ON g.practice_id = d.practice_id AND g.id = d.stage_id
             WHERE s.practice_id = e.practice_id AND s.engagement_id = e.id AND s.client_sees
             GROUP BY s.practice_id, s.id, g.kind) f) AS search,
           (SELECT jsonb_agg(r) FROM (SELECT s.id, s.month, s.number, s.published_at,
               (SELECT jsonb_agg(jsonb_build_object('format', f.format, 'fileName', f.file_name)) FROM statement_file f
                 WHERE f.practice_id = s.practice_id AND f.client_id = s.client_id AND f.statement_id = s.id AND f.edition = 'client') AS files
             FROM statement s WHERE s.practice_id = c.practice_id AND s.client_id = c.id ORDER BY s.month DESC) r) AS statements
         FROM client c JOIN practice p ON p.id = c.practice_id
           JOIN engagement e ON e.practice_id = c.practice_id AND e.client_id = c.id AND e.phase <> 'closed'
         WHERE c.practice_id = $1 AND c.id = $2`,
        keys,
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^/api/practices/${id}/portfolio$`),
    answer: (keys) =>
      ask(
        'portfolio',
        `SELECT
           (SELECT jsonb_agg(r) FROM (SELECT c.*, to_jsonb(e) AS engagement FROM client c
             LEFT JOIN engagement e ON e.practice_id = c.practice_id AND e.client_id = c.id AND e.phase <> 'closed'
             WHERE c.practice_id = $1 ORDER BY lower(c.name)) r) AS clients,
           (SELECT jsonb_agg(t) FROM terms t WHERE t.practice_id = $1) AS terms,
           (SELECT jsonb_agg(jsonb_build_object('engagement', m.engagement_id, 'month', m.month, 'state', m.state))
             FROM contract_month m WHERE m.practice_id = $1) AS months,
           (SELECT jsonb_agg(u) FROM (SELECT engagement_id, contract_month, sum(minutes) FILTER (WHERE billable) AS billable,
               sum(minutes) FILTER (WHERE NOT billable) AS non_billable
             FROM time_entry WHERE practice_id = $1 AND voided_at IS NULL GROUP BY engagement_id, contract_month) u) AS used,
           (SELECT jsonb_agg(u) FROM (SELECT m.engagement_id, array_agg(m.month) AS months FROM contract_month m
             WHERE m.practice_id = $1 AND m.state = 'closed' AND NOT EXISTS (SELECT FROM statement s
               WHERE s.practice_id = m.practice_id AND s.client_id = m.client_id AND s.closure_id = (SELECT k.id FROM closure k
                 WHERE k.practice_id = m.practice_id AND k.engagement_id = m.engagement_id AND k.month = m.month
                 ORDER BY k.revision DESC LIMIT 1))
             GROUP BY m.engagement_id) u) AS to_publish,
           (SELECT jsonb_agg(v) FROM (SELECT s.engagement_id, s.id, d.disposition, g.stalled_days, v.entered_at FROM search s
               LEFT JOIN candidacy d ON d.practice_id = s.practice_id AND d.client_id = s.client_id AND d.search_id = s.id
                 AND d.disposition IN ('active', 'on_hold')
               LEFT JOIN search_stage g ON g.practice_id = d.practice_id AND g.id = d.stage_id
               LEFT JOIN visit v ON v.practice_id = d.practice_id AND v.client_id = d.client_id AND v.search_id = d.search_id
                 AND v.candidacy_id = d.id AND v.left_at IS NULL
             WHERE s.practice_id = $1 AND s.closed_at IS NULL) v) AS stays,
           (SELECT jsonb_agg(w) FROM (SELECT date_trunc('week', work_date::timestamp)::date AS monday, client_id, sum(minutes) AS minutes
             FROM time_entry WHERE practice_id = $1 AND work_date >= current_date - 56 AND voided_at IS NULL GROUP BY 1, 2) w) AS weeks`,
        keys,
      ),
  },
];

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://localhost');
  const parts = [];
  request
    .on('data', (part) => parts.push(part))
    .on('end', async () => {
      try {
        const route = routes.find(({ method, path }) => method === request.method && path.test(url.pathname));
        const keys = route?.path.exec(url.pathname)?.slice(1) ?? [];
        const body = parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString('utf8'));
        const rows = await route?.answer(keys, url.searchParams, body);
        reply(response, rows?.length ? 200 : 404, rows ?? null);
      } catch (error) {
        reply(response, 500, String(error));
      }
    });
});

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} value */
function reply(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

server.listen(Number(process.env.PORT), '127.0.0.1', () => console.info('the bare server listens'));
