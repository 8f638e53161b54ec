import { randomUUID } from 'node:crypto';
import { CLIENTS, clientNumber, idOf, practices, tokenOf } from './world.mjs';

// What is measured: the same requests go to Baton and to the bare server.

const count = practices();
const random = (below) => Math.floor(Math.random() * below);
const day = (date) => date.toISOString().slice(0, 10);
const now = new Date();
const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
const lastDay = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0));
const cookies = { owner: tokens('owner'), guest: tokens('guest') };

/** @param {'owner' | 'guest'} who */
function tokens(who) {
  return Array.from({ length: count }, (_, practice) => `sid=${tokenOf(who, practice)}`);
}

/** @param {number} practice @param {string} rest @param {'owner' | 'guest'} who */
function get(practice, rest, who = 'owner') {
  return { method: 'GET', path: `/api/practices/${idOf('practice', practice)}${rest}`, cookie: cookies[who][practice] };
}

/**
 * `mark` is the least share of the bare server's throughput.
 *
 * @type {Record<string, { title: string, mark: number, request: () => { method: string, path: string, cookie: string, body?: string } }>}
 */
export const operations = {
  log: {
    title: 'log an hour',
    mark: 0.35,
    request() {
      const practice = random(count);
      const at = get(practice, `/engagements/${idOf('engagement', clientNumber(practice, random(CLIENTS)))}/time`);
      const on = new Date(now.getTime() - random(now.getUTCDate()) * 86_400_000 - 3_600_000);
      const within = on.getUTCMonth() === now.getUTCMonth() ? on : now;
      const body = JSON.stringify({
        id: randomUUID(),
        day: day(within),
        minutes: 1,
        activity: 'C5',
        text: 'Board preparation',
      });
      return { ...at, method: 'POST', body };
    },
  },
  sum: {
    title: 'month sum',
    mark: 0.5,
    request() {
      const practice = random(count);
      return get(practice, `/engagements/${idOf('engagement', clientNumber(practice, random(CLIENTS)))}`);
    },
  },
  list: {
    title: 'month list',
    mark: 0.4,
    request() {
      const practice = random(count);
      const engagement = idOf('engagement', clientNumber(practice, random(CLIENTS)));
      return get(practice, `/time?from=${day(lastMonth)}&to=${day(lastDay)}&engagementId=${engagement}`);
    },
  },
  board: {
    title: 'board of 60',
    mark: 0.6,
    request() {
      const practice = random(count);
      return get(practice, `/searches/${idOf('search', practice)}`);
    },
  },
  portal: {
    title: 'portal home',
    mark: 0.5,
    request() {
      const practice = random(count);
      return get(practice, `/portal/${idOf('client', clientNumber(practice, 0))}`, 'guest');
    },
  },
  portfolio: {
    title: 'portfolio',
    mark: 0.5,
    request: () => get(random(count), '/portfolio'),
  },
};
