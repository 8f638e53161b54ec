import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../embedded/home.mjs';
import { runTool } from './run.mjs';
import { fingerprint } from './stamp.mjs';

const generated = join(project, 'api', 'src', 'platform', 'database', 'generated');

/** Generates the database client from `prisma/schema`, unless it was generated from the same. Says whether it did. */
export async function generateClient() {
  const print = fingerprint(project, ['prisma/schema', 'prisma.config.ts', 'package-lock.json']);
  const stamp = join(generated, '.generated-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return false;
  await runTool('prisma', 'build/index.js', ['generate', '--no-hints'], { CHECKPOINT_DISABLE: '1' });
  writeFileSync(stamp, print);
  return true;
}
