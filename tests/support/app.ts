import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { buildApp } from '../../api/src/app';
import { readSettings, type Settings } from '../../api/src/platform/settings';
import type { Clock } from '../../api/src/platform/clock/clock';
import { TestClock } from './clock';
import { workerDatabase, type TestDatabase } from './database';

/** An application that runs somewhere, with what tests need to fill it and look into it. */
export interface Running {
  readonly url: string;
  readonly clock: Clock;
  /** The administrator's connection, for looking at what is really stored; row security does not bind it. */
  readonly admin: pg.Pool;
}

/** A running application on a real port and database, with a clock of its own. */
export interface TestApp extends Running {
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly settings: Settings;
  readonly nest: NestFastifyApplication;
  close(): Promise<void>;
}

export async function startApp(
  database: TestDatabase,
  { clock = new TestClock(), env = {} as Record<string, string> } = {},
): Promise<TestApp> {
  const settings = readSettings({
    NODE_ENV: 'test',
    DATABASE_URL: database.adminUrl,
    BATON_SECRET: database.secret,
    POOL_SIZE: '4',
    PORT: '0',
    ...env,
  });
  const nest = await buildApp(settings, 'http://localhost', clock);
  await nest.listen(0, '127.0.0.1');
  const { port } = nest.getHttpServer().address() as AddressInfo;
  const admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  const close = async () => {
    await nest.close();
    await admin.end();
  };
  return { url: `http://127.0.0.1:${port}`, clock, database, settings, nest, admin, close };
}

/** One application for a test file, started before its first test and closed after its last. */
export function useApp(env: Record<string, string> = {}): TestApp {
  const app = {} as TestApp;
  beforeAll(async () => {
    Object.assign(app, await startApp(await workerDatabase(), { env }));
  });
  afterAll(() => app.close());
  return app;
}
