import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { openCluster } from './cluster.mjs';
import { dataHome, localSecret } from './home.mjs';

/** The database of a local Baton, inside its own cluster. */
export const LOCAL_DATABASE = 'baton';

/**
 * Opens the cluster of a Baton without DATABASE_URL, whatever databases are in it.
 *
 * @returns {Promise<{ folder: string, secret: string, note?: string, cluster: import('./cluster.mjs').Cluster }>}
 */
export async function openLocalCluster() {
  const { folder, note } = dataHome();
  const secret = localSecret(folder);
  const cluster = await openCluster({
    folder: join(folder, 'postgres'),
    password: createHmac('sha256', secret).update('role:postgres').digest('base64url'),
    copies: folder,
  });
  return { folder, secret, note, cluster };
}

/**
 * Opens the database that a Baton without DATABASE_URL uses, and makes it when there is none.
 *
 * @returns {Promise<{ url: string, folder: string, secret: string, note?: string, cluster: import('./cluster.mjs').Cluster }>}
 */
export async function openLocalDatabase() {
  const local = await openLocalCluster();
  const [found] = await local.cluster.ask(`SELECT FROM pg_database WHERE datname = '${LOCAL_DATABASE}'`);
  if (found === undefined) await local.cluster.ask(`CREATE DATABASE ${LOCAL_DATABASE}`);
  return { ...local, url: local.cluster.url(LOCAL_DATABASE) };
}
