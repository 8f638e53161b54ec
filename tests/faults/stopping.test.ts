import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { Clock } from '../../api/src/platform/clock/clock';
import { ownDatabase } from '../support/database';
import { compare, emptyTally, hoursNumber, tryToLog, writersOf, type Writer } from '../support/faults/hours';
import { startServer, type ServerProcess } from '../support/faults/server-process';

const UNDER_WAY = 8;

let database: Awaited<ReturnType<typeof ownDatabase>>;
let admin: pg.Pool;
const started: ServerProcess[] = [];

beforeAll(async () => {
  database = await ownDatabase('stopping');
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 3 });
}, 120_000);

afterAll(async () => {
  for (const server of started) await server.end('SIGKILL');
  await admin?.end();
  await database?.drop();
});

it('finishes what is under way when told to stop, and ends by itself', async () => {
  const server = await start();
  const writers = await people(server, UNDER_WAY);
  const tally = emptyTally();
  for (const writer of writers) await tryToLog(server.url, writer, hoursNumber(0), tally);
  const holder = await admin.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM contract_month FOR UPDATE');
  const underWay = writers.map((writer) => tryToLog(server.url, writer, hoursNumber(1), tally));
  await until(async () => (await waitingForLocks()) === UNDER_WAY);
  const began = Date.now();
  const ending = server.end('SIGTERM');
  await pause(300);
  await holder.query('ROLLBACK');
  holder.release();
  expect(await Promise.all(underWay)).toEqual(Array(UNDER_WAY).fill(201));
  expect(await ending).toEqual({ code: 0, signal: null });
  expect(Date.now() - began).toBeLessThan(15_000);
  expect(await compare(admin, writers[0]!.practiceId, tally)).toMatchObject({ lost: 0, doubled: 0 });
}, 120_000);

it('fails nobody while one process takes over from another', async () => {
  const [old, next] = [await start(), await start()];
  const writers = await people(old, 16);
  const tally = emptyTally();
  let url = old.url;
  let working = true;
  const outcomes: (number | null)[] = [];
  const load = writers.map(async (writer) => {
    for (let at = 0; working; at += 1) {
      const hours = hoursNumber(at);
      for (;;) {
        const status = await tryToLog(url, writer, hours, tally);
        outcomes.push(status);
        if (status === 201) break;
        await pause(50);
      }
    }
  });
  await until(async () => tally.acknowledged.size >= 200);
  const before = tally.acknowledged.size;
  url = next.url;
  const end = await old.end('SIGTERM');
  await until(async () => tally.acknowledged.size >= before + 200);
  working = false;
  await Promise.all(load);
  console.info('one process takes over from another:', { acknowledged: tally.acknowledged.size, before });
  expect(end).toEqual({ code: 0, signal: null });
  expect(outcomes.filter((status) => status !== 201)).toEqual([]);
  expect(await compare(admin, writers[0]!.practiceId, tally)).toMatchObject({ lost: 0, doubled: 0 });
}, 120_000);

it('ends at once when nothing is under way', async () => {
  const server = await start();
  const began = Date.now();
  expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(Date.now() - began).toBeLessThan(5_000);
}, 120_000);

async function start(): Promise<ServerProcess> {
  const server = await startServer(database);
  started.push(server);
  return server;
}

async function waitingForLocks(): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? -1;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const began = Date.now();
  while (!(await done())) {
    if (Date.now() - began > 30_000) throw new Error('it did not happen');
    await pause(20);
  }
}

function people(server: ServerProcess, count: number): Promise<Writer[]> {
  return writersOf({ url: server.url, admin, clock: new Clock() }, count);
}
