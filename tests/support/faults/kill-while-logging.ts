import pg from 'pg';
import { Clock } from '../../../api/src/platform/clock/clock';
import type { TestDatabase } from '../database';
import { compare, emptyTally, logUntilAcknowledged, writersOf, type Difference } from './hours';
import { freePort, startServer } from './server-process';

export interface KillFigures extends Difference {
  readonly kills: number;
  readonly acknowledged: number;
  /** Attempts that a kill left without an answer. */
  readonly unanswered: number;
  readonly seconds: number;
}

/**
 * Writers log hours, trying until each is acknowledged, while the server is killed without warning and started again.
 * Kills are spread evenly over the acknowledgements, so each hits a server with requests under way.
 */
export async function killWhileLogging(
  database: TestDatabase,
  { kills, hours, writers }: { kills: number; hours: number; writers: number },
): Promise<KillFigures> {
  const began = Date.now();
  const port = await freePort();
  const admin = new pg.Pool({ connectionString: database.adminUrl, max: 4 });
  // Dropping the database may cut a connection that is just being closed.
  admin.on('connect', (client) => client.on('error', () => undefined));
  let server = await startServer(database, { port });
  const url = server.url;
  const tally = emptyTally();
  const killEvery = hours / (kills + 1);
  let killed = 0;
  let restarting = Promise.resolve();
  try {
    const people = await writersOf({ url, admin, clock: new Clock() }, writers);
    await logUntilAcknowledged(url, people, Math.ceil(hours / writers), tally, () => {
      if (killed === kills || tally.acknowledged.size < killEvery * (killed + 1)) return;
      killed += 1;
      restarting = restarting.then(async () => {
        await server.end('SIGKILL');
        server = await startServer(database, { port });
      });
    });
    await restarting;
    const difference = await compare(admin, people[0]!.practiceId, tally);
    return {
      ...difference,
      kills: killed,
      acknowledged: tally.acknowledged.size,
      unanswered: tally.unanswered,
      seconds: (Date.now() - began) / 1000,
    };
  } finally {
    await restarting.catch(() => undefined);
    await server.end('SIGKILL');
    await admin.end();
  }
}
