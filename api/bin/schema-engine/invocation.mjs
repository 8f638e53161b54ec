import { readFileSync } from 'node:fs';

/**
 * What the Prisma CLI asked for, read from its command line.
 *
 * @typedef {object} Invocation
 * @property {string | undefined} command the word after `cli`, absent when the CLI wants a conversation
 * @property {string | undefined} url the database to work on; absent for work on schema files alone
 * @property {[path: string, text: string][] | undefined} datamodels the schema files, read
 */

/** @param {string[]} argv @returns {Invocation} */
export function readInvocation(argv) {
  const datamodels = valuesOf(argv, '--datamodels').map(
    (path) => /** @type {[string, string]} */ ([path, readFileSync(path, 'utf8')]),
  );
  const cli = argv.indexOf('cli');
  return {
    command: cli < 0 ? undefined : argv.slice(cli + 1).find((word) => /^[a-z-]+$/.test(word) && !word.startsWith('--')),
    url: JSON.parse(valuesOf(argv, '--datasource')[0] ?? '{}').url,
    datamodels: datamodels.length > 0 ? datamodels : undefined,
  };
}

/** @param {string[]} argv @param {string} flag */
function valuesOf(argv, flag) {
  return argv.flatMap((word, at) =>
    word === flag && argv[at + 1] !== undefined ? [/** @type {string} */ (argv[at + 1])] : [],
  );
}
