import pg from 'pg';
import { readAddress } from './address.mjs';

/** The questions about a whole database, which the CLI asks before any engine runs. */
const commands = {
  /** @param {string} url */
  async 'can-connect-to-database'(url) {
    await ask(readAddress(url), 'SELECT 1');
  },
  /** @param {string} url */
  async 'create-database'(url) {
    await askBeside(url, (name) => `CREATE DATABASE ${name}`);
  },
  /** @param {string} url */
  async 'drop-database'(url) {
    await askBeside(url, (name) => `DROP DATABASE ${name}`);
  },
};

/** @param {string} word @returns {word is keyof typeof commands} */
export function isCommand(word) {
  return Object.hasOwn(commands, word);
}

/**
 * Runs one command; the answer is the process's exit code. A no is explained on stderr the way the CLI parses it: a
 * blank line, then one JSON object a line.
 *
 * @param {keyof typeof commands} command
 * @param {string | undefined} url
 */
export async function answerCommand(command, url) {
  try {
    if (url === undefined) throw new Error('No database address was given.');
    await commands[command](url);
    return 0;
  } catch (error) {
    process.stderr.write(`\n${JSON.stringify(refusal(error))}`);
    return 1;
  }
}

const NO_SUCH_DATABASE = '3D000';
const WRONG_PASSWORD = '28P01';
const DATABASE_EXISTS = '42P04';

/** @param {unknown} error */
function refusal(error) {
  const { code, message } = /** @type {{ code?: string, message?: string }} */ (error);
  const known = { [NO_SUCH_DATABASE]: 'P1003', [WRONG_PASSWORD]: 'P1000', [DATABASE_EXISTS]: 'P1009' };
  return {
    level: 'ERROR',
    timestamp: new Date().toISOString(),
    target: 'schema_engine::logger',
    fields: {
      message: message || String(code ?? error),
      is_panic: false,
      error_code: known[/** @type {keyof typeof known} */ (code ?? '')] ?? 'P1001',
      meta: {},
    },
  };
}

/** A database can be neither made nor dropped from within, so the question goes to its neighbour. @param {string} url @param {(name: string) => string} sql */
async function askBeside(url, sql) {
  const address = readAddress(url);
  await ask({ ...address, database: 'postgres' }, sql(pg.escapeIdentifier(address.database)));
}

/** @param {ReturnType<typeof readAddress>} address @param {string} sql */
async function ask({ schema: _, ...address }, sql) {
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
