import * as built from '../built.mjs';
import { LOCAL_DATABASE } from '../embedded/local-database.mjs';

/** A first start is made here, and gets the real name only when everything is in it. */
const MAKING = `${LOCAL_DATABASE}_making`;

/** What the database's comment says, once it has begun. */
const WITH_DEMO = 'begun with the demo practice';
const EMPTY = 'begun empty';

/**
 * The local database, prepared. On the first start it is filled with the demo practice, or with nothing when that was
 * asked for; a start broken off on the way leaves a database that nobody uses and the next start makes anew.
 *
 * @param {object} wish
 * @param {import('../embedded/cluster.mjs').Cluster} wish.cluster
 * @param {string} wish.secret
 * @param {boolean} wish.empty
 * @param {(what: string) => void} wish.say
 * @param {(place: { url: string, secret: string }, say: (what: string) => void) => Promise<void>} wish.prepare
 * @returns {Promise<{ url: string, demo: boolean }>}
 */
export async function beginLocal({ cluster, secret, empty, say, prepare }) {
  const url = cluster.url(LOCAL_DATABASE);
  const remark = await begun(cluster);
  if (remark !== undefined) {
    if (empty) say('--empty counts only on the first start; what this data folder holds already stays as it is.');
    await prepare({ url, secret }, say);
    return { url, demo: remark === WITH_DEMO };
  }
  const making = { url: cluster.url(MAKING), secret };
  await cluster.ask(`DROP DATABASE IF EXISTS ${MAKING} WITH (FORCE)`);
  await prepare(making, say);
  if (!empty) {
    const { seed } = await built.seed();
    await seed(making);
    say('filled the local database with the demo practice');
  }
  await cluster.ask(`COMMENT ON DATABASE ${MAKING} IS '${empty ? EMPTY : WITH_DEMO}'`);
  await cluster.ask(`DROP DATABASE IF EXISTS ${LOCAL_DATABASE} WITH (FORCE)`);
  await cluster.ask(`ALTER DATABASE ${MAKING} RENAME TO ${LOCAL_DATABASE}`);
  return { url, demo: !empty };
}

/**
 * The remark on a database that was begun. One without a remark was made by Prisma or a tool: as soon as a practice is in
 * it, it counts as begun.
 *
 * @param {import('../embedded/cluster.mjs').Cluster} cluster
 */
async function begun(cluster) {
  const [found] = await cluster.ask(
    `SELECT shobj_description(oid, 'pg_database') AS remark FROM pg_database WHERE datname = '${LOCAL_DATABASE}'`,
  );
  if (found === undefined) return undefined;
  if (found.remark !== null) return String(found.remark);
  const [table] = await cluster.ask(`SELECT to_regclass('public.practice') IS NOT NULL AS made`, LOCAL_DATABASE);
  if (table?.made !== true) return undefined;
  const [any] = await cluster.ask('SELECT EXISTS (SELECT FROM public.practice) AS practice', LOCAL_DATABASE);
  return any?.practice === true ? EMPTY : undefined;
}
