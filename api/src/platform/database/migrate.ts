import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import { projectFolder } from '../project-folder.js';

/** No statement of a migration waits longer than this for a lock, while everybody else would be waiting behind it. */
const LOCK_TIMEOUT = '2s';

/** Applies the migrations that the database has not seen, with Prisma Migrate. Says how many it applied. */
export async function applyMigrations(admin: Client, url: string): Promise<number> {
  const pending = await pendingMigrations(admin);
  if (pending.length > 0) await runPrisma(['migrate', 'deploy'], withLockTimeout(url));
  return pending.length;
}

/** The names of the migrations still to be applied, oldest first. */
export async function pendingMigrations(admin: Client): Promise<string[]> {
  const folder = await readdir(join(projectFolder, 'prisma', 'migrations'), { withFileTypes: true });
  const written = folder.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const { rows: known } = await admin.query(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS any`);
  if (known[0]?.any !== true) return written.sort();
  const { rows } = await admin.query<{ name: string }>(
    'SELECT migration_name AS name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const applied = new Set(rows.map((row) => row.name));
  return written.filter((name) => !applied.has(name)).sort();
}

function withLockTimeout(url: string): string {
  const patient = new URL(url);
  patient.searchParams.set('options', `-c lock_timeout=${LOCK_TIMEOUT}`);
  return patient.toString();
}

function runPrisma(words: string[], url: string): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build', 'index.js');
  const env = { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  return new Promise((done, failed) => {
    execFile(process.execPath, [cli, ...words], { cwd: projectFolder, env }, (error, out, err) => {
      if (error === null) done();
      else failed(new Error(`The migrations could not be applied.\n${out}\n${err}`.trimEnd()));
    });
  });
}
