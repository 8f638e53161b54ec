import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../embedded/home.mjs';
import { compileApi } from './compile.mjs';
import { generateClient } from './generate.mjs';
import { bundleWeb } from './web.mjs';

/**
 * Builds whatever has changed since it was built. An image holds the build without the sources, and builds nothing.
 *
 * @param {(what: string) => void} [say] hears of each part that was built
 */
export async function buildAll(say = () => undefined) {
  if (!hasSources()) return;
  const web = bundleWeb().then((did) => did && say('built the web'));
  const server = buildServer().then((did) => did && say('built the server'));
  await Promise.all([web, server]);
}

/** Builds the server alone. Says whether there was anything to do. */
export async function buildServer() {
  if (!hasSources()) return false;
  const generated = await generateClient();
  return (await compileApi()) || generated;
}

function hasSources() {
  return existsSync(join(project, 'api', 'src'));
}
