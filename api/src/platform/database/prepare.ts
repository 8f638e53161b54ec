import { Client } from 'pg';
import { installQueue } from './install-queue.js';
import { fenceDatabase, makeRoles } from './make-roles.js';
import { applyMigrations } from './migrate.js';

/** One preparation at a time on a database, however many processes start at once. */
const PREPARING = 7_423_002;
const PATIENCE = '60s';

const NO_SUCH_DATABASE = '3D000';
const ROLE_CHANGED_MEANWHILE = 'XX000';

/**
 * Brings a database to where this version of Baton expects it: roles, queue, migrations. May run any number of times;
 * what is done already is left alone.
 *
 * @param place.url the address of an administrator, who may make roles; never kept by the running app
 * @param place.secret what the roles' passwords are derived from
 * @returns the number of migrations applied
 */
export async function prepareDatabase(place: { url: string; secret: string }): Promise<number> {
  const admin = await connectMaking(place.url);
  try {
    await admin.query(`SET lock_timeout = '${PATIENCE}'`);
    await admin.query('SELECT pg_advisory_lock($1)', [PREPARING]);
    await repeatWhenRaced(() => makeRoles(admin, place.secret));
    await fenceDatabase(admin);
    await installQueue(admin, place.url, place.secret);
    return await applyMigrations(admin, place.url);
  } finally {
    await admin.end();
  }
}

async function connectMaking(url: string): Promise<Client> {
  try {
    return await connect(url);
  } catch (error) {
    if (!hasCode(error, NO_SUCH_DATABASE)) throw error;
    await createDatabase(url);
    return connect(url);
  }
}

async function createDatabase(url: string): Promise<void> {
  const beside = new URL(url);
  const name = decodeURIComponent(beside.pathname.slice(1));
  beside.pathname = '/postgres';
  const admin = await connect(beside.toString());
  try {
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}`);
  } finally {
    await admin.end();
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'baton prepare' });
  await client.connect();
  return client;
}

/** Roles are the whole server's: two databases prepared at once may both touch one, and PostgreSQL lets one of them fail. */
async function repeatWhenRaced(work: () => Promise<void>, triesLeft = 20): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (
      triesLeft === 0 ||
      !(hasCode(error, ROLE_CHANGED_MEANWHILE) || hasCode(error, '23505') || hasCode(error, '42710'))
    )
      throw error;
    await repeatWhenRaced(work, triesLeft - 1);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
