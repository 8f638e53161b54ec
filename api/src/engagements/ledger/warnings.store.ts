import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Id } from '../../../contract/shapes.js';
import type { WarningMark } from '../../../domain/engagements/warnings.js';
import type { Phase } from '../../../domain/engagements/phases.js';
import type { Month } from '../../../domain/shared/month.js';
import { booksSql, type BookRow } from '../book.query.js';

/** An engagement with its book, and what it was warned of already. */
export interface RowToJudge extends BookRow {
  readonly practiceId: Id;
  readonly clientId: Id;
  readonly zone: string;
  readonly phase: Phase;
  readonly warnsClient: boolean;
  readonly warned: readonly { readonly month: Month; readonly mark: WarningMark }[];
}

const TO_JUDGE = booksSql('e.id = c.id', [
  'e.practice_id AS "practiceId"',
  'e.client_id AS "clientId"',
  'e.zone',
  'e.phase',
  'e.warns_client AS "warnsClient"',
  `coalesce((SELECT json_agg(json_build_object('month', w.month, 'mark', CASE w.mark WHEN 'forecast' THEN to_json(w.mark)
      ELSE to_json(w.mark::int) END)) FROM balance_warning w
    WHERE w.practice_id = e.practice_id AND w.client_id = e.client_id AND w.engagement_id = e.id), '[]') AS warned`,
]);

/** Reads and writes for the judging of balances, through the database role of jobs. */
@Injectable()
export class WarningsStore {
  async toJudge(db: pg.PoolClient, practiceId: Id, engagementId: Id): Promise<RowToJudge | null> {
    const { rows } = await db.query<RowToJudge>(
      `WITH c AS (SELECT $1::uuid AS practice_id, $2::uuid AS id) SELECT b.* FROM c, LATERAL (${TO_JUDGE}) b`,
      [practiceId, engagementId],
    );
    return rows[0] ?? null;
  }

  /** Writes marks down; answers how many were new. Of two jobs at once, one writes and the other finds nothing left. */
  async write(
    db: pg.PoolClient,
    { practiceId, clientId, engagementId }: RowToJudge,
    news: {
      readonly month: Month;
      readonly marks: readonly WarningMark[];
      readonly used: number;
      readonly available: number;
      readonly at: Date;
      readonly toldClient: boolean;
    },
  ): Promise<number> {
    const { rowCount } = await db.query(
      `INSERT INTO balance_warning (practice_id, client_id, engagement_id, month, mark, used, available, warned_at, told_client)
       SELECT $1, $2, $3, $4, mark, $6, $7, $8, $9 FROM unnest($5::text[]) mark ON CONFLICT DO NOTHING`,
      [
        practiceId,
        clientId,
        engagementId,
        news.month,
        news.marks.map(String),
        news.used,
        news.available,
        news.at,
        news.toldClient,
      ],
    );
    return rowCount ?? 0;
  }

  /** Mails to those who work for the client, or to the owners where nobody is assigned; and to its sponsors, if they are told. */
  async tell(
    db: pg.PoolClient,
    { practiceId, clientId, engagementId }: RowToJudge,
    news: {
      readonly month: Month;
      readonly mark: WarningMark;
      readonly sentence: string;
      readonly toldClient: boolean;
    },
  ): Promise<void> {
    await db.query(
      `WITH assigned AS (
         SELECT m.user_id FROM assignment a JOIN member m ON m.practice_id = a.practice_id AND m.id = a.member_id
         WHERE a.practice_id = $1 AND a.client_id = $2 AND m.ended_at IS NULL AND m.role IN ('owner', 'cto')),
       told AS (
         SELECT user_id, 'practice' AS side FROM assigned
         UNION ALL SELECT m.user_id, 'practice' FROM member m
           WHERE m.practice_id = $1 AND m.ended_at IS NULL AND m.role = 'owner' AND NOT EXISTS (SELECT FROM assigned)
         UNION ALL SELECT s.user_id, 'client' FROM client_user s
           WHERE $7::boolean AND s.practice_id = $1 AND s.client_id = $2 AND s.ended_at IS NULL AND s.role = 'sponsor')
       INSERT INTO mail (practice_id, client_id, kind, dedupe_key, recipient, facts)
       SELECT $1, $2, 'balance_warning', concat_ws(':', 'balance_warning', $3::text, $4::text, $5::text, t.side, u.id), u.email,
         jsonb_build_object('clientName', k.name, 'month', $4::text, 'sentence', $6::text, 'side', t.side)
       FROM told t JOIN user_account u ON u.id = t.user_id JOIN client k ON k.practice_id = $1 AND k.id = $2
       ON CONFLICT DO NOTHING`,
      [practiceId, clientId, engagementId, news.month, String(news.mark), news.sentence, news.toldClient],
    );
  }
}
