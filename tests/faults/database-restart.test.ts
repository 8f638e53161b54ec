import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Clock } from '../../api/src/platform/clock/clock';
import { compare, emptyTally, hoursNumber, tryToLog, writersOf, type Writer } from '../support/faults/hours';
import { ownServer, type OwnServer } from '../support/faults/own-server';
import { startServer, type ServerProcess } from '../support/faults/server-process';

const restarts = Number(process.env['BATON_RESTARTS'] ?? 20);
const RECOVERY_MS = 10_000;
const UNDER_LOAD_MS = 1_500;

let database: OwnServer;
let server: ServerProcess;
let admin: pg.Pool;
let writers: Writer[];

beforeAll(async () => {
  database = await ownServer('restarts');
  server = await startServer(database);
  admin = adminPool();
  writers = await writersOf({ url: server.url, admin, clock: new Clock() }, 8);
}, 120_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  await admin?.end();
  database?.close();
});

describe('a database that stops at once and comes back', () => {
  it(
    `loses nothing in ${restarts} restarts under load, and is served again within ten seconds`,
    async () => {
      const tally = emptyTally();
      let working = true;
      const numbers = writers.map(() => 0);
      const load = Promise.all(
        writers.map(async (writer, at) => {
          while (working) {
            const hours = hoursNumber(numbers[at]!);
            numbers[at]! += 1;
            while ((await tryToLog(server.url, writer, hours, tally)) !== 201) await pause(100);
          }
        }),
      ).catch((error: unknown) => {
        working = false;
        throw new Error(`${String(error)}\n${server.said()}`);
      });
      load.catch(() => undefined);
      const recoveries: number[] = [];
      try {
        for (let at = 0; working && at < restarts; at += 1) {
          await pause(UNDER_LOAD_MS);
          database.restartAtOnce();
          const [came, acknowledged] = [Date.now(), tally.acknowledged.size];
          while (tally.acknowledged.size === acknowledged && Date.now() - came < 2 * RECOVERY_MS) await pause(20);
          recoveries.push(Date.now() - came);
        }
      } finally {
        working = false;
        await load;
      }
      const figures = await compare(admin, writers[0]!.practiceId, tally);
      console.info(`${restarts} restarts of the database:`, {
        ...figures,
        acknowledged: tally.acknowledged.size,
        refusedMeanwhile: Object.fromEntries(tally.busy),
        slowestRecoveryMs: Math.max(...recoveries),
      });
      expect(server.alive()).toBe(true);
      expect(figures).toMatchObject({ lost: 0, doubled: 0, auditRows: tally.acknowledged.size });
      expect(figures.minutesStored).toBe(figures.minutesAcknowledged);
      expect(figures.minutesOfDays).toBe(figures.minutesAcknowledged);
      expect(tally.unanswered).toBe(0);
      expect(tally.withoutRetryAfter).toBe(0);
      expect(Math.max(...recoveries)).toBeLessThanOrEqual(RECOVERY_MS);
    },
    60_000 + restarts * 25_000,
  );
});

describe('what the process says of itself', () => {
  const ask = async (path: string) => (await fetch(`${server.url}/api/${path}`)).status;
  const states = async () => ({ alive: await ask('health'), ready: await ask('ready') });

  it('is alive and ready while it can work', async () => {
    expect(await states()).toEqual({ alive: 200, ready: 200 });
  });

  it('is alive but not ready without its database, and ready again with it', async () => {
    database.stopAtOnce();
    expect(await states()).toEqual({ alive: 200, ready: 503 });
    database.start();
    expect(await states()).toEqual({ alive: 200, ready: 200 });
  }, 60_000);

  it('is not ready while a wall is down', async () => {
    await admin.query('ALTER TABLE time_entry NO FORCE ROW LEVEL SECURITY');
    expect(await states()).toEqual({ alive: 200, ready: 503 });
    await admin.query('ALTER TABLE time_entry FORCE ROW LEVEL SECURITY');
    expect(await states()).toEqual({ alive: 200, ready: 200 });
  });

  it('does not start while a wall is down', async () => {
    await admin.query('ALTER TABLE time_entry NO FORCE ROW LEVEL SECURITY');
    try {
      await expect(startServer(database)).rejects.toThrow(/wall of time_entry/);
    } finally {
      await admin.query('ALTER TABLE time_entry FORCE ROW LEVEL SECURITY');
    }
  }, 60_000);
});

function adminPool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  pool.on('error', () => undefined);
  return pool;
}
