import { createHash } from 'node:crypto';
import { CANDIDATES, CLIENTS, ENTRIES, MONTHS, practices, sqlId, STAGES, tokenOf } from './world.mjs';

const month = (expression) => `to_char(${expression}, 'YYYY-MM')`;
const thisMonth = "date_trunc('month', now() AT TIME ZONE 'UTC')::date";
const ago = (count) => `(${thisMonth} - make_interval(months => ${count}))::date`;

/**
 * Fills an empty, migrated database: every practice with its owner, clients on running engagements, a year of hours, a
 * search of sixty people, closed months with their published summaries, and a sponsor who looks in.
 *
 * @param {import('pg').Client} admin
 */
export async function fill(admin) {
  const count = practices();
  await admin.query("SET session_replication_role = 'replica'");
  for (const statement of statements(count)) await admin.query(statement);
  for (const who of /** @type {const} */ (['owner', 'guest'])) {
    const hashes = Array.from({ length: count }, (_, at) => createHash('sha256').update(tokenOf(who, at)).digest());
    await admin.query(
      `INSERT INTO session (token_hash, user_id, device, last_seen_at, idle_until, expires_at)
       SELECT hash, ${who === 'owner' ? sqlId('user', '(n - 1)') : sqlId('guest', '(n - 1)')}, 'bench', now(),
         now() + interval '1 day', now() + interval '1 day'
       FROM unnest($1::bytea[]) WITH ORDINALITY AS t (hash, n)`,
      [hashes],
    );
  }
  await admin.query("SET session_replication_role = 'origin'");
  await admin.query('VACUUM ANALYZE');
}

/** @param {number} count */
function statements(count) {
  const eachPractice = `generate_series(0, ${count - 1}) AS p`;
  const eachClient = `${eachPractice}, LATERAL (SELECT p * ${CLIENTS} + i AS c, i FROM generate_series(0, ${CLIENTS - 1}) AS i) AS x`;
  const keys = `${sqlId('practice', 'p')}, ${sqlId('client', 'c')}`;
  const engagement = sqlId('engagement', 'c');
  const candidate = `p * ${CANDIDATES} + k`;
  const eachCandidate = `${eachPractice}, generate_series(0, ${CANDIDATES - 1}) AS k`;
  const firstClient = `${sqlId('practice', 'p')}, ${sqlId('client', `(p * ${CLIENTS})`)}`;
  const stageOf = (k) => sqlId('stage', `(p * ${STAGES.length} + ${k} % 5)`);
  const inSearch = (kind, number) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
  return [
    `INSERT INTO practice (id, name) SELECT ${sqlId('practice', 'p')}, 'Practice ' || p FROM ${eachPractice}`,
    `INSERT INTO user_account (id, email, name)
     SELECT ${sqlId('user', 'p')}, 'owner' || p || '@example.com', 'Robin Vale ' || p FROM ${eachPractice}
     UNION ALL SELECT ${sqlId('guest', 'p')}, 'sponsor' || p || '@example.com', 'Ada Stein ' || p FROM ${eachPractice}`,
    `INSERT INTO member (practice_id, id, user_id, role, zone, capacity_minutes)
     SELECT ${sqlId('practice', 'p')}, ${sqlId('member', 'p')}, ${sqlId('user', 'p')}, 'owner', 'Europe/Berlin', 2400 FROM ${eachPractice}`,
    `INSERT INTO client (practice_id, id, name, code, engineers, next_step, next_step_on)
     SELECT ${keys}, 'Client ' || c, 'C' || i, 12 + i, 'Prepare the board', current_date + 7 FROM ${eachClient}`,
    `INSERT INTO client_user (practice_id, client_id, user_id, role) SELECT ${firstClient}, ${sqlId('guest', 'p')}, 'sponsor' FROM ${eachPractice}`,
    `INSERT INTO engagement (practice_id, client_id, id, zone, starts_on, phase, phase_since, hours_visibility)
     SELECT ${keys}, ${engagement}, 'Europe/Berlin', ${ago(MONTHS)}, 'search_running', ${ago(2)}, 'all_entries' FROM ${eachClient}`,
    `INSERT INTO terms (practice_id, client_id, engagement_id, valid_from, valid_to, allowance_minutes, allowance_per, start_day,
       fee_minor, currency, carry, overage, rounding)
     SELECT ${keys}, ${engagement}, ${ago(`${MONTHS} - half * 6`)}, CASE half WHEN 0 THEN ${ago(`${MONTHS - 6}`)} END, 1800, 'month', 1,
       500000, 'EUR', '{"kind": "none"}', '{"kind": "bill", "ratePerHour": 20000, "leeway": 0}',
       '{"scope": "entry", "step": 15, "direction": "up"}'
     FROM ${eachClient}, generate_series(0, 1) AS half`,
    `INSERT INTO phase_move (practice_id, client_id, engagement_id, from_phase, to_phase, moved_on, moved_by, evidence, sentence)
     SELECT ${keys}, ${engagement}, v.before, v.after, ${ago('v.months')}, ${sqlId('member', 'p')}, '[]', 'As planned'
     FROM ${eachClient}, (VALUES (NULL, 'assessing', ${MONTHS}), ('assessing', 'foundation', 8), ('foundation', 'preparing_search', 4),
       ('preparing_search', 'search_running', 2)) AS v (before, after, months)`,
    `INSERT INTO milestone (practice_id, client_id, engagement_id, name, due_on, client_sees)
     SELECT ${keys}, ${engagement}, 'Shortlist presented', current_date + 20, true FROM ${eachClient}`,
    `INSERT INTO contract_month (practice_id, client_id, engagement_id, month, state)
     SELECT ${keys}, ${engagement}, ${month(ago('m'))}, CASE WHEN m > 0 THEN 'closed' ELSE 'open' END
     FROM ${eachClient}, generate_series(0, ${MONTHS}) AS m`,
    `INSERT INTO closure (practice_id, client_id, engagement_id, month, id, revision, closed_by, facts, hash)
     SELECT ${keys}, ${engagement}, ${month(ago('m'))}, ${inSearch('00000009', `c * ${MONTHS + 1} + m`)}, 1, ${sqlId('member', 'p')}, '{}', ''
     FROM ${eachClient}, generate_series(1, ${MONTHS}) AS m`,
    `INSERT INTO statement (practice_id, client_id, engagement_id, month, id, closure_id, number, words, published_by)
     SELECT practice_id, client_id, engagement_id, month, id, id, 1, '{}', closed_by FROM closure`,
    `INSERT INTO statement_file (practice_id, client_id, statement_id, edition, format, file_name, media_type, sha256, bytes)
     SELECT s.practice_id, s.client_id, s.id, 'client', f, 'summary-' || s.month || '.' || f, 'application/octet-stream', '', ''
     FROM statement s, unnest(ARRAY['pdf', 'xlsx', 'csv', 'json']) AS f`,
    `INSERT INTO time_entry (practice_id, client_id, engagement_id, id, member_id, work_date, contract_month, minutes, activity,
       billable, text, source, draft_hash)
     SELECT ${keys}, ${engagement}, gen_random_uuid(), ${sqlId('member', 'p')}, d.day, ${month('d.day')}, 15 + n % 5 * 15,
       (ARRAY['C1', 'C5', 'V3', 'search', 'admin'])[1 + n % 5], n % 7 <> 0, 'Board preparation and follow-up ' || n, 'web', ''
     FROM ${eachClient}, generate_series(0, ${MONTHS}) AS m, generate_series(0, ${ENTRIES - 1}) AS n,
       LATERAL (SELECT ${ago('m')} + n % 28 AS day) AS d
     WHERE d.day <= current_date`,
    `INSERT INTO member_day (practice_id, member_id, day, minutes)
     SELECT practice_id, member_id, work_date, least(sum(minutes), 300) FROM time_entry GROUP BY 1, 2, 3`,
    `INSERT INTO search (practice_id, client_id, engagement_id, id, title, started_on, client_sees)
     SELECT ${firstClient}, ${sqlId('engagement', `(p * ${CLIENTS})`)}, ${sqlId('search', 'p')}, 'VP of Engineering', current_date - 60, true
     FROM ${eachPractice}`,
    `INSERT INTO search_stage (practice_id, client_id, search_id, id, name, kind, position, stalled_days)
     SELECT ${firstClient}, ${sqlId('search', 'p')}, ${sqlId('stage', `(p * ${STAGES.length} + n - 1)`)}, initcap(kind), kind, n::int - 1, 14
     FROM ${eachPractice}, unnest(ARRAY[${STAGES.map((kind) => `'${kind}'`).join(', ')}]) WITH ORDINALITY AS s (kind, n)`,
    `INSERT INTO scorecard (practice_id, client_id, search_id, id, number, mission, outcomes, must_haves)
     SELECT ${firstClient}, ${sqlId('search', 'p')}, ${inSearch('0000000a', 'p')}, 1, 'Build the team that ships weekly',
       '[{"text": "Weekly releases", "by": null}]', '["Has led thirty engineers"]' FROM ${eachPractice}`,
    `INSERT INTO scorecard_approval (practice_id, client_id, scorecard_id, decider, approved_on)
     SELECT ${firstClient}, ${inSearch('0000000a', 'p')}, decider, current_date - 55
     FROM ${eachPractice}, unnest(ARRAY['Ada Stein', 'Kai Brandt']) AS decider`,
    `INSERT INTO person (practice_id, id, name, headline, employer)
     SELECT ${sqlId('practice', 'p')}, ${inSearch('0000000b', candidate)}, 'Candidate ' || k, 'Head of Engineering', 'Firm ' || k FROM ${eachCandidate}`,
    `INSERT INTO candidacy (practice_id, client_id, search_id, id, person_id, stage_id, order_key)
     SELECT ${firstClient}, ${sqlId('search', 'p')}, ${inSearch('0000000c', candidate)}, ${inSearch('0000000b', candidate)}, ${stageOf('k')},
       'a' || lpad(k::text, 3, '0') FROM ${eachCandidate}`,
    `INSERT INTO visit (practice_id, client_id, search_id, candidacy_id, stage_id, entered_at, left_at, moved_by)
     SELECT ${firstClient}, ${sqlId('search', 'p')}, ${inSearch('0000000c', candidate)}, ${stageOf('v.stage')},
       now() - make_interval(days => 40 - 20 * v.turn), CASE v.turn WHEN 0 THEN now() - interval '20 days' END, ${sqlId('member', 'p')}
     FROM ${eachCandidate}, LATERAL (VALUES (0, 0), (1, k)) AS v (turn, stage)`,
  ];
}
