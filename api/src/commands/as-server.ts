import { IdentityStore } from '../identity/identity.store.js';
import { RolePool } from '../platform/database/pools.js';
import { roleUrl } from '../platform/database/roles.js';
import type { Settings } from '../platform/settings.js';

/** Something the person who runs the server does, through the role of sign-in, which reaches no table of any practice. */
export async function asServer<T>(settings: Settings, work: (identity: IdentityStore) => Promise<T>): Promise<T> {
  const pool = new RolePool(roleUrl(settings.DATABASE_URL, settings.BATON_SECRET, 'app_auth'), 2);
  try {
    return await work(new IdentityStore(pool));
  } finally {
    await pool.close();
  }
}

/** A failure that is told as a sentence and without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}
