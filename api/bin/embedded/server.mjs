import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ADMINISTRATOR } from './make-cluster.mjs';
import { plainEnvironment, serves } from './process.mjs';
import { Trouble } from './trouble.mjs';

const A_MOMENT_MS = 100;
const RECOVERING = '57P03';
const WRONG_PASSWORD = '28P01';

/** Everything a server of our own is told; it listens to this machine alone and to no socket file. */
const standing = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC' };

/** @param {string} folder */
export function logOf(folder) {
  return join(folder, 'server.log');
}

/**
 * The server that runs on the folder, waiting while it is starting, recovering or on its way out.
 *
 * @param {string} folder
 * @param {string} password
 * @returns {Promise<{ port: number, client: pg.Client } | undefined>} with a connection of the administrator's
 */
export async function findRunning(folder, password) {
  for (;;) {
    const note = readNote(folder);
    if (note === undefined) return undefined;
    if (!serves(note.pid, folder)) {
      // PostgreSQL itself sees through the note of a dead process, but takes a stranger of the same number for a server.
      rmSync(note.path, { force: true });
      return undefined;
    }
    const client = note.port === undefined ? undefined : await connect(note.port, password);
    if (client !== undefined) return { port: /** @type {number} */ (note.port), client };
    await pause(A_MOMENT_MS);
  }
}

/** The server's note of itself: its process number, and its port once it has one. @param {string} folder */
function readNote(folder) {
  const path = join(folder, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n');
  return { path, pid: Number(pid), port: port ? Number(port) : undefined };
}

/** @param {number} port @param {string} password */
async function connect(port, password) {
  const client = new pg.Client({ host: '127.0.0.1', port, user: ADMINISTRATOR, password, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === RECOVERING || code === 'ECONNREFUSED' || code === 'ECONNRESET') return undefined;
    if (code !== WRONG_PASSWORD) throw error;
    throw new Trouble(
      'The secret beside the database folder is not the one that the database was made with.\n' +
        'Restore the file "secret", or move the whole data folder away to begin with an empty Baton.',
    );
  }
}

/**
 * Starts a server on the folder and waits until it answers.
 *
 * @param {object} wish
 * @param {string} wish.folder
 * @param {Record<string, string>} wish.settings
 * @param {{ ctl: string }} wish.programs
 * @param {import('./account.mjs').Account} wish.account
 * @returns {Promise<string>} the end of the server's log, for the case that it did not come up
 */
export async function startServer({ folder, settings, programs, account }) {
  const log = logOf(folder);
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const told = { ...standing, ...settings, port: String(await freePort()) };
  const options = Object.entries(told).map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`);
  await new Promise((ended, failed) => {
    spawn(programs.ctl, ['start', '--wait', '-D', folder, '-l', log, '-o', options.join(' ')], {
      ...account,
      cwd: folder,
      env: plainEnvironment(),
      stdio: 'ignore',
    })
      .on('exit', ended)
      .on('error', failed);
  });
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : '';
}

/**
 * Stops the server: open connections are cut, nothing committed is lost. Waits, also while the process is exiting.
 *
 * @param {{ folder: string, programs: { ctl: string }, account: import('./account.mjs').Account }} server
 */
export function stopServer({ folder, programs, account }) {
  const given = { ...account, cwd: folder, env: plainEnvironment(), stdio: /** @type {const} */ ('ignore') };
  const stopped = spawnSync(programs.ctl, ['stop', '--wait', '-D', folder, '--mode=fast', '--timeout=20'], given);
  if (stopped.status !== 0) spawnSync(programs.ctl, ['stop', '--wait', '-D', folder, '--mode=immediate'], given);
}

/** Kills the server of a folder that nobody needs any more. @param {string} folder */
export function endServer(folder) {
  const note = readNote(folder);
  if (note !== undefined && serves(note.pid, folder)) process.kill(note.pid, 'SIGQUIT');
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer().on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => found(port));
    });
  });
}
