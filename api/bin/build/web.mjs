import { join } from 'node:path';
import { project } from '../embedded/home.mjs';
import { runTool } from './run.mjs';
import { buildInto, fingerprint, isBuiltFrom } from './stamp.mjs';

const dist = join(project, 'web', 'dist');

/** Bundles the web to `web/dist`, unless it was bundled from the same sources. Says whether it did. */
export async function bundleWeb() {
  const print = fingerprint(project, ['web', 'api/contract', 'api/domain', 'package-lock.json']);
  if (isBuiltFrom(dist, print)) return false;
  await buildInto(dist, print, (making) =>
    runTool('vite', 'bin/vite.js', ['build', 'web', '--outDir', making, '--emptyOutDir', '--logLevel', 'warn'], {
      NODE_ENV: 'production',
    }),
  );
  return true;
}
