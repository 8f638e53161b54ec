import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { project } from '../embedded/home.mjs';
import { runTool } from './run.mjs';
import { buildInto, filesIn, fingerprint, isBuiltFrom } from './stamp.mjs';

const dist = join(project, 'web', 'dist');

/** Bundles the web to `web/dist`, unless it was bundled from the same sources. Says whether it did. */
export async function bundleWeb() {
  const print = fingerprint(project, ['web', 'api/contract', 'api/domain', 'package-lock.json']);
  if (isBuiltFrom(dist, print)) return false;
  await buildInto(dist, print, async (making) => {
    await runTool('vite', 'bin/vite.js', ['build', 'web', '--outDir', making, '--emptyOutDir', '--logLevel', 'warn'], {
      NODE_ENV: 'production',
    });
    compress(making);
  });
  return true;
}

/** Beside each text that browsers load, its two compressed forms: compressed once here and never while serving. @param {string} folder */
function compress(folder) {
  for (const file of filesIn(folder).filter((name) => /\.(js|css|svg)$/.test(name))) {
    const bytes = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  }
}
