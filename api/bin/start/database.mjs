import * as built from '../built.mjs';
import { openLocalCluster } from '../embedded/local-database.mjs';
import { Trouble } from '../embedded/trouble.mjs';
import { beginLocal } from './begin-local.mjs';

/**
 * A prepared database and what the app must be told of it.
 *
 * @typedef {object} Database
 * @property {Record<string, string>} env
 * @property {boolean} demo whether the demo practice lives in it
 * @property {string} [folder] the data folder of a local one
 * @property {() => void} close
 */

/**
 * The database in DATABASE_URL, prepared and never filled; without one the local database, filled on its first start.
 *
 * @param {{ empty: boolean, say: (what: string) => void, building: Promise<void> }} wish
 * @returns {Promise<Database>}
 */
export async function findDatabase(wish) {
  return process.env.DATABASE_URL ? givenDatabase(wish) : localDatabase(wish);
}

/** @param {{ say: (what: string) => void, building: Promise<void> }} wish @returns {Promise<Database>} */
async function givenDatabase({ say, building }) {
  await building;
  const { readSettings } = await built.settings();
  await prepareGiven(readSettings(process.env), say);
  return { env: {}, demo: false, close: () => undefined };
}

/** @param {{ empty: boolean, say: (what: string) => void, building: Promise<void> }} wish @returns {Promise<Database>} */
async function localDatabase({ empty, say, building }) {
  const { cluster, folder, secret, note } = await openLocalCluster();
  if (note) say(note);
  if (!cluster.owned) say('The database was started by another process and stops with that one.');
  try {
    await building;
    const { url, demo } = await beginLocal({ cluster, secret, empty, say, prepare });
    return {
      env: { DATABASE_URL: url, BATON_SECRET: process.env.BATON_SECRET || secret },
      demo,
      folder,
      close: cluster.close,
    };
  } catch (error) {
    cluster.close();
    throw error;
  }
}

/**
 * Prepares a database that somebody else runs.
 *
 * @param {{ DATABASE_URL: string, BATON_SECRET: string }} settings
 * @param {(what: string) => void} say
 */
export function prepareGiven({ DATABASE_URL: url, BATON_SECRET: secret }, say) {
  return prepare({ url, secret }, say);
}

/** @param {{ url: string, secret: string }} place @param {(what: string) => void} say */
async function prepare(place, say) {
  const { prepareDatabase } = await built.prepare();
  try {
    const applied = await prepareDatabase(place);
    if (applied > 0) say(`applied ${applied} migration${applied === 1 ? '' : 's'}`);
  } catch (cause) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (cause);
    const { host } = new URL(place.url);
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
      throw new Trouble(`No PostgreSQL answers at ${host}, the address in DATABASE_URL (${code}).`, { cause });
    }
    if (code?.startsWith('28'))
      throw new Trouble(`The server at ${host} refuses the sign-in in DATABASE_URL: ${message}`, { cause });
    if (code === '42501') {
      throw new Trouble(
        `The account in DATABASE_URL may not prepare the database: ${message}. Give an administrator's address.`,
        { cause },
      );
    }
    throw cause;
  }
}
