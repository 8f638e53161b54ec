import { Global, Module } from '@nestjs/common';
import pg from 'pg';
import { roleUrl } from '../database/roles.js';
import { SETTINGS } from '../platform.tokens.js';
import type { Settings } from '../settings.js';
import { DevelopmentMailbox } from './development-mailbox.js';
import { JobPractice, JOBS_POOL } from './job-practice.js';
import { Mailer } from './mailer.js';
import { OutboxStore } from './outbox.store.js';
import { Worker } from './worker.js';

@Global()
@Module({
  providers: [
    {
      provide: JOBS_POOL,
      inject: [SETTINGS],
      useFactory: ({ DATABASE_URL, BATON_SECRET }: Settings) => {
        const pool = new pg.Pool({
          connectionString: roleUrl(DATABASE_URL, BATON_SECRET, 'app_jobs'),
          max: 5,
          allowExitOnIdle: true,
        });
        // A connection that breaks, idle or in use, is replaced; without listeners it would end the process.
        pool.on('error', () => undefined);
        pool.on('connect', (client) => client.on('error', () => undefined));
        return pool;
      },
    },
    DevelopmentMailbox,
    Mailer,
    JobPractice,
    OutboxStore,
    Worker,
  ],
  exports: [DevelopmentMailbox, JobPractice, Worker, JOBS_POOL],
})
export class OutboxModule {}
