import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Edition } from '../../domain/statements/edition.js';
import type { StatementFormat } from '../../domain/statements/formats.js';
import type { Month } from '../../domain/shared/month.js';
import type { Me } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

/** The latest version of one engagement's month, with its practice edition as data. */
export interface LatestStatement {
  readonly statementId: Id;
  readonly clientId: Id;
  readonly publishedAt: Date;
  readonly json: Uint8Array;
  readonly files: readonly { readonly edition: Edition; readonly format: StatementFormat; readonly fileName: string }[];
}

/** The one place that speaks to the database about a month over all clients. */
@Injectable()
export class BookkeepingStore {
  /** The months that anything was published of, newest first. */
  async months(db: Db, me: Me): Promise<Month[]> {
    const rows = await db.$queryRaw<{ month: Month }[]>`
      SELECT DISTINCT month FROM statement WHERE practice_id = ${me.practiceId}::uuid ORDER BY month DESC`;
    return rows.map(({ month }) => month);
  }

  /** Of every engagement the latest version, by client. */
  latest(db: Db, me: Me, month: Month): Promise<LatestStatement[]> {
    return db.$queryRaw<LatestStatement[]>`
      SELECT s.id AS "statementId", s.client_id AS "clientId", s.published_at AS "publishedAt", j.bytes AS json,
        (SELECT jsonb_agg(jsonb_build_object('edition', f.edition, 'format', f.format, 'fileName', f.file_name)
            ORDER BY f.edition, array_position(ARRAY['pdf', 'xlsx', 'csv', 'json'], f.format))
          FROM statement_file f
          WHERE f.practice_id = s.practice_id AND f.client_id = s.client_id AND f.statement_id = s.id) AS files
      FROM (SELECT DISTINCT ON (engagement_id) practice_id, client_id, id, published_at FROM statement
          WHERE practice_id = ${me.practiceId}::uuid AND month = ${month} ORDER BY engagement_id, number DESC) s
        JOIN statement_file j ON j.practice_id = s.practice_id AND j.client_id = s.client_id AND j.statement_id = s.id
          AND j.edition = 'practice' AND j.format = 'json'
      ORDER BY s.client_id, s.id`;
  }

  /** Every file of these versions, as it was rendered; noted in the audit trail as one download of the month. */
  async files(db: Db, me: Me, month: Month, statementIds: readonly Id[]) {
    const files = await db.statementFile.findMany({
      where: { practiceId: me.practiceId, statementId: { in: [...statementIds] } },
      select: { statementId: true, edition: true, format: true, fileName: true, bytes: true },
      orderBy: [{ fileName: 'asc' }, { statementId: 'asc' }],
    });
    await this.note(db, `${month}.zip`);
    return files;
  }

  async note(db: Db, what: string): Promise<void> {
    await db.$queryRaw`SELECT app.note_read('download', 'statement_file', ${what})::text`;
  }
}
