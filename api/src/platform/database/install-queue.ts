import { runMigrations } from 'graphile-worker';
import type { Client } from 'pg';
import { type Role, roleUrl } from './roles.js';

const OWNER: Role = 'app_jobs';

/** Installs or updates the job queue's schema, owned by the one role that works on it; it may make schemas only while this runs. */
export async function installQueue(admin: Client, url: string, secret: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
  const database = admin.escapeIdentifier(rows[0]?.name ?? '');
  await admin.query(`GRANT CREATE ON DATABASE ${database} TO ${OWNER}`);
  try {
    await runMigrations({ connectionString: roleUrl(url, secret, OWNER) });
  } finally {
    await admin.query(`REVOKE CREATE ON DATABASE ${database} FROM ${OWNER}`);
  }
}
