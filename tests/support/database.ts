import pg from 'pg';
import { fenceDatabase } from '../../api/src/platform/database/make-roles.js';
import { type Role, roleUrl } from '../../api/src/platform/database/roles.js';

/** A migrated database of the tests' own, and how to come in as each role. */
export type TestDatabase = {
  name: string;
  secret: string;
  /** The administrator's address; row security does not bind it. */
  adminUrl: string;
  roleUrl: (role: Role) => string;
};

/**
 * The database of this jest worker, copied from the migrated template the first time it is asked for. Test files of one
 * worker run one after the other and share it, so a test makes its own practice and counts only what is its own.
 */
export async function workerDatabase(): Promise<TestDatabase> {
  return copyTemplate(`baton_worker_${process.env['JEST_WORKER_ID'] ?? '1'}`);
}

/**
 * Another database for a test that changes the walls themselves, or kills what is connected to them.
 *
 * @param purpose a word for the name
 */
export async function ownDatabase(purpose: string): Promise<TestDatabase & { drop: () => Promise<void> }> {
  const name = `baton_${purpose}_${process.pid}_${Date.now()}`;
  const database = await copyTemplate(name);
  const drop = async (client: pg.Client) => void (await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  return { ...database, drop: () => asAdministrator(addressOf('postgres'), drop) };
}

async function copyTemplate(name: string): Promise<TestDatabase> {
  const template = fromSetup('BATON_TEST_TEMPLATE');
  const adminUrl = addressOf(name);
  const made = await asAdministrator(addressOf('postgres'), async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
    return found.rowCount === 0;
  });
  // Who may connect is the one thing that a copy does not take over from its template.
  if (made) await asAdministrator(adminUrl, fenceDatabase);
  const secret = fromSetup('BATON_TEST_SECRET');
  return { name, secret, adminUrl, roleUrl: (role) => roleUrl(adminUrl, secret, role) };
}

function addressOf(database: string): string {
  const url = new URL(fromSetup('BATON_TEST_SERVER'));
  url.pathname = `/${database}`;
  return url.toString();
}

async function asAdministrator<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this test belongs in a project that has a database.`);
  return value;
}
