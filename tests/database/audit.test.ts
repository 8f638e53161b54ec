import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app';
import { workerDatabase } from '../support/database';
import { Make, type MadePractice } from '../support/make/make';

const EVENTS = 60;
const TAMPERINGS = 100;

let app: TestApp;
let jobs: pg.Client;
let practice: MadePractice;
let other: MadePractice;

beforeAll(async () => {
  app = await startApp(await workerDatabase());
  jobs = new pg.Client({ connectionString: app.database.roleUrl('app_jobs') });
  await jobs.connect();
  const make = new Make(app);
  practice = await make.practice();
  other = await make.practice();
  for (const { practiceId, owner } of [practice, other]) {
    await app.admin.query("UPDATE member SET zone = 'UTC' WHERE practice_id = $1", [practiceId]);
    await app.admin.query(
      `INSERT INTO audit_event (practice_id, at, user_id, action, object, object_id, fields, request_id)
       SELECT $1, clock_timestamp() - interval '1 hour', $2, 'update', 'time_entry', gen_random_uuid()::text, ARRAY['minutes'], $3
       FROM generate_series(1, $4)`,
      [practiceId, owner.userId, randomUUID(), EVENTS],
    );
  }
});
afterAll(async () => {
  await jobs.end();
  await app.close();
});

interface Head {
  readonly sealed: number;
  readonly head: Buffer;
}

const seal = async ({ practiceId }: MadePractice): Promise<Head> =>
  (await jobs.query<Head>('SELECT * FROM app.seal_audit($1)', [practiceId])).rows[0] ?? {
    sealed: 0,
    head: Buffer.of(),
  };
const check = async (db: pg.Client | pg.PoolClient, { practiceId }: MadePractice): Promise<string | null> =>
  (await db.query<{ found: string | null }>('SELECT app.check_audit($1) AS found', [practiceId])).rows[0]?.found ??
  null;

/** What somebody with every right might do to the trail: each statement changes the sealed row at $2, or another beside it. */
const tamperings: Readonly<Record<string, string>> = {
  'another time': `UPDATE audit_event SET at = at - interval '1 day' WHERE practice_id = $1 AND seq = $2`,
  'another author': `UPDATE audit_event SET user_id = gen_random_uuid() WHERE practice_id = $1 AND seq = $2`,
  'no author': `UPDATE audit_event SET user_id = NULL WHERE practice_id = $1 AND seq = $2`,
  'another session': `UPDATE audit_event SET session_id = gen_random_uuid() WHERE practice_id = $1 AND seq = $2`,
  'another client': `UPDATE audit_event SET client_id = gen_random_uuid() WHERE practice_id = $1 AND seq = $2`,
  'another act': `UPDATE audit_event SET action = 'insert' WHERE practice_id = $1 AND seq = $2`,
  'another object': `UPDATE audit_event SET object = 'contact' WHERE practice_id = $1 AND seq = $2`,
  'another record': `UPDATE audit_event SET object_id = 'other' WHERE practice_id = $1 AND seq = $2`,
  'other fields': `UPDATE audit_event SET fields = ARRAY['text'] WHERE practice_id = $1 AND seq = $2`,
  'another request': `UPDATE audit_event SET request_id = 'other' WHERE practice_id = $1 AND seq = $2`,
  'another hash': `UPDATE audit_event SET hash = sha256('x') WHERE practice_id = $1 AND seq = $2`,
  'another hash before': `UPDATE audit_event SET prev_hash = sha256('x') WHERE practice_id = $1 AND seq = $2`,
  'a seal taken off': `UPDATE audit_event SET hash = NULL, prev_hash = NULL WHERE practice_id = $1 AND seq = $2`,
  'a row taken out': `DELETE FROM audit_event WHERE practice_id = $1 AND seq = $2`,
  'everything from a row on taken out': `DELETE FROM audit_event WHERE practice_id = $1 AND seq >= $2`,
  'two rows that changed places': `UPDATE audit_event a SET at = b.at, object_id = b.object_id, hash = b.hash, prev_hash = b.prev_hash
     FROM audit_event b, (SELECT min(seq) AS seq FROM audit_event WHERE practice_id = $1 AND seq <> $2) first
     WHERE a.practice_id = $1 AND b.practice_id = $1 AND (a.seq, b.seq) IN (($2, first.seq), (first.seq, $2))`,
  'a row put in': `INSERT INTO audit_event SELECT practice_id, -1, at, user_id, session_id, client_id, action, object, 'forged', fields, request_id, prev_hash, hash
     FROM audit_event WHERE practice_id = $1 AND seq = $2`,
  'a row edited and the chain made anew': `WITH RECURSIVE edited AS (
       SELECT (e).*, row_number() OVER (ORDER BY (e).seq) AS n FROM (
         SELECT CASE WHEN a.seq = $2 THEN jsonb_populate_record(a, '{"object_id": "forged"}') ELSE a END AS e
         FROM audit_event a WHERE a.practice_id = $1 AND a.hash IS NOT NULL) x
     ), chain AS (
       SELECT n, seq, NULL::bytea AS prev, app.audit_hash((practice_id, seq, at, user_id, session_id, client_id, action, object, object_id, fields, request_id, NULL, NULL)::audit_event, NULL) AS made
         FROM edited WHERE n = 1
       UNION ALL
       SELECT d.n, d.seq, c.made, app.audit_hash((d.practice_id, d.seq, d.at, d.user_id, d.session_id, d.client_id, d.action, d.object, d.object_id, d.fields, d.request_id, NULL, NULL)::audit_event, c.made)
         FROM chain c JOIN edited d ON d.n = c.n + 1
     )
     UPDATE audit_event a SET prev_hash = c.prev, hash = c.made, object_id = CASE WHEN a.seq = $2 THEN 'forged' ELSE a.object_id END
     FROM chain c WHERE a.practice_id = $1 AND a.seq = c.seq`,
};

describe('the audit trail', () => {
  let kept: Head;

  test('is sealed into a chain once its rows have settled, each practice by itself', async () => {
    kept = await seal(practice);
    expect(kept.sealed).toBe(EVENTS);
    expect(kept.head).toHaveLength(32);
    expect((await seal(practice)).sealed).toBe(0);
    expect((await seal(practice)).head).toEqual(kept.head);
    expect((await seal(other)).head).not.toEqual(kept.head);
    expect(await check(jobs, practice)).toBeNull();
    const { rows } = await app.admin.query<{ open: number }>(
      'SELECT count(*)::int AS open FROM audit_event WHERE practice_id = $1 AND hash IS NULL',
      [practice.practiceId],
    );
    // What was written seconds ago may still have neighbours with lower numbers that are not committed.
    expect(rows[0]?.open).toBeGreaterThan(0);
  });

  test('gives every tampering away, done with every right and no trigger in the way', async () => {
    const { rows } = await app.admin.query<{ seq: string }>(
      'SELECT seq FROM audit_event WHERE practice_id = $1 AND hash IS NOT NULL ORDER BY seq',
      [practice.practiceId],
    );
    const sealed = rows.map(({ seq }) => seq);
    const names = Object.keys(tamperings);
    const missed: string[] = [];
    let [byChain, byHead] = [0, 0];
    const db = await app.admin.connect();
    for (let at = 0; at < TAMPERINGS; at += 1) {
      const name = names[at % names.length] ?? '';
      const seq = sealed[(at * 37) % sealed.length];
      await db.query('BEGIN');
      await db.query('SET LOCAL session_replication_role = replica');
      const done = await db.query(tamperings[name] ?? '', [practice.practiceId, seq]);
      expect({ name, changed: done.rowCount }).not.toEqual({ name, changed: 0 });
      const found = await check(db, practice);
      const head = await db.query<{ hash: Buffer }>(
        'SELECT hash FROM audit_event WHERE practice_id = $1 AND hash IS NOT NULL ORDER BY seq DESC LIMIT 1',
        [practice.practiceId],
      );
      await db.query('ROLLBACK');
      if (found !== null) byChain += 1;
      else if (!head.rows[0]?.hash.equals(kept.head)) byHead += 1;
      else missed.push(`${name} at ${seq}`);
    }
    db.release();
    console.info(
      `audit: ${byChain} of ${TAMPERINGS} tamperings found by the chain, ${byHead} by the head kept elsewhere`,
    );
    expect(missed).toEqual([]);
    expect(byChain + byHead).toBe(TAMPERINGS);
    expect(byHead).toBeGreaterThan(0);
    expect(await check(jobs, practice)).toBeNull();
  });

  test('takes no change from the role that seals it, nor from staff', async () => {
    await expect(jobs.query("UPDATE audit_event SET action = 'x'")).rejects.toMatchObject({ code: '42501' });
    await expect(jobs.query('DELETE FROM audit_event')).rejects.toMatchObject({ code: '42501' });
    await expect(app.admin.query("UPDATE audit_event SET action = 'x'")).rejects.toMatchObject({ code: '42501' });
    await expect(
      app.admin.query('UPDATE audit_event SET hash = NULL WHERE practice_id = $1', [practice.practiceId]),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('has a row for a change that was made, and none for one that was taken back', async () => {
    const count = async () =>
      Number(
        (
          await app.admin.query<{ n: string }>(
            "SELECT count(*) AS n FROM audit_event WHERE practice_id = $1 AND object = 'practice'",
            [practice.practiceId],
          )
        ).rows[0]?.n,
      );
    const before = await count();
    const db = await app.admin.connect();
    await db.query('BEGIN');
    await db.query("UPDATE practice SET name = 'Other' WHERE id = $1", [practice.practiceId]);
    await db.query('ROLLBACK');
    expect(await count()).toBe(before);
    await db.query("UPDATE practice SET name = 'Other' WHERE id = $1", [practice.practiceId]);
    db.release();
    expect(await count()).toBe(before + 1);
  });
});
