import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canEnter, serverAccount } from './account.mjs';
import { Trouble } from './trouble.mjs';

export const project = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Where a person's own Baton keeps what it must not lose: the database's folder and the secret. BATON_DATA_DIR when
 * set, else `.data` in the project; and where root has a project that PostgreSQL's account cannot enter (a private home
 * folder), a folder of the system's, named after the project.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ folder: string, note?: string }}
 */
export function dataHome(env = process.env) {
  if (env.BATON_DATA_DIR) {
    const folder = resolve(env.BATON_DATA_DIR);
    make(folder);
    if (canEnter(serverAccount(), folder)) return { folder };
    throw new Trouble(
      `The account "postgres", under which the database runs, cannot enter BATON_DATA_DIR (${folder}).\n` +
        'Choose a folder outside private homes, for example BATON_DATA_DIR=/var/lib/baton.',
    );
  }
  const folder = join(project, '.data');
  make(folder);
  if (canEnter(serverAccount(), folder)) return { folder };
  const elsewhere = outside('/var/lib');
  make(elsewhere);
  return {
    folder: elsewhere,
    note:
      `The account "postgres", under which the database runs, cannot enter ${project},\n` +
      `so the data is kept in ${elsewhere} (BATON_DATA_DIR chooses another place).`,
  };
}

/** A folder beside every other project's, for what PostgreSQL's account cannot reach inside this one. @param {string} parent */
export function outside(parent) {
  return join(parent, `baton-${createHash('sha256').update(project).digest('hex').slice(0, 8)}`);
}

/**
 * The secret from which a local Baton derives its keys: made once, kept in the data folder, readable by its owner alone.
 *
 * @param {string} folder
 */
export function localSecret(folder) {
  const file = join(folder, 'secret');
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length >= 32) return secret;
  throw new Trouble(`${file} is damaged. Restore it, or remove ${folder} to begin with an empty Baton.`);
}

/** Makes the folder. Others may pass through, on the way to their own folder inside, but not look around. @param {string} folder */
function make(folder) {
  try {
    if (existsSync(folder)) return;
    mkdirSync(folder, { recursive: true });
    if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  } catch (cause) {
    throw new Trouble(
      `The data folder ${folder} cannot be used: ${/** @type {Error} */ (cause).message}\n` +
        'Choose another in BATON_DATA_DIR, or give the address of a PostgreSQL server in DATABASE_URL.',
      { cause },
    );
  }
}
