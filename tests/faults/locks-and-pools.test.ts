import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { Clock } from '../../api/src/platform/clock/clock';
import { ownDatabase } from '../support/database';
import { compare, emptyTally, hoursNumber, tryToLog, writersOf, type Writer } from '../support/faults/hours';
import { startServer, type ServerProcess } from '../support/faults/server-process';

const POOL = 3;

let database: Awaited<ReturnType<typeof ownDatabase>>;
let server: ServerProcess;
let admin: pg.Pool;
let writers: Writer[];
let holder: pg.PoolClient | undefined;

beforeAll(async () => {
  database = await ownDatabase('locks');
  server = await startServer(database, { env: { POOL_SIZE: String(POOL) } });
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 3 });
  writers = await writersOf({ url: server.url, admin, clock: new Clock() }, 12);
  const tally = emptyTally();
  for (const writer of writers) await tryToLog(server.url, writer, hoursNumber(0), tally);
  expect(tally.acknowledged.size).toBe(writers.length);
}, 120_000);

afterEach(() => release());

afterAll(async () => {
  await server?.end('SIGKILL');
  await admin?.end();
  await database?.drop();
});

it('refuses quickly when somebody else holds the month, and serves everybody else meanwhile', async () => {
  await hold([writers[0]!]);
  const [blocked, others] = [emptyTally(), emptyTally()];
  const waiting = tryToLog(server.url, writers[0]!, hoursNumber(1), blocked);
  await pause(100);
  for (const writer of writers.slice(1)) expect(await tryToLog(server.url, writer, hoursNumber(1), others)).toBe(201);
  expect(await waiting).toBe(503);
  console.info('a month locked by another:', { blockedMs: blocked.slowest, othersSlowestMs: others.slowest });
  expect(blocked.slowest).toBeLessThan(4_000);
  expect(blocked.withoutRetryAfter).toBe(0);
  expect(others.slowest).toBeLessThan(1_500);
  await release();
  expect(await tryToLog(server.url, writers[0]!, hoursNumber(1), blocked)).toBe(201);
}, 30_000);

it('refuses quickly when every connection is taken, says when to come back, and leaves nothing open', async () => {
  await hold(writers);
  const tally = emptyTally();
  const attempts = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      tryToLog(server.url, writers[at % writers.length]!, hoursNumber(2 + Math.floor(at / writers.length)), tally),
    ),
  );
  console.info('every connection taken:', { busy: Object.fromEntries(tally.busy), slowestMs: tally.slowest });
  expect(new Set(attempts)).toEqual(new Set([503]));
  expect(tally.withoutRetryAfter).toBe(0);
  expect(tally.slowest).toBeLessThan(6_000);
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  await release();

  const after = emptyTally();
  for (const writer of writers) expect(await tryToLog(server.url, writer, hoursNumber(40), after)).toBe(201);
  expect(await idleInTransaction()).toBe(0);
  expect(await connectionsOf('app_rw')).toBeLessThanOrEqual(POOL);
  const stored = await compare(admin, writers[0]!.practiceId, after);
  expect(stored.lost).toBe(0);
  expect(stored.minutesOfDays).toBe(stored.minutesStored);
}, 60_000);

/** Holds the contract months of these writers, as closing them would. */
async function hold(held: readonly Writer[]): Promise<void> {
  holder = await admin.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM contract_month WHERE engagement_id = ANY ($1) FOR UPDATE', [
    held.map(({ engagementId }) => engagementId),
  ]);
}

async function release(): Promise<void> {
  await holder?.query('ROLLBACK');
  holder?.release();
  holder = undefined;
}

async function idleInTransaction(): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND usename LIKE 'app\\_%' AND state LIKE 'idle in transaction%'`,
  );
  return rows[0]?.count ?? -1;
}

async function connectionsOf(role: string): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND usename = $1',
    [role],
  );
  return rows[0]?.count ?? -1;
}
