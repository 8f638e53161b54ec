import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { RolePool } from '../database/pools.js';
import { AUTH_POOL } from '../session/seen-sessions.js';
import { PORTAL_POOL, STAFF_POOL } from '../tenancy/tenancy.js';
import { schemaProblems } from './schema-state.js';

export interface Readiness {
  /** Set when the process has been told to stop: no new work comes in, what is under way is finished. */
  stopping: boolean;
}

/**
 * Liveness says that the process answers, and asks nobody. Readiness says that it can work: every role reaches the
 * database, and the walls stand.
 */
export function serveHealth(app: NestFastifyApplication, readiness: Readiness): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/api/health', (_request: unknown, reply: FastifyReply) => reply.send({ status: 'ok' }));
  fastify.get('/api/ready', async (_request: unknown, reply: FastifyReply) => {
    const problems = readiness.stopping ? ['stopping'] : await notReady(app);
    return reply
      .status(problems.length === 0 ? 200 : 503)
      .send({ status: problems.length === 0 ? 'ready' : 'not ready', problems });
  });
}

/** Why the application cannot work right now; empty when it can. */
export async function notReady(app: NestFastifyApplication): Promise<string[]> {
  const pools = [STAFF_POOL, PORTAL_POOL, AUTH_POOL].map((token) => app.get<RolePool>(token, { strict: false }));
  try {
    const states = await Promise.all(pools.map(({ pool }) => schemaProblems(pool)));
    return [...new Set(states.flat())];
  } catch {
    return ['the database does not answer'];
  }
}
