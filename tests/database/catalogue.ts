import type pg from 'pg';

/**
 * What must be true of every table, key, policy, grant and function of the database, asked of PostgreSQL's own catalogue.
 * Each check answers what is wrong, one line for each; a table that a later migration adds is held to them without
 * being named here.
 */
export type Check = (db: pg.Client | pg.PoolClient) => Promise<string[]>;

/** Tables that belong to no single practice, each with its reason. Everything else has practice_id. */
const SHARED: Readonly<Record<string, string>> = {
  user_account: 'a person may belong to several practices',
  session: 'a person is signed in before a practice is known',
  sign_in_request: 'asks about a mailbox, before anybody is known',
  sign_in_mail: 'carries a link for a mailbox',
  practice: 'is the tenant; its wall compares its own id',
  _prisma_migrations: 'what was migrated; no role of the app may touch it',
};

/** Tables that name a client but are read by other ways than through the client. */
const NOT_LED_BY_CLIENT = ['assignment', 'audit_event', 'invitation', 'mail'];

/** Indexes that serve the doors, which look before a practice is known. */
const DOOR_INDEXES = ['client_user_user_id_idx', 'invitation_token_hash_idx', 'member_user_id_idx'];

/** Tables that leave no trail, each with its reason. */
const NOT_AUDITED: Readonly<Record<string, string>> = {
  audit_event: 'is the trail',
  idempotency_key: 'repeats what the work itself leaves',
  import_meaning: 'a remembered choice, visible in the batch it was used for',
  import_progress: 'how far a worker is, of no interest once it is done',
  import_row: 'belongs to a batch, which is audited; its rows never change',
  ledger_line: 'belongs to a closure, which is audited; its rows never change',
  member_day: 'a sum kept by a trigger of audited entries',
  statement_file: 'belongs to a statement, which is audited; its rows never change',
};

/** Tables whose rows never change or go once they are written. */
const KEPT = [
  'balance_warning',
  'closure',
  'correction',
  'ledger_line',
  'opening_lot',
  'phase_move',
  'reopening',
  'scorecard',
  'statement',
  'statement_acceptance',
  'statement_answer',
  'statement_file',
  'statement_question',
];
/** Tables whose rows change but never go. */
const NEVER_DELETED = [
  ...KEPT,
  'adjustment',
  'audit_event',
  'overage_request',
  'search_closure',
  'time_entry',
  'visit',
  'candidacy_exit',
];

/** What the owner's functions may see across the wall. */
const DOORS = [
  'assignment r',
  'audit_event *',
  'candidacy r',
  'client r',
  'client_user *',
  'correction r',
  'engagement r',
  'import_batch r',
  'invitation *',
  'mail a',
  'member *',
  'overage_request *',
  'practice *',
  'reopening r',
  'scorecard r',
  'scorecard_approval r',
  'search r',
  'search_stage r',
  'statement r',
  'statement_acceptance *',
  'statement_answer r',
  'statement_question *',
  'terms r',
  'time_entry r',
];

/** The functions that run as somebody else, who may call them, and the path they look along. Reviewed one by one. */
const DEFINERS = [
  'app.accept_in_time(timestamp with time zone) app_jobs',
  'app.accept_invitation(bytea,uuid,timestamp with time zone) app_auth',
  'app.accept_statement(uuid,timestamp with time zone) app_portal',
  'app.answer_overage(uuid,text,text,timestamp with time zone) app_portal',
  'app.ask_about_statement(uuid,uuid,text,timestamp with time zone) app_portal',
  'app.audit() ',
  'app.check_audit(uuid) app_jobs app_rw',
  'app.engagements_to_judge() app_jobs',
  'app.enqueue(text,json,text) app_auth app_owner app_rw',
  'app.enter(bytea,uuid,text[],timestamp with time zone,text,boolean) app_rw',
  'app.enter_import(uuid,uuid,text[],text) app_rw',
  'app.enter_portal(bytea,uuid,uuid,text[],timestamp with time zone,text,boolean) app_portal',
  'app.found_practice(uuid,text,uuid,text) app_auth',
  'app.is_staff(uuid) app_auth',
  'app.me(bytea,timestamp with time zone) app_auth',
  'app.note_read(text,text,text) app_portal app_rw',
  'app.open_invitation(bytea,timestamp with time zone) app_auth',
  'app.owners_of(text) app_auth',
  'app.portal_corrected(uuid) app_portal',
  'app.portal_search(uuid) app_portal',
  'app.portal_used(uuid) app_portal',
  'app.practices_to_seal() app_jobs',
  'app.seal_audit(uuid) app_jobs',
  'app.search_facts(uuid) app_rw',
  'app.tell_late(timestamp with time zone) app_jobs',
  'app.tell_of_statement() ',
  'app.version_in_force() ',
  'app.taken_times(uuid,timestamp with time zone,timestamp with time zone,uuid) app_rw',
];

/** Every column that the portal may read; no private note, no fee, no rate, no candidate. */
const PORTAL_COLUMNS: Readonly<Record<string, string>> = {
  practice: 'id name',
  client: 'practice_id id name',
  engagement: 'practice_id client_id id zone starts_on ends_on phase phase_since hours_visibility',
  terms:
    'practice_id client_id engagement_id id valid_from valid_to allowance_minutes allowance_per start_day carry rounding',
  adjustment: 'practice_id client_id engagement_id month minutes',
  overage_request: 'practice_id client_id engagement_id month id minutes reason asked_at answer sentence answered_at',
  opening_lot: 'practice_id client_id engagement_id born minutes',
  phase_move: 'practice_id client_id engagement_id id from_phase to_phase moved_on moved_at overridden reason sentence',
  contract_month: 'practice_id client_id engagement_id month state',
  milestone: 'practice_id client_id engagement_id id name due_on done_on client_sees',
  closure: 'practice_id client_id engagement_id month id revision',
  reopening: 'practice_id client_id closure_id reason',
  statement: 'practice_id client_id engagement_id month id closure_id number published_at acceptance_days',
  statement_question: 'practice_id client_id id statement_id text asked_at',
  statement_answer: 'practice_id client_id question_id text answered_at',
  statement_acceptance: 'practice_id client_id statement_id accepted_at accepted_by',
  statement_file: 'practice_id client_id statement_id edition format file_name media_type sha256 bytes',
};

/**
 * What sign-in and jobs may do, whole. Neither reaches a word of an entry, a file or a candidate; jobs read the figures that
 * a balance is judged by, and write nothing but its warnings and mails.
 */
const NARROW_GRANTS = [
  'app_auth session INSERT',
  'app_auth session SELECT',
  'app_auth session UPDATE ended_at fresh_at idle_until last_seen_at token_hash',
  'app_auth sign_in_mail INSERT',
  'app_auth sign_in_request INSERT',
  'app_auth sign_in_request SELECT',
  'app_auth sign_in_request UPDATE tries used_at',
  'app_auth user_account INSERT',
  'app_auth user_account SELECT',
  'app_auth user_account UPDATE name',
  'app_jobs adjustment SELECT',
  'app_jobs assignment SELECT',
  'app_jobs balance_warning INSERT',
  'app_jobs balance_warning SELECT',
  'app_jobs client SELECT id name practice_id',
  'app_jobs client_user SELECT',
  'app_jobs contract_month SELECT',
  'app_jobs correction SELECT',
  'app_jobs engagement SELECT client_id ends_on hours_visibility id phase practice_id starts_on warns_client zone',
  'app_jobs mail INSERT',
  'app_jobs mail SELECT',
  'app_jobs mail UPDATE failure sealed sent_at',
  'app_jobs member SELECT',
  'app_jobs opening_lot SELECT',
  'app_jobs overage_request SELECT',
  'app_jobs practice SELECT',
  'app_jobs sign_in_mail SELECT',
  'app_jobs sign_in_mail UPDATE failure sealed sent_at',
  'app_jobs terms SELECT',
  'app_jobs time_entry SELECT activity billable client_id contract_month engagement_id id member_id minutes practice_id voided_at work_date',
  'app_jobs user_account SELECT email id name suspended_at',
];

const APP_ROLES = ['app_rw', 'app_portal', 'app_auth', 'app_jobs'];

/** The tables of practices, by their catalogue rows. */
const OURS = `pg_class t WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')`;
const HAS = (column: string) =>
  `EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = '${column}' AND NOT a.attisdropped)`;

async function lines(db: pg.Client | pg.PoolClient, sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(`SELECT line FROM (${sql}) found (line) ORDER BY line`, values);
  return rows.map(({ line }) => line);
}

/** What is on one list and not on the other. */
function difference(found: readonly string[], expected: readonly string[]): string[] {
  return [
    ...found.filter((line) => !expected.includes(line)).map((line) => `not expected: ${line}`),
    ...expected.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`),
  ];
}

export const checks = {
  'every table belongs to a practice, but for a few with a reason': async (db) =>
    difference(
      await lines(db, `SELECT t.relname::text FROM ${OURS} AND NOT ${HAS('practice_id')}`),
      Object.keys(SHARED),
    ),

  'practice and client are ids that are always there': (db) =>
    lines(
      db,
      `SELECT format('%s.%s', t.relname, a.attname) FROM ${OURS.replace(' WHERE', ' JOIN pg_attribute a ON a.attrelid = t.oid WHERE')}
         AND a.attname IN ('practice_id', 'client_id') AND (a.atttypid <> 'uuid'::regtype OR NOT a.attnotnull)
         AND NOT (a.attname = 'client_id' AND t.relname IN ('audit_event', 'invitation', 'mail'))`,
    ),

  'every table of a practice has its wall, enabled and forced': (db) =>
    lines(
      db,
      `SELECT t.relname::text FROM ${OURS} AND (${HAS('practice_id')} OR t.relname = 'practice')
         AND NOT (t.relrowsecurity AND t.relforcerowsecurity AND EXISTS (
           SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'wall' AND NOT p.polpermissive AND p.polcmd = '*'
             AND p.polroles @> ARRAY['app_rw'::regrole::oid, 'app_portal'::regrole::oid, 'app_jobs'::regrole::oid]
             AND pg_get_expr(p.polqual, t.oid) = pg_get_expr(p.polwithcheck, t.oid)
             AND pg_get_expr(p.polqual, t.oid) = format('(%s = ( SELECT app.practice() AS practice))',
               CASE t.relname WHEN 'practice' THEN 'id' ELSE 'practice_id' END)))`,
    ),

  'every granted command meets a policy of its role': (db) =>
    lines(
      db,
      `SELECT format('%s may %s %s without a policy', r.rolname, c.name, t.relname)
       FROM ${OURS.replace(
         ' WHERE',
         ` CROSS JOIN pg_roles r CROSS JOIN (VALUES ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) c (name, code) WHERE`,
       )} AND r.rolname = ANY ($1) AND t.relrowsecurity
         AND (has_table_privilege(r.oid, t.oid, c.name) OR c.name <> 'DELETE' AND has_any_column_privilege(r.oid, t.oid, c.name))
         AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polpermissive
           AND p.polcmd IN ('*', c.code::"char") AND p.polroles @> ARRAY[r.oid])`,
      [APP_ROLES],
    ),

  'no policy is for everybody, and every policy checks what it lets in': (db) =>
    lines(
      db,
      `SELECT format('%s.%s', t.relname, p.polname) FROM pg_policy p JOIN pg_class t ON t.oid = p.polrelid
       WHERE p.polroles @> ARRAY[0::oid] OR p.polcmd IN ('*', 'w', 'a') AND p.polwithcheck IS NULL`,
    ),

  'the owner sees through the doors of the list': async (db) =>
    difference(
      await lines(
        db,
        `SELECT format('%s %s', t.relname, p.polcmd) FROM pg_policy p JOIN pg_class t ON t.oid = p.polrelid
         WHERE p.polroles @> ARRAY['app_owner'::regrole::oid]`,
      ),
      DOORS,
    ),

  'every key begins with the practice': (db) =>
    lines(
      db,
      `SELECT format('%s: %s', t.relname, i.indexrelid::regclass) FROM ${OURS.replace(
        ' WHERE',
        ' JOIN pg_index i ON i.indrelid = t.oid WHERE',
      )} AND ${HAS('practice_id')} AND i.indkey[0] <> (SELECT attnum FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'practice_id')
         AND (i.indisunique OR i.indisexclusion OR NOT i.indexrelid::regclass::text = ANY ($1))`,
      [DOOR_INDEXES],
    ),

  'every table has a primary key': (db) =>
    lines(
      db,
      `SELECT t.relname::text FROM ${OURS} AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,
    ),

  'a table of a client has an index that leads with practice and client': (db) =>
    lines(
      db,
      `SELECT t.relname::text FROM ${OURS} AND ${HAS('client_id')} AND NOT t.relname = ANY ($1) AND NOT EXISTS (
         SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indpred IS NULL
           AND i.indkey[0] = (SELECT attnum FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'practice_id')
           AND i.indkey[1] = (SELECT attnum FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'client_id'))`,
      [NOT_LED_BY_CLIENT],
    ),

  'every reference names the practice, and the client where both sides have one': (db) =>
    lines(
      db,
      `WITH pairs AS (
         SELECT k.conname, k.conrelid, k.confrelid, k.confmatchtype, k.confupdtype, k.confdeltype, array_agg(format('%s=%s', mine.attname, theirs.attname)) AS pair
         FROM pg_constraint k, unnest(k.conkey, k.confkey) AS key (here, there)
           JOIN pg_attribute mine ON mine.attnum = key.here JOIN pg_attribute theirs ON theirs.attnum = key.there
         WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND mine.attrelid = k.conrelid AND theirs.attrelid = k.confrelid
         GROUP BY k.oid, k.conname, k.conrelid, k.confrelid, k.confmatchtype, k.confupdtype, k.confdeltype)
       SELECT format('%s: %s', p.conrelid::regclass, p.conname) FROM pairs p
       WHERE p.confrelid <> 'user_account'::regclass AND (
         NOT (p.pair @> ARRAY[CASE p.confrelid WHEN 'practice'::regclass THEN 'practice_id=id' ELSE 'practice_id=practice_id' END])
         OR p.confrelid <> 'client'::regclass AND NOT (p.pair @> ARRAY['client_id=client_id'])
           AND (SELECT count(*) FROM pg_attribute a WHERE a.attrelid IN (p.conrelid, p.confrelid) AND a.attname = 'client_id' AND a.attnotnull) = 2
         OR p.confdeltype <> 'r')`,
    ),

  'a row stays with its practice and client': (db) =>
    lines(
      db,
      `SELECT format('%s.%s', t.relname, c.name) FROM ${OURS.replace(
        ' WHERE',
        ` CROSS JOIN (VALUES ('practice_id', 'keep_tenant'), ('client_id', 'keep_client')) c (name, keeper) WHERE`,
      )} AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = c.name)
         AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = c.keeper AND g.tgenabled = 'O'
           AND g.tgfoid = 'app.keep_tenant'::regproc)`,
    ),

  'what was closed, published or logged is never taken away': async (db) => {
    const kept = (name: string) =>
      lines(
        db,
        `SELECT t.relname::text FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
         WHERE g.tgname = $1 AND g.tgenabled = 'O' AND g.tgfoid = 'app.keep_row'::regproc`,
        [name],
      );
    const deletable = await lines(
      db,
      `SELECT format('%s %s', r.rolname, t.relname) FROM ${OURS.replace(' WHERE', ' CROSS JOIN pg_roles r WHERE')}
         AND r.rolname = ANY ($1) AND has_table_privilege(r.oid, t.oid, 'DELETE')`,
      [APP_ROLES],
    );
    return [
      ...difference(await kept('keep_values'), KEPT),
      ...difference(await kept('keep_row'), NEVER_DELETED),
      ...difference(await kept('keep_table'), [...KEPT, 'audit_event']),
      ...difference(deletable, ['app_rw assignment']),
    ];
  },

  'every table leaves a trail, but for a few with a reason': async (db) =>
    difference(
      await lines(
        db,
        `SELECT t.relname::text FROM ${OURS} AND (${HAS('practice_id')} OR t.relname = 'practice') AND NOT EXISTS (
           SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'audit' AND g.tgenabled = 'O'
             AND g.tgfoid = 'app.audit'::regproc AND g.tgtype & 28 = 28 AND g.tgtype & 1 = 1)`,
      ),
      Object.keys(NOT_AUDITED),
    ),

  'no role of the app is stronger than it need be': (db) =>
    lines(
      db,
      `SELECT format('%s is too strong', rolname) FROM pg_roles WHERE rolname LIKE 'app\\_%'
         AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls <> (rolname = 'app_backup') OR rolname = 'app_owner' AND rolcanlogin)
       UNION ALL
       SELECT format('%s belongs to %s', pg_get_userbyid(m.member), pg_get_userbyid(m.roleid)) FROM pg_auth_members m
         WHERE pg_get_userbyid(m.member) LIKE 'app\\_%' AND (m.member, m.roleid) <> ('app_migrate'::regrole, 'app_owner'::regrole)
       UNION ALL
       SELECT format('%s owns %s', pg_get_userbyid(c.relowner), c.oid::regclass) FROM pg_class c
         WHERE pg_get_userbyid(c.relowner) LIKE 'app\\_%' AND c.relowner <> 'app_owner'::regrole
           AND c.relnamespace::regnamespace::text <> 'graphile_worker' AND c.relnamespace <> 'pg_toast'::regnamespace
       UNION ALL
       SELECT format('%s may create in %s', r.rolname, n.nspname) FROM pg_roles r CROSS JOIN pg_namespace n
         WHERE r.rolname = ANY ($1) AND n.nspname !~ '^pg_' AND has_schema_privilege(r.oid, n.oid, 'CREATE')
           AND (r.rolname, n.nspname) <> ('app_jobs', 'graphile_worker')
       UNION ALL
       SELECT format('%s may make things in the database', r.rolname) FROM pg_roles r
         WHERE r.rolname = ANY ($1) AND has_database_privilege(r.oid, current_database(), 'CREATE, TEMPORARY')
       UNION ALL
       SELECT format('%s may reach the queue directly', r.rolname) FROM pg_roles r
         WHERE r.rolname = ANY ($1) AND r.rolname <> 'app_jobs' AND has_schema_privilege(r.oid, 'graphile_worker', 'USAGE')`,
      [APP_ROLES],
    ),

  'nobody truncates, refers, triggers or maintains': (db) =>
    lines(
      db,
      `SELECT format('%s may %s %s', r.rolname, c.name, t.relname)
       FROM ${OURS.replace(
         ' WHERE',
         ` CROSS JOIN pg_roles r CROSS JOIN (VALUES ('TRUNCATE'), ('REFERENCES'), ('TRIGGER'), ('MAINTAIN')) c (name) WHERE`,
       )} AND r.rolname = ANY ($1)
         AND (has_table_privilege(r.oid, t.oid, c.name) OR c.name = 'REFERENCES' AND has_any_column_privilege(r.oid, t.oid, c.name))`,
      [[...APP_ROLES, 'app_backup']],
    ),

  'nothing is granted to everybody, or to be granted on': (db) =>
    lines(
      db,
      `SELECT format('%s of %s to %s', g.privilege_type, t.relname, coalesce(g.grantee::regrole::text, 'everybody'))
       FROM ${OURS.replace(' WHERE', ' CROSS JOIN LATERAL aclexplode(t.relacl) g WHERE')}
         AND (g.grantee = 0 OR g.is_grantable AND g.grantee <> t.relowner)
       UNION ALL
       SELECT format('%s to everybody', p.oid::regprocedure) FROM pg_proc p
         WHERE p.pronamespace = 'app'::regnamespace AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) g WHERE g.grantee = 0))
       UNION ALL
       SELECT format('schema %s to everybody', n.nspname) FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) g
         WHERE n.nspname IN ('public', 'app', 'graphile_worker') AND g.grantee = 0`,
    ),

  'the functions that run as somebody else are those of the list': async (db) =>
    difference(
      await lines(
        db,
        `SELECT format('%s %s', p.oid::regprocedure, coalesce((SELECT string_agg(g.grantee::regrole::text, ' ' ORDER BY g.grantee::regrole::text COLLATE "C")
            FROM aclexplode(p.proacl) g WHERE g.grantee <> p.proowner), ''))
         FROM pg_proc p WHERE p.prosecdef AND p.pronamespace::regnamespace::text !~ '^pg_'`,
      ),
      DEFINERS,
    ),

  'a function that runs as somebody else looks along a fixed path': (db) =>
    lines(
      db,
      `SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.prosecdef AND p.pronamespace::regnamespace::text !~ '^pg_'
         AND NOT coalesce(p.proconfig, '{}') && ARRAY['search_path=public, pg_temp', 'search_path=pg_catalog, pg_temp']`,
    ),

  'no view shows what row security hides': (db) =>
    lines(
      db,
      `SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('v', 'm', 'f') AND c.relnamespace::regnamespace::text IN ('public', 'app')
         AND NOT (c.relkind = 'v' AND coalesce(c.reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on'])`,
    ),

  'the portal reads the columns of the list, and writes nothing': async (db) =>
    difference(
      await lines(
        db,
        `SELECT format('%s.%s', t.relname, a.attname) FROM ${OURS.replace(
          ' WHERE',
          ' JOIN pg_attribute a ON a.attrelid = t.oid WHERE',
        )} AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege('app_portal', t.oid, a.attnum, 'SELECT')
         UNION ALL
         SELECT format('write %s', t.relname) FROM ${OURS} AND (has_any_column_privilege('app_portal', t.oid, 'INSERT, UPDATE')
           OR has_table_privilege('app_portal', t.oid, 'DELETE'))`,
      ),
      Object.entries(PORTAL_COLUMNS).flatMap(([table, columns]) =>
        columns.split(' ').map((name) => `${table}.${name}`),
      ),
    ),

  'sign-in and jobs reach what is on the list': async (db) =>
    difference(
      await lines(
        db,
        `SELECT format('%s %s %s', r.rolname, t.relname, c.name) FROM ${OURS.replace(
          ' WHERE',
          ` CROSS JOIN pg_roles r CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) c (name) WHERE`,
        )} AND r.rolname IN ('app_auth', 'app_jobs') AND has_table_privilege(r.oid, t.oid, c.name)
         UNION ALL
         SELECT format('%s %s %s %s', r.rolname, t.relname, c.name, string_agg(a.attname, ' ' ORDER BY a.attname))
         FROM ${OURS.replace(
           ' WHERE',
           ` JOIN pg_attribute a ON a.attrelid = t.oid CROSS JOIN pg_roles r CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) c (name) WHERE`,
         )} AND a.attnum > 0 AND r.rolname IN ('app_auth', 'app_jobs') AND NOT has_table_privilege(r.oid, t.oid, c.name)
           AND has_column_privilege(r.oid, t.oid, a.attnum, c.name)
         GROUP BY r.rolname, t.relname, c.name`,
      ),
      NARROW_GRANTS,
    ),

  'staff never change a key, an author, a stamp or a seal': (db) =>
    lines(
      db,
      `SELECT format('%s.%s', t.relname, a.attname) FROM ${OURS.replace(
        ' WHERE',
        ' JOIN pg_attribute a ON a.attrelid = t.oid WHERE',
      )} AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege('app_rw', t.oid, a.attnum, 'UPDATE')
         AND (a.attname IN ('practice_id', 'client_id', 'engagement_id', 'id', 'user_id', 'member_id', 'created_at', 'hash', 'prev_hash', 'accepted_at', 'token_hash')
           OR t.relname IN ('audit_event', 'practice', 'user_account', 'mail', 'closure', 'statement'))`,
    ),

  'the trail takes no row from the app itself': (db) =>
    lines(
      db,
      `SELECT format('%s may %s', r.rolname, c.name) FROM pg_roles r CROSS JOIN (VALUES ('INSERT'), ('UPDATE'), ('DELETE')) c (name)
       WHERE r.rolname = ANY ($1) AND has_table_privilege(r.oid, 'audit_event', c.name)`,
      [APP_ROLES],
    ),
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

/** Everything that is wrong, under the name of the check that found it. */
export async function faults(db: pg.Client | pg.PoolClient): Promise<Partial<Record<CheckName, string[]>>> {
  const found: Partial<Record<CheckName, string[]>> = {};
  for (const [name, check] of Object.entries(checks) as [CheckName, Check][]) {
    const problems = await check(db);
    if (problems.length > 0) found[name] = problems;
  }
  return found;
}

/** The tables of practices, for tests that go through all of them. */
export function tablesOfPractices(db: pg.Client | pg.PoolClient | pg.Pool): Promise<string[]> {
  return db
    .query<{ name: string }>(
      `SELECT t.relname::text AS name FROM ${OURS} AND (${HAS('practice_id')} OR t.relname = 'practice') ORDER BY 1`,
    )
    .then(({ rows }) => rows.map(({ name }) => name));
}
