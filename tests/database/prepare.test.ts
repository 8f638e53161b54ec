import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { administrativeRoles, roles } from '../../api/src/platform/database/roles.js';
import { prepareDatabase } from '../../api/src/platform/database/prepare.js';
import { ownDatabase, workerDatabase } from '../support/database';

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

describe('a prepared database', () => {
  test('lets every role of the app in under its own name', async () => {
    const database = await workerDatabase();
    for (const role of roles) {
      expect(await ask(database.roleUrl(role), 'SELECT session_user AS who')).toEqual([{ who: role }]);
    }
  });

  test('gives no role more than it needs', async () => {
    const { adminUrl } = await workerDatabase();
    const found = await ask(
      adminUrl,
      `SELECT rolname AS role, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication AS strong, rolbypassrls AS passes, rolcanlogin AS comes
       FROM pg_roles WHERE rolname LIKE 'app\\_%' ORDER BY 1`,
    );
    const all = [...roles, ...administrativeRoles, 'app_owner'].sort();
    expect(found).toEqual(
      all.map((role) => ({ role, strong: false, passes: role === 'app_backup', comes: role !== 'app_owner' })),
    );
  });

  test('sets no password for the administrator’s roles', async () => {
    const { adminUrl } = await workerDatabase();
    const found = await ask(
      adminUrl,
      'SELECT rolname FROM pg_authid WHERE rolname = ANY($1) AND rolpassword IS NOT NULL',
      [[...administrativeRoles]],
    );
    expect(found).toEqual([]);
  });

  test('stops a request that runs for more than five seconds', async () => {
    const database = await workerDatabase();
    for (const role of ['app_rw', 'app_portal', 'app_auth'] as const) {
      const shown = await ask(
        database.roleUrl(role),
        `SELECT current_setting('statement_timeout') AS run, current_setting('lock_timeout') AS wait,
                current_setting('idle_in_transaction_session_timeout') AS idle`,
      );
      expect(shown).toEqual([{ run: '5s', wait: '2s', idle: '10s' }]);
    }
  });

  test('lets no role of the app make a table, a temporary one or a schema', async () => {
    const database = await ownDatabase('fence');
    try {
      await prepareDatabase({ url: database.adminUrl, secret: database.secret });
      for (const role of roles) {
        for (const sql of ['CREATE TABLE public.mine ()', 'CREATE TEMP TABLE mine ()', 'CREATE SCHEMA mine']) {
          await expect(ask(database.roleUrl(role), sql)).rejects.toMatchObject({ code: '42501' });
        }
      }
    } finally {
      await database.drop();
    }
  });

  test('keeps the job queue under the role that works on it', async () => {
    const { adminUrl } = await workerDatabase();
    const owners = await ask(
      adminUrl,
      `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       WHERE nspname = 'graphile_worker'`,
    );
    expect(owners).toEqual([{ owner: 'app_jobs' }]);
  });

  test('is prepared again without a change, and by several at once', async () => {
    const database = await ownDatabase('again');
    try {
      const place = { url: database.adminUrl, secret: database.secret };
      expect(await Promise.all([1, 2, 3].map(() => prepareDatabase(place)))).toEqual([0, 0, 0]);
    } finally {
      await database.drop();
    }
  });
});
