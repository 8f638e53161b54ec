import { parseArgs } from 'node:util';
import { buildAll } from '../build/all.mjs';
import * as built from '../built.mjs';
import { Trouble } from '../embedded/trouble.mjs';
import { findDatabase } from './database.mjs';
import { leaveAddress, takeAddress } from './address.mjs';
import { choosePort } from './port.mjs';
import { untilAskedToStop } from './signals.mjs';
import { welcome } from './welcome.mjs';

/**
 * Starts everything in order, keeps it running, and stops it in the opposite order: first the app, which finishes what
 * it was asked, then the database. Asked to stop while it is still starting, it gives up where it is.
 *
 * @param {string[]} words
 */
export async function start(words) {
  const { empty } = readWords(words);
  const stopping = untilAskedToStop();
  try {
    await run(empty, stopping);
  } catch (error) {
    // Ctrl-C reaches the build tools as well, whose failure is then no news.
    if (!stopping.wasAsked()) throw error;
    say('Stopped before it was ready; the next start begins again.');
  } finally {
    stopping.end();
  }
}

/** @param {boolean} empty @param {ReturnType<typeof untilAskedToStop>} stopping */
async function run(empty, stopping) {
  const began = Date.now();
  const building = buildAll(say);
  // It is awaited further down; a failure before that must not end the process without closing the database.
  building.catch(() => undefined);
  const database = await findDatabase({ empty, say, building });
  try {
    if (stopping.wasAsked()) throw new Error('asked to stop');
    const { readSettings } = await built.settings();
    const { serve } = await built.main();
    const port = await choosePort(process.env);
    const settings = readSettings({ ...process.env, ...database.env, PORT: String(port) });
    const app = await serve(settings);
    if (database.folder) leaveAddress(database.folder, app.url);
    try {
      console.log(await welcome({ url: app.url, settings, demo: database.demo, began, asked: process.env.PORT }));
      await stopping.asked;
    } finally {
      if (database.folder) takeAddress(database.folder, app.url);
      await app.close();
    }
  } finally {
    database.close();
  }
}

/** @param {string[]} words */
function readWords(words) {
  try {
    return parseArgs({ args: words, options: { empty: { type: 'boolean', default: false } } }).values;
  } catch (cause) {
    throw new Trouble('npm start takes one option: npm start -- --empty (no demo practice on the first start).', {
      cause,
    });
  }
}

/** @param {string} what */
function say(what) {
  console.log(what);
}
