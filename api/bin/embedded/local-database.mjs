import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { openCluster } from './cluster.mjs';
import { dataHome, localSecret } from './home.mjs';

/** The database of a local Baton, inside its own cluster. */
const NAME = 'baton';

/**
 * Opens the database that a Baton without DATABASE_URL uses, and makes it when there is none.
 *
 * @returns {Promise<{ url: string, secret: string, note?: string, cluster: import('./cluster.mjs').Cluster }>}
 */
export async function openLocalDatabase() {
  const { folder, note } = dataHome();
  const secret = localSecret(folder);
  const cluster = await openCluster({
    folder: join(folder, 'postgres'),
    password: createHmac('sha256', secret).update('role:postgres').digest('base64url'),
    copies: folder,
  });
  await cluster.ensureDatabase(NAME);
  return { url: cluster.url(NAME), secret, note, cluster };
}
