import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, serverAccount } from '../../api/bin/embedded/account.mjs';
import { openCluster } from '../../api/bin/embedded/cluster.mjs';
import { outside, project } from '../../api/bin/embedded/home.mjs';
import { isAlive } from '../../api/bin/embedded/process.mjs';
import { endServer } from '../../api/bin/embedded/server.mjs';

/** The administrator's password and the secret of every server that lives as long as one run of the tests. */
export const testSecret = 'a secret for tests, thirty-two characters or more';

/** A server that is thrown away need not survive a power cut; it must survive its processes being killed, and does. */
const hurried = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  log_min_messages: 'fatal',
};

/**
 * Starts a PostgreSQL server for this run alone, after clearing away the servers of runs that were killed.
 *
 * @returns {Promise<{ url: (database: string) => string, close: () => void }>}
 */
export async function startTestServer() {
  const home = testHome();
  clearKilled(home);
  const folder = join(home, `run-${process.pid}`);
  const cluster = await openCluster({ folder, password: testSecret, copies: home, durable: false, settings: hurried });
  const close = () => {
    cluster.close();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', close);
  return { url: cluster.url, close };
}

/** Within the project, unless PostgreSQL's account cannot enter it. */
export function testHome() {
  const inside = join(project, '.cache', 'postgres');
  mkdirSync(inside, { recursive: true });
  if (canEnter(serverAccount(), inside)) return inside;
  const elsewhere = outside(tmpdir());
  mkdirSync(elsewhere, { recursive: true });
  return elsewhere;
}

/** @param {string} home */
function clearKilled(home) {
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    const run = /^run-(\d+)/.exec(name)?.[1];
    if (run === undefined || isAlive(Number(run))) continue;
    endServer(join(home, name));
    rmSync(join(home, name), { recursive: true, force: true });
  }
}
