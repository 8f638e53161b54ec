import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';

export const JOBS_POOL = Symbol('connections of jobs');

/** The way of jobs to the tables of a practice: one transaction through the database role of jobs, inside that practice alone. */
@Injectable()
export class JobPractice {
  constructor(@Inject(JOBS_POOL) private readonly jobs: pg.Pool) {}

  async enter<T>(practiceId: string, work: (db: pg.PoolClient) => Promise<T>): Promise<T> {
    const db = await this.jobs.connect();
    try {
      await db.query('BEGIN');
      await db.query('SELECT app.enter_job($1)', [practiceId]);
      const result = await work(db);
      await db.query('COMMIT');
      return result;
    } catch (error) {
      await db.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      db.release();
    }
  }
}
