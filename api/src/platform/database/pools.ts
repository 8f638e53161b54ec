import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.js';

/** How many connections each kind of work may hold; their sum over all processes stays below 70 % of the server's. */
export interface PoolSizes {
  readonly rw: number;
  readonly portal: number;
  readonly auth: number;
}

/** Statements are prepared under the hash of their text; beyond this many the rest are sent unprepared. */
const MOST_NAMES = 500;
const UNPREPARED = '';

/** One login role's connections, shared by Prisma and by the few queries that are written as SQL. */
export class RolePool {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;

  constructor(url: string, max: number) {
    this.pool = new pg.Pool({
      connectionString: url,
      max,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 60_000,
      allowExitOnIdle: true,
      // Statements that do not wait for each other's answers travel together.
      pipeline: true,
    });
    // A connection that breaks while idle is replaced at its next use; without a listener it would end the process.
    this.pool.on('error', () => undefined);
    const names = new Map<string, string>();
    this.prisma = new PrismaClient({
      adapter: new PrismaPg(this.pool, {
        disposeExternalPool: false,
        statementNameGenerator: ({ sql }) => statementName(names, sql),
      }),
    });
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}

function statementName(names: Map<string, string>, sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) return UNPREPARED;
  const name = `s${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}`;
  names.set(sql, name);
  return name;
}
