import type { Client } from 'pg';
import { administrativeRoles, type AdministrativeRole, type Role, rolePassword, roles } from './roles.js';

/**
 * How long a role's statement may run, wait for a lock, and leave a transaction open. Whoever answers a person answers
 * soon or not at all; migrations and backups may take their time, but nobody may wait behind them for long.
 */
const limits: Record<Role | AdministrativeRole, Record<string, string>> = {
  app_rw: { statement_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '10s' },
  app_portal: { statement_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '10s' },
  app_auth: { statement_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '10s' },
  app_jobs: { lock_timeout: '2s', idle_in_transaction_session_timeout: '60s' },
  app_migrate: { lock_timeout: '2s' },
  app_backup: { lock_timeout: '2s', default_transaction_read_only: 'on' },
};

/**
 * Makes the roles that are missing, and gives the app's login roles their passwords and limits. Roles belong to the
 * whole server, so this may run any number of times, for any number of databases.
 */
export async function makeRoles(admin: Client, secret: string): Promise<void> {
  await ensureRole(admin, 'app_owner');
  await admin.query('ALTER ROLE app_owner NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE');
  for (const role of roles) {
    await ensureRole(admin, role);
    const password = admin.escapeLiteral(rolePassword(secret, role));
    await admin.query(`ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${password}`);
  }
  for (const role of administrativeRoles) {
    await ensureRole(admin, role);
    const rows = role === 'app_backup' ? 'BYPASSRLS' : 'NOBYPASSRLS';
    await admin.query(`ALTER ROLE ${role} LOGIN NOSUPERUSER ${rows} NOCREATEDB NOCREATEROLE`);
  }
  await admin.query('GRANT app_owner TO app_migrate');
  for (const [role, limit] of Object.entries(limits)) {
    for (const [name, value] of Object.entries(limit)) {
      await admin.query(`ALTER ROLE ${role} SET ${name} = ${admin.escapeLiteral(value)}`);
    }
  }
}

async function ensureRole(admin: Client, role: string): Promise<void> {
  const found = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) await admin.query(`CREATE ROLE ${role} NOLOGIN`);
}

/** Nobody but our roles comes into the database, and none of them makes anything in it, not even temporary tables. */
export async function fenceDatabase(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
  const database = admin.escapeIdentifier(rows[0]?.name ?? '');
  await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${[...roles, ...administrativeRoles].join(', ')}`);
}
