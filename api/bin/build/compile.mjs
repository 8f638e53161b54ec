import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { project } from '../embedded/home.mjs';
import { Trouble } from '../embedded/trouble.mjs';
import { buildInto, filesIn, fingerprint, isBuiltFrom } from './stamp.mjs';

const dist = join(project, 'api', 'dist');

/** Where each folder of sources goes within `api/dist`. */
const sources = { 'api/contract': 'contract', 'api/domain': 'domain', 'api/src': 'src', prisma: 'prisma' };

/** @type {import('@swc/core').Options} */
const options = {
  swcrc: false,
  configFile: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};

/**
 * Compiles the server to `api/dist`, unless it was compiled from the same sources. Types are the checks' business; here
 * they are only taken off. Files that are not TypeScript (templates, SQL) are copied along.
 *
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function compileApi() {
  const print = fingerprint(
    project,
    [...Object.keys(sources), 'api/bin/build', 'api/package.json', 'package-lock.json'],
    isSource,
  );
  if (isBuiltFrom(dist, print)) return false;
  const { transformFile } = await import('@swc/core');
  await buildInto(dist, print, async (making) => {
    for (const [from, to] of Object.entries(sources)) {
      await Promise.all(
        filesIn(join(project, from))
          .filter((path) => isSource(relative(project, path)))
          .map((path) => write(transformFile, path, join(making, to, relative(join(project, from), path)))),
      );
    }
  });
  return true;
}

/** Prisma reads its schema and migrations where they are written. @param {string} path */
function isSource(path) {
  return !/(\.d\.ts|\.prisma|\.generated-from)$/.test(path) && !path.startsWith(join('prisma', 'migrations'));
}

/** @param {typeof import('@swc/core').transformFile} transformFile @param {string} from @param {string} to */
async function write(transformFile, from, to) {
  mkdirSync(dirname(to), { recursive: true });
  if (!from.endsWith('.ts')) return cpSync(from, to);
  const target = to.replace(/\.ts$/, '.js');
  try {
    const { code, map } = await transformFile(from, { ...options, sourceFileName: relative(dirname(target), from) });
    writeFileSync(target, `${besideEachOther(from, code)}\n//# sourceMappingURL=${basename(target)}.map\n`);
    writeFileSync(`${target}.map`, map ?? '');
  } catch (cause) {
    throw new Trouble(`${relative(project, from)} does not compile:\n${/** @type {Error} */ (cause).message}`, {
      cause,
    });
  }
}

/** `prisma/` lies beside `api/` as written, but beside `src/` as built. @param {string} from @param {string} code */
function besideEachOther(from, code) {
  if (!from.startsWith(join(project, 'prisma'))) return code;
  return code.replace(/((?:from|import)\s*\(?\s*["'](?:\.\.\/)+)api\//g, '$1');
}
