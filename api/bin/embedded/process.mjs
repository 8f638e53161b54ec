import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Whether a process of this number exists, whosever it is. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Whether the process is a server on that folder. Numbers are given out anew, soon in a container, so a living process
 * alone says nothing. Where the system does not tell, it is believed.
 *
 * @param {number} pid
 * @param {string} folder
 */
export function serves(pid, folder) {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const proc = `/proc/${pid}/cmdline`;
  if (existsSync(proc)) return readFileSync(proc, 'utf8').split('\0').includes(folder);
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(folder);
}

/** The environment without PostgreSQL's own variables, which would send our server to somebody else's port or folder. */
export function plainEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
