import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app';
import { workerDatabase } from '../support/database';
import { canary, makeWorld, type World } from '../support/make/a-world';
import { tablesOfPractices } from './catalogue';

const A_WHILE = 120_000;
let app: TestApp;
let world: World;
let tables: string[];

beforeAll(async () => {
  app = await startApp(await workerDatabase());
  app.clock.set('2026-11-23T12:00:00Z');
  world = await makeWorld(app);
  tables = await tablesOfPractices(app.admin);
}, A_WHILE);
afterAll(() => app.close());

/** Does something as a role of the app, on a connection of its own, and takes it back. */
async function as<T>(role: 'app_rw' | 'app_portal' | 'app_jobs', work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: app.database.roleUrl(role) });
  await db.connect();
  try {
    await db.query('BEGIN');
    return await work(db);
  } finally {
    await db.query('ROLLBACK');
    await db.end();
  }
}

/** Tries a statement and answers how it was refused; undone either way. */
async function refusal(db: pg.Client | pg.PoolClient, sql: string, values: unknown[] = []): Promise<string> {
  await db.query('SAVEPOINT here');
  try {
    await db.query(sql, values);
    return 'done';
  } catch (error) {
    const { code, constraint, message } = error as { code?: string; constraint?: string; message: string };
    return `${code} ${constraint ?? message}`;
  } finally {
    await db.query('ROLLBACK TO SAVEPOINT here');
  }
}

const NOTHING_ENTERED = '42501 nothing was entered';
const NO_GRANT = /^42501 permission denied for table/;

describe('without having entered a practice', () => {
  test.each(['app_rw', 'app_portal', 'app_jobs'] as const)(
    '%s gets an error from every table, and no empty list',
    async (role) => {
      const answers = await as(role, async (db) => {
        const found: Record<string, string> = {};
        for (const table of tables) {
          for (const command of ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const) {
            const column = await grantedColumn(role, table, command);
            const sql = {
              SELECT: `SELECT ${column ?? '*'} FROM ${table}`,
              INSERT: `INSERT INTO ${table} (${table === 'practice' ? 'id' : 'practice_id'}) VALUES (uuidv7())`,
              UPDATE: `UPDATE ${table} SET ${column ?? 'practice_id'} = DEFAULT`,
              DELETE: `DELETE FROM ${table}`,
            }[command];
            const answer = await refusal(db, table === 'practice' && !column ? sql.replace('practice_id', 'id') : sql);
            const right = column ? answer === NOTHING_ENTERED : NO_GRANT.test(answer);
            if (!right) found[`${command} ${table}`] = answer;
          }
        }
        return found;
      });
      expect(answers).toEqual({});
    },
  );

  test('a transaction that follows one that had entered starts with nothing', async () => {
    const db = new pg.Client({ connectionString: app.database.roleUrl('app_rw') });
    await db.connect();
    await db.query('BEGIN');
    await enter(db, 'a');
    expect((await db.query('SELECT name FROM practice')).rowCount).toBe(1);
    await db.query('COMMIT');
    await expect(db.query('SELECT name FROM practice')).rejects.toMatchObject({ code: '42501' });
    await db.end();
  });
});

describe('inside one practice', () => {
  test(
    'the keys refuse a row of another practice or client, whoever asks',
    async () => {
      const refused: Record<string, string> = {};
      let tried = 0;
      const db = await app.admin.connect();
      await db.query('BEGIN');
      for (const key of await references(db)) {
        for (const from of [world.sides.b1, world.sides.a2]) {
          if (from.name === 'a2' && (key.target === 'client' || !key.columns.includes('client_id'))) continue;
          const answer = await pointElsewhere(db, key, from.practiceId, from.clientId);
          if (answer === null) continue;
          tried += 1;
          // Within one practice a unique key may speak before the reference does; it refuses all the same.
          const right = from.name === 'a2' ? /^23(503|505|P01) / : /^23503 /;
          if (!right.test(answer)) refused[`${key.name} to ${from.name}`] = answer;
        }
      }
      await db.query('ROLLBACK');
      db.release();
      expect(refused).toEqual({});
      expect(tried).toBeGreaterThan(50);
    },
    A_WHILE,
  );

  test('a row never changes hands, whoever asks', async () => {
    const { a1, b1 } = world.sides;
    const db = await app.admin.connect();
    await db.query('BEGIN');
    const moved: Record<string, string> = {};
    for (const table of tables.filter((name) => name !== 'practice')) {
      const answer = await refusal(db, `UPDATE ${table} SET practice_id = $1 WHERE practice_id = $2`, [
        b1.practiceId,
        a1.practiceId,
      ]);
      if (!answer.startsWith('42501')) moved[table] = answer;
    }
    await db.query('ROLLBACK');
    db.release();
    expect(moved).toEqual({});
    const asStaff = await as('app_rw', async (staff) => {
      await enter(staff, 'a');
      const answers: Record<string, string> = {};
      for (const table of tables.filter((name) => name !== 'practice')) {
        const answer = await refusal(staff, `UPDATE ${table} SET practice_id = $1`, [b1.practiceId]);
        if (!NO_GRANT.test(answer)) answers[table] = answer;
      }
      return answers;
    });
    expect(asStaff).toEqual({});
  });

  test('what was closed, published, moved or noted stays as it is, for staff and for the administrator', async () => {
    const kept = ['closure', 'ledger_line', 'phase_move', 'scorecard', 'statement', 'statement_file', 'audit_event'];
    const changes = (table: string) => [
      `UPDATE ${table} SET ${CHANGEABLE[table] ?? 'practice_id = practice_id'}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ];
    const admin = await app.admin.connect();
    await admin.query('BEGIN');
    const byAdmin: string[] = [];
    for (const sql of kept.flatMap(changes)) byAdmin.push(await refusal(admin, sql));
    for (const table of ['time_entry', 'visit', 'candidacy_exit'])
      byAdmin.push(await refusal(admin, `DELETE FROM ${table}`));
    await admin.query('ROLLBACK');
    admin.release();
    expect(byAdmin.filter((answer) => !/^42501 (rows of \w+ stay|the audit trail stays)/.test(answer))).toEqual([]);

    const byStaff = await as('app_rw', async (db) => {
      await enter(db, 'a');
      const answers: string[] = [];
      for (const sql of kept.flatMap(changes)) answers.push(await refusal(db, sql));
      return answers;
    });
    expect(byStaff.filter((answer) => !NO_GRANT.test(answer))).toEqual([]);
  });

  test('writing into another practice is refused by the wall', async () => {
    const { b1 } = world.sides;
    const answer = await as('app_rw', async (db) => {
      await enter(db, 'a');
      return refusal(db, 'INSERT INTO contact (practice_id, client_id, name) VALUES ($1, $2, $3)', [
        b1.practiceId,
        b1.clientId,
        canary('a0', 'w'),
      ]);
    });
    expect(answer).toMatch(/^42501 new row violates row-level security policy "wall"/);
  });

  test('the portal reads no private column and no candidate, whatever it asks', async () => {
    const { a1 } = world.sides;
    const answers = await as('app_portal', async (db) => {
      await db.query('SELECT app.enter_portal($1, $2, $3, $4, $5, $6)', [
        await sessionHash(world.sponsors.a1.userId),
        a1.practiceId,
        a1.clientId,
        ['sponsor'],
        app.clock.instant(),
        randomUUID(),
      ]);
      expect((await db.query('SELECT id FROM client')).rows).toEqual([{ id: a1.clientId }]);
      const heard: string[] = [];
      for (const sql of [
        'SELECT private_note FROM time_entry',
        'SELECT fee_minor FROM terms',
        'SELECT overage FROM terms',
        'SELECT evidence FROM phase_move',
        'SELECT words FROM statement',
        'SELECT * FROM person',
        'SELECT * FROM candidacy',
        'SELECT * FROM visit',
        'SELECT * FROM search',
        'SELECT * FROM contact',
        'SELECT * FROM member',
      ]) {
        heard.push(await refusal(db, sql));
      }
      return heard;
    });
    expect(answers.filter((answer) => !answer.startsWith('42501 permission denied'))).toEqual([]);
  });
});

/** A change that reaches the row's own keeper, where naming the practice would meet the tenant's first. */
const CHANGEABLE: Readonly<Record<string, string>> = {
  closure: "hash = 'other'",
  ledger_line: 'minutes = minutes + 1',
  phase_move: "reason = 'other'",
  scorecard: "mission = 'other'",
  statement: 'number = number + 1',
  statement_file: "sha256 = 'other'",
  audit_event: "action = 'other'",
};

async function grantedColumn(role: string, table: string, command: string): Promise<string | null> {
  const { rows } = await app.admin.query<{ name: string }>(
    command === 'DELETE'
      ? `SELECT '*' AS name WHERE has_table_privilege($1, $2, $3)`
      : `SELECT attname::text AS name FROM pg_attribute WHERE attrelid = $2::regclass AND attnum > 0 AND NOT attisdropped
           AND has_column_privilege($1, $2, attname, $3) ORDER BY attnum LIMIT 1`,
    [role, table, command],
  );
  return rows[0]?.name ?? null;
}

async function enter(db: pg.Client, practice: 'a' | 'b'): Promise<void> {
  const owner = world.owners[practice];
  await db.query('SELECT app.enter($1, $2, $3, $4, $5)', [
    await sessionHash(owner.userId),
    world.sides[practice === 'a' ? 'a1' : 'b1'].practiceId,
    ['owner'],
    app.clock.instant(),
    randomUUID(),
  ]);
}

async function sessionHash(userId: string): Promise<Buffer> {
  const { rows } = await app.admin.query<{ token_hash: Buffer }>('SELECT token_hash FROM session WHERE user_id = $1', [
    userId,
  ]);
  if (!rows[0]) throw new Error('nobody is signed in');
  return rows[0].token_hash;
}

interface Reference {
  readonly name: string;
  readonly table: string;
  readonly columns: string[];
  readonly target: string;
  readonly targetColumns: string[];
}

/** The foreign keys between tables of practices. */
async function references(db: pg.PoolClient): Promise<Reference[]> {
  const names = (columns: string, of: string) =>
    `ARRAY(SELECT a.attname::text FROM unnest(k.${columns}) WITH ORDINALITY c (n, o) JOIN pg_attribute a ON a.attrelid = k.${of} AND a.attnum = c.n ORDER BY c.o)`;
  const { rows } = await db.query<Reference>(
    `SELECT k.conname::text AS name, k.conrelid::regclass::text AS table, ${names('conkey', 'conrelid')} AS columns,
       k.confrelid::regclass::text AS target, ${names('confkey', 'confrelid')} AS "targetColumns"
     FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
       AND k.confrelid NOT IN ('practice'::regclass, 'user_account'::regclass) AND k.conrelid <> 'session'::regclass`,
  );
  return rows;
}

/**
 * Copies a row of client A1 and lets one key of the copy point to a row of somebody else, as the administrator, whom row
 * security does not bind. Answers how that was refused; null where there is no row to try with.
 */
async function pointElsewhere(
  db: pg.PoolClient,
  { table, columns, target, targetColumns }: Reference,
  practiceId: string,
  clientId: string,
): Promise<string | null> {
  const mine = await db.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${table} t WHERE practice_id = $1 AND ${columns.map((name) => `${name} IS NOT NULL`).join(' AND ')}
     ${columns.includes('client_id') ? 'ORDER BY (client_id = $2) DESC' : 'AND $2::uuid IS NOT NULL'} LIMIT 1`,
    [world.sides.a1.practiceId, world.sides.a1.clientId],
  );
  const owner = target === 'client' ? 'id' : targetColumns.includes('client_id') ? 'client_id' : null;
  const theirs = await db.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${target} t WHERE practice_id = $1 ${owner ? `AND ${owner} = $2` : 'AND $2::uuid IS NOT NULL'} LIMIT 1`,
    [practiceId, clientId],
  );
  const [row, foreign] = [mine.rows[0]?.row, theirs.rows[0]?.row];
  if (!row || !foreign) return null;
  const copy: Record<string, unknown> = { ...row, ...FREE[table] };
  if ('id' in copy) copy['id'] = randomUUID();
  // Everything but the practice points elsewhere; within one practice the client stays, so that the rest must give it away.
  columns.forEach((name, at) => {
    const stays =
      name === 'practice_id' || (name === 'client_id' && target !== 'client' && practiceId === row['practice_id']);
    if (!stays) copy[name] = foreign[targetColumns[at] ?? ''];
  });
  await db.query('SAVEPOINT keepers');
  await db.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const answer = await refusal(db, `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`, [
    copy,
  ]);
  await db.query('ROLLBACK TO SAVEPOINT keepers');
  return answer;
}

/** What must be unlike its original in a copy, so that no other key speaks first. */
const FREE: Readonly<Record<string, Record<string, unknown>>> = {
  closure: { revision: 99 },
  invitation: { token_hash: '\\x01' },
  ledger_line: { position: 99 },
  mail: { dedupe_key: 'a copy' },
  scorecard: { number: 99 },
  scorecard_approval: { decider: 'a copy' },
  search: { closed_at: '2026-11-01T00:00:00Z' },
  search_stage: { position: 99 },
  statement: { number: 99 },
  candidacy: { order_key: 'zz' },
  terms: { valid_from: '2030-01-01', valid_to: '2030-02-01' },
  time_entry: { started_at: null, ended_at: null, zone: null, fingerprint: null },
  visit: { left_at: '2026-11-30T00:00:00Z' },
};
