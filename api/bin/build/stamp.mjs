import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const STAMP = '.built-from';

/**
 * A fingerprint of everything that a build reads: the files under the paths, by name and content.
 *
 * @param {string} root
 * @param {string[]} paths files or folders, relative to the root
 * @param {(path: string) => boolean} [wanted]
 */
export function fingerprint(root, paths, wanted = () => true) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.flatMap((path) => filesIn(join(root, path)))) {
    const name = relative(root, path);
    if (wanted(name)) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Every file in the folder and below, in one order everywhere. @param {string} path @returns {string[]} */
export function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist' && !name.startsWith('dist.'))
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** @param {string} folder @param {string} print */
export function isBuiltFrom(folder, print) {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === print;
}

/**
 * Builds beside and swaps into place, so that nobody ever sees half a build: not a server that is running, not a build
 * that was broken off, not a second one at the same time.
 *
 * @param {string} folder
 * @param {string} print
 * @param {(making: string) => Promise<void>} build
 */
export async function buildInto(folder, print, build) {
  const making = `${folder}.making-${process.pid}`;
  const replaced = `${folder}.replaced-${process.pid}`;
  try {
    rmSync(making, { recursive: true, force: true });
    await build(making);
    writeFileSync(join(making, STAMP), print);
    if (existsSync(folder)) renameSync(folder, replaced);
    renameSync(making, folder);
  } finally {
    for (const left of [making, replaced]) rmSync(left, { recursive: true, force: true });
  }
}
