import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { serverAccount } from './account.mjs';
import { ADMINISTRATOR, makeCluster } from './make-cluster.mjs';
import { findPrograms } from './programs.mjs';
import { findRunning, logOf, startServer, stopServer } from './server.mjs';
import { Trouble } from './trouble.mjs';

const PATIENCE_MS = 60_000;
const A_MOMENT_MS = 300;

/**
 * Whoever holds this lock started the server or took it over, and stops it in the end. PostgreSQL lets go of it with
 * the connection, so a killed owner leaves a server that the next one owns.
 */
const OWNERSHIP = 7_423_001;

/**
 * A PostgreSQL server of our own.
 *
 * @typedef {object} Cluster
 * @property {boolean} owned whether this process is the one to stop it
 * @property {(database: string) => string} url the administrator's address of a database
 * @property {(sql: string, database?: string) => Promise<Record<string, unknown>[]>} ask one statement of the administrator's
 * @property {() => void} close lets go; stops the server, and waits for that, when it is owned
 */

/**
 * Opens the cluster in the folder: makes it when there is none, uses the server that already runs on it, and otherwise
 * starts one, also after a server was killed or an earlier start was broken off.
 *
 * @param {object} wish
 * @param {string} wish.folder
 * @param {string} wish.password the administrator's
 * @param {string} wish.copies where the programs may be copied to, should their account be unable to reach them
 * @param {boolean} [wish.durable] false for a cluster that is thrown away after a test
 * @param {Record<string, string>} [wish.settings] server settings beside the standing ones
 * @returns {Promise<Cluster>}
 */
export async function openCluster({ folder, password, copies, durable = true, settings = {} }) {
  const account = serverAccount();
  const programs = findPrograms(account, copies);
  makeCluster({ folder, password, durable, programs, account });
  const deadline = Date.now() + PATIENCE_MS;
  let log = '';
  do {
    const running = await findRunning(folder, password);
    if (running !== undefined) return attach({ ...running, folder, password, programs, account });
    log = await startServer({ folder, settings, programs, account });
    if (!log.includes('ready to accept connections')) await pause(A_MOMENT_MS);
  } while (Date.now() < deadline);
  throw new Trouble(`PostgreSQL did not start. Its log, ${logOf(folder)}, ends with:\n${log}`);
}

/**
 * @param {object} server
 * @param {number} server.port
 * @param {pg.Client} server.client
 * @param {string} server.folder
 * @param {string} server.password
 * @param {{ ctl: string }} server.programs
 * @param {import('./account.mjs').Account} server.account
 * @returns {Promise<Cluster>}
 */
async function attach({ port, client, folder, password, programs, account }) {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS owned', [OWNERSHIP]);
  const { owned } = rows[0];
  // The connection lives as long as its process, but does not keep it alive.
  /** @type {pg.Client & { unref: () => void }} */ (client).unref();
  let open = true;
  return {
    owned,
    url: (database) => `postgresql://${ADMINISTRATOR}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    async ask(sql, database = 'postgres') {
      const asking = new pg.Client({ host: '127.0.0.1', port, user: ADMINISTRATOR, password, database });
      await asking.connect();
      try {
        return (await asking.query(sql)).rows;
      } finally {
        await asking.end();
      }
    },
    close() {
      if (!open) return;
      open = false;
      if (owned) stopServer({ folder, programs, account });
      else void client.end();
    },
  };
}
