import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { workerDatabase } from '../support/database';
import { checks, faults, type CheckName } from './catalogue';

let db: pg.Client;

beforeAll(async () => {
  db = new pg.Client({ connectionString: (await workerDatabase()).adminUrl });
  await db.connect();
});
afterAll(() => db.end());

describe('the migrated database', () => {
  test.each(Object.entries(checks))('%s', async (_, check) => {
    expect(await check(db)).toEqual([]);
  });
});

/** What somebody might do to the walls, and which check must notice. Each is undone at once. */
const mutations: readonly (readonly [what: string, sql: string, noticedBy: CheckName])[] = [
  [
    'a bare table',
    'CREATE TABLE secret (id uuid PRIMARY KEY)',
    'every table belongs to a practice, but for a few with a reason',
  ],
  [
    'a table of a practice without a wall',
    'CREATE TABLE secret (practice_id uuid NOT NULL, id uuid, PRIMARY KEY (practice_id, id))',
    'every table of a practice has its wall, enabled and forced',
  ],
  ['the wall dropped', 'DROP POLICY wall ON time_entry', 'every table of a practice has its wall, enabled and forced'],
  [
    'row security off',
    'ALTER TABLE contact DISABLE ROW LEVEL SECURITY',
    'every table of a practice has its wall, enabled and forced',
  ],
  [
    'row security no longer forced',
    'ALTER TABLE terms NO FORCE ROW LEVEL SECURITY',
    'every table of a practice has its wall, enabled and forced',
  ],
  [
    'a wall that lets everybody in',
    'ALTER POLICY wall ON person USING (true) WITH CHECK (true)',
    'every table of a practice has its wall, enabled and forced',
  ],
  [
    'a wall that checks no writing',
    'ALTER POLICY wall ON engagement USING (practice_id = (SELECT app.practice())) WITH CHECK (true)',
    'every table of a practice has its wall, enabled and forced',
  ],
  [
    'a wall that does not stand before the portal',
    'ALTER POLICY wall ON statement TO app_rw, app_jobs',
    'every table of a practice has its wall, enabled and forced',
  ],
  [
    'a policy dropped under a grant',
    'DROP POLICY staff ON milestone',
    'every granted command meets a policy of its role',
  ],
  ['a grant without a policy', 'GRANT DELETE ON mail TO app_rw', 'every granted command meets a policy of its role'],
  [
    'a policy for everybody',
    'CREATE POLICY open ON candidacy FOR SELECT USING (true)',
    'no policy is for everybody, and every policy checks what it lets in',
  ],
  [
    'one more door',
    'CREATE POLICY door ON person FOR SELECT TO app_owner USING (true)',
    'the owner sees through the doors of the list',
  ],
  [
    'a door for writing',
    'DROP POLICY door ON client; CREATE POLICY door ON client TO app_owner USING (true) WITH CHECK (true)',
    'the owner sees through the doors of the list',
  ],
  ['a unique id over all practices', 'CREATE UNIQUE INDEX ON time_entry (id)', 'every key begins with the practice'],
  ['an index that begins elsewhere', 'CREATE INDEX ON candidacy (person_id)', 'every key begins with the practice'],
  [
    'a plain reference',
    'ALTER TABLE client ADD UNIQUE (practice_id, id, name); CREATE UNIQUE INDEX one ON member (id); ALTER TABLE contact ADD COLUMN keeper uuid REFERENCES member (id)',
    'every reference names the practice, and the client where both sides have one',
  ],
  [
    'a reference that forgets the client',
    'ALTER TABLE contact ADD COLUMN engagement_id uuid, ADD FOREIGN KEY (practice_id, engagement_id) REFERENCES engagement (practice_id, id) ON DELETE RESTRICT',
    'every reference names the practice, and the client where both sides have one',
  ],
  [
    'a client that may be missing',
    'ALTER TABLE contact ALTER COLUMN client_id DROP NOT NULL',
    'practice and client are ids that are always there',
  ],
  ['rows without a key', 'ALTER TABLE ledger_line DROP CONSTRAINT ledger_line_pkey', 'every table has a primary key'],
  [
    'a client whose rows are found by reading all',
    'DROP INDEX contact_practice_id_client_id_idx',
    'a table of a client has an index that leads with practice and client',
  ],
  ['rows that may change hands', 'DROP TRIGGER keep_tenant ON search', 'a row stays with its practice and client'],
  [
    'a keeper put to sleep',
    'ALTER TABLE statement DISABLE TRIGGER keep_values',
    'what was closed, published or logged is never taken away',
  ],
  [
    'hours that can be deleted',
    'GRANT DELETE ON time_entry TO app_rw',
    'what was closed, published or logged is never taken away',
  ],
  [
    'a table without a trail',
    'DROP TRIGGER audit ON candidacy',
    'every table leaves a trail, but for a few with a reason',
  ],
  ['a role that passes by', 'ALTER ROLE app_rw BYPASSRLS', 'no role of the app is stronger than it need be'],
  [
    'a role that belongs to the owner',
    'GRANT app_owner TO app_portal',
    'no role of the app is stronger than it need be',
  ],
  [
    'a role that owns a table',
    'ALTER TABLE contact OWNER TO app_jobs',
    'no role of the app is stronger than it need be',
  ],
  [
    'a role that makes tables',
    'GRANT CREATE ON SCHEMA public TO app_rw',
    'no role of the app is stronger than it need be',
  ],
  ['the right to truncate', 'GRANT TRUNCATE ON visit TO app_rw', 'nobody truncates, refers, triggers or maintains'],
  [
    'the right to refer',
    'GRANT REFERENCES (id) ON client TO app_portal',
    'nobody truncates, refers, triggers or maintains',
  ],
  [
    'a grant to everybody',
    'GRANT SELECT ON practice TO PUBLIC',
    'nothing is granted to everybody, or to be granted on',
  ],
  [
    'a function for everybody',
    'GRANT EXECUTE ON FUNCTION app.me(bytea, timestamptz) TO PUBLIC',
    'nothing is granted to everybody, or to be granted on',
  ],
  [
    'one more function that runs as the owner',
    `CREATE FUNCTION app.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT count(*) FROM time_entry'`,
    'the functions that run as somebody else are those of the list',
  ],
  [
    'a function given to one more role',
    'GRANT EXECUTE ON FUNCTION app.portal_used(uuid) TO app_auth',
    'the functions that run as somebody else are those of the list',
  ],
  [
    'a function that looks along any path',
    'ALTER FUNCTION app.enter(bytea, uuid, text[], timestamptz, text, boolean) RESET search_path',
    'a function that runs as somebody else looks along a fixed path',
  ],
  ['a view of its owner', 'CREATE VIEW hours AS SELECT * FROM time_entry', 'no view shows what row security hides'],
  [
    'a fee for the portal',
    'GRANT SELECT (fee_minor) ON terms TO app_portal',
    'the portal reads the columns of the list, and writes nothing',
  ],
  [
    'a private note for the portal',
    'GRANT SELECT (private_note) ON time_entry TO app_portal',
    'the portal reads the columns of the list, and writes nothing',
  ],
  [
    'a candidate for the portal',
    'GRANT SELECT ON person TO app_portal',
    'the portal reads the columns of the list, and writes nothing',
  ],
  ['hours for sign-in', 'GRANT SELECT ON time_entry TO app_auth', 'sign-in and jobs reach what is on the list'],
  [
    'a practice that can be changed',
    'GRANT UPDATE (practice_id) ON contact TO app_rw',
    'staff never change a key, an author, a stamp or a seal',
  ],
  [
    'a trail that can be written',
    'GRANT INSERT ON audit_event TO app_rw',
    'the trail takes no row from the app itself',
  ],
];

describe('the catalogue notices', () => {
  test.each(mutations)('%s', async (_, sql, noticedBy) => {
    await db.query('BEGIN');
    try {
      await db.query(sql);
      expect(Object.keys(await faults(db))).toContain(noticedBy);
    } finally {
      await db.query('ROLLBACK');
    }
  });

  test('nothing when nothing is wrong, and every check has a mutation that it notices', async () => {
    expect(await faults(db)).toEqual({});
    const noticed = new Set(mutations.map(([, , name]) => name));
    const idle = (Object.keys(checks) as CheckName[]).filter((name) => !noticed.has(name));
    expect(idle).toEqual([]);
  });
});
