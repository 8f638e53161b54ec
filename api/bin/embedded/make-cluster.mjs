import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canEnter } from './account.mjs';
import { isAlive, plainEnvironment } from './process.mjs';
import { Trouble } from './trouble.mjs';

const MAJOR = '18';

/** The administrator's name in every cluster of our own. */
export const ADMINISTRATOR = 'postgres';

/**
 * Makes the cluster unless the folder holds one. It is made beside and moved into place, so a start that was broken off
 * leaves nothing that looks finished; what it did leave is cleared away.
 *
 * @param {object} wish
 * @param {string} wish.folder
 * @param {string} wish.password the administrator's
 * @param {boolean} wish.durable whether it must survive a power cut the second it is made
 * @param {{ initdb: string }} wish.programs
 * @param {import('./account.mjs').Account} wish.account
 */
export function makeCluster({ folder, password, durable, programs, account }) {
  clearBrokenOff(folder);
  if (existsSync(folder) && readdirSync(folder).length > 0) return requireOurs(folder);
  const making = `${folder}.making-${process.pid}`;
  const passwordFile = `${making}.password`;
  try {
    mkdirSync(making, { recursive: true, mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    for (const path of [making, passwordFile]) give(path, account);
    if (!canEnter(account, making)) {
      throw new Trouble(
        `The account "postgres" cannot enter ${dirname(folder)}. Choose another folder in BATON_DATA_DIR.`,
      );
    }
    initialise(programs.initdb, making, passwordFile, durable, account);
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
  } finally {
    for (const path of [making, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

/** @param {string} initdb @param {string} making @param {string} passwordFile @param {boolean} durable @param {import('./account.mjs').Account} account */
function initialise(initdb, making, passwordFile, durable, account) {
  const flags = [
    `--pgdata=${making}`,
    `--username=${ADMINISTRATOR}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same rules of order and case on every platform, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ];
  const made = spawnSync(initdb, flags, { ...account, cwd: making, env: plainEnvironment(), encoding: 'utf8' });
  if (made.status !== 0) throw new Trouble(`The database folder could not be made:\n${made.stderr || made.error}`);
}

/** @param {string} folder */
function requireOurs(folder) {
  const version = existsSync(join(folder, 'PG_VERSION'))
    ? readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
    : undefined;
  if (version === MAJOR) return;
  throw new Trouble(
    version === undefined
      ? `${folder} holds something, but not a database. Move it away, or choose another folder in BATON_DATA_DIR.`
      : `${folder} was made by PostgreSQL ${version}; this Baton brings ${MAJOR}. Move it away, or start the earlier Baton once more to export it.`,
  );
}

/** @param {string} folder */
function clearBrokenOff(folder) {
  const parent = dirname(folder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const maker = new RegExp(`^${basename(folder)}\\.making-(\\d+)(\\.password)?$`).exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** @param {string} path @param {import('./account.mjs').Account} account */
function give(path, { uid, gid }) {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
