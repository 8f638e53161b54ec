import { Injectable, Inject } from '@nestjs/common';
import pg from 'pg';
import { JobPractice, JOBS_POOL } from './job-practice.js';

export interface WaitingMail {
  readonly id: string;
  readonly practice_id: string;
  readonly client_id: string | null;
  readonly kind: string;
  readonly recipient: string;
  readonly facts: Record<string, unknown>;
  readonly sealed: Buffer | null;
}

/** The mails on their way out, through the database role of jobs. */
@Injectable()
export class OutboxStore {
  constructor(
    @Inject(JOBS_POOL) private readonly jobs: pg.Pool,
    private readonly practice: JobPractice,
  ) {}

  async signInMail(id: string): Promise<{ recipient: string; sealed: Buffer } | null> {
    const { rows } = await this.jobs.query<{ recipient: string; sealed: Buffer }>(
      'SELECT recipient::text, sealed FROM sign_in_mail WHERE id = $1 AND sent_at IS NULL AND sealed IS NOT NULL',
      [id],
    );
    return rows[0] ?? null;
  }

  async signInMailSent(id: string): Promise<void> {
    await this.jobs.query(
      'UPDATE sign_in_mail SET sent_at = clock_timestamp(), sealed = NULL, failure = NULL WHERE id = $1',
      [id],
    );
  }

  async signInMailFailed(id: string, failure: string): Promise<void> {
    await this.jobs.query('UPDATE sign_in_mail SET failure = $2 WHERE id = $1', [id, failure]);
  }

  /** A mail that has not been sent, if its recipient may still have it: an invitation while open, anything else while a member. */
  waiting(practiceId: string, id: string): Promise<WaitingMail | null> {
    return this.practice.enter(practiceId, async (db) => {
      const { rows } = await db.query<WaitingMail>(
        `SELECT m.id, m.practice_id, m.client_id, m.kind, m.recipient::text, m.facts, m.sealed FROM mail m
         WHERE m.practice_id = $1 AND m.id = $2 AND m.sent_at IS NULL
           AND (m.kind = 'invitation'
             OR EXISTS (SELECT FROM client_user c JOIN user_account u ON u.id = c.user_id
               WHERE c.practice_id = m.practice_id AND c.client_id = m.client_id AND c.ended_at IS NULL AND u.email = m.recipient)
             OR EXISTS (SELECT FROM member b JOIN user_account u ON u.id = b.user_id
               WHERE b.practice_id = m.practice_id AND b.ended_at IS NULL AND u.email = m.recipient))`,
        [practiceId, id],
      );
      return rows[0] ?? null;
    });
  }

  async sent(practiceId: string, id: string): Promise<void> {
    await this.practice.enter(practiceId, (db) =>
      db.query(
        'UPDATE mail SET sent_at = clock_timestamp(), sealed = NULL, failure = NULL WHERE practice_id = $1 AND id = $2',
        [practiceId, id],
      ),
    );
  }

  async failed(practiceId: string, id: string, failure: string): Promise<void> {
    await this.practice.enter(practiceId, (db) =>
      db.query('UPDATE mail SET failure = $3 WHERE practice_id = $1 AND id = $2', [practiceId, id, failure]),
    );
  }

  /** Seals what was written to every practice's audit trail; answers the heads, to be kept elsewhere. */
  async sealAudit(): Promise<{ practiceId: string; sealed: number; head: string }[]> {
    const { rows } = await this.jobs.query<{ practice: string }>('SELECT app.practices_to_seal() AS practice');
    const heads = [];
    for (const { practice } of rows) {
      const done = await this.jobs.query<{ sealed: number; head: Buffer | null }>('SELECT * FROM app.seal_audit($1)', [
        practice,
      ]);
      const [row] = done.rows;
      if (row && row.sealed > 0) {
        heads.push({ practiceId: practice, sealed: row.sealed, head: row.head?.toString('hex') ?? '' });
      }
    }
    return heads;
  }

  /** What the calendar brings about by itself: versions that count as accepted, and word of summaries that are late. */
  async watchMonths(at: Date): Promise<{ accepted: number; late: number }> {
    const { rows } = await this.jobs.query<{ accepted: number; late: number }>(
      'SELECT app.accept_in_time($1) AS accepted, app.tell_late($1) AS late',
      [at],
    );
    return rows[0] ?? { accepted: 0, late: 0 };
  }
}
