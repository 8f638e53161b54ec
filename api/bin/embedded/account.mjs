import { execFileSync, spawnSync } from 'node:child_process';
import { Trouble } from './trouble.mjs';

/**
 * The account the server runs under. PostgreSQL refuses to run as root, so root lends it the account `postgres`, made
 * when it is missing; anybody else runs it as themselves.
 *
 * @typedef {{ uid?: number, gid?: number }} Account
 * @returns {Account}
 */
export function serverAccount() {
  if (process.getuid?.() !== 0) return {};
  return findAccount() ?? makeAccount();
}

function findAccount() {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function makeAccount() {
  try {
    execFileSync('groupadd', ['--system', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
  } catch (cause) {
    throw new Trouble(
      'PostgreSQL does not run as root, and the account "postgres" that it would run under could not be made.\n' +
        'Either start as an ordinary user, or make that account, or give the address of a server in DATABASE_URL.',
      { cause },
    );
  }
  return /** @type {Account} */ (findAccount());
}

/** Whether the account can enter the folder; its own folders bar nobody. @param {Account} account @param {string} folder */
export function canEnter(account, folder) {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
