import { createHash } from 'node:crypto';

// What the measured database holds, and the ids by which the generator of load finds its way in it. Ids are numbers in
// the shape of ids, so that no process has to tell another which ones there are.

export const CLIENTS = 5;
export const MONTHS = 12;
export const ENTRIES = 30;
export const CANDIDATES = 60;
export const STAGES = ['research', 'outreach', 'assess', 'client', 'check', 'offer', 'hired'];

/** How many practices there are; BENCH_SIZE=5 makes five times as many. @param {NodeJS.ProcessEnv} env */
export function practices(env = process.env) {
  return Math.max(1, Math.round(200 * Number(env.BENCH_SIZE ?? 1)));
}

const kinds = { practice: 1, user: 2, member: 3, client: 4, engagement: 5, search: 6, stage: 7, guest: 8 };

/** @param {keyof typeof kinds} kind @param {number} number */
export function idOf(kind, number) {
  return `${String(kinds[kind]).padStart(8, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The same in SQL. @param {keyof typeof kinds} kind @param {string} number */
export function sqlId(kind, number) {
  return `('${String(kinds[kind]).padStart(8, '0')}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
}

/** The session token of a practice's owner, or of the sponsor of its first client. @param {'owner' | 'guest'} who @param {number} practice */
export function tokenOf(who, practice) {
  return createHash('sha256').update(`${who} ${practice}`).digest('base64url');
}

/** The number of a practice's client. @param {number} practice @param {number} client from 0 */
export function clientNumber(practice, client) {
  return practice * CLIENTS + client;
}
