import { Injectable } from '@nestjs/common';
import type { Id } from '../../contract/shapes.js';
import type { Month } from '../../domain/shared/month.js';
import type { StatementEdition } from '../../domain/statements/edition.js';
import { found } from '../platform/problems/refused.js';
import type { Guest } from '../platform/tenancy/actor.js';
import type { Db } from '../platform/tenancy/tenancy.js';

/** A published version as the client may read it, with the hash of that. */
export interface PublishedEdition {
  readonly statementId: Id;
  readonly hash: string;
  readonly edition: StatementEdition;
}

/** What the board page is drawn from: published client editions, and nothing else of the client. */
@Injectable()
export class BoardStore {
  /** Who the page is of and by. */
  async names(db: Db, { practiceId, clientId }: Guest): Promise<{ clientName: string; practiceName: string }> {
    const [row] = await db.$queryRaw<{ clientName: string; practiceName: string }[]>`
      SELECT c.name AS "clientName", p.name AS "practiceName" FROM client c JOIN practice p ON p.id = c.practice_id
      WHERE c.practice_id = ${practiceId}::uuid AND c.id = ${clientId}::uuid`;
    return found(row);
  }

  /** The latest version of every published month, newest month first. */
  async versions(db: Db, { practiceId, clientId }: Guest): Promise<readonly { id: Id; month: Month }[]> {
    return db.$queryRaw`
      SELECT DISTINCT ON (month) id, month FROM statement
      WHERE practice_id = ${practiceId}::uuid AND client_id = ${clientId}::uuid
      ORDER BY month DESC, published_at DESC, number DESC`;
  }

  async edition(db: Db, { practiceId, clientId }: Guest, statementId: Id): Promise<PublishedEdition> {
    const file = found(
      await db.statementFile.findFirst({
        where: { practiceId, clientId, statementId, edition: 'client', format: 'json' },
        select: { sha256: true, bytes: true },
      }),
    );
    const edition = JSON.parse(Buffer.from(file.bytes).toString('utf8')) as StatementEdition;
    return { statementId, hash: file.sha256, edition };
  }

  async noteDownload(db: Db, statementId: Id): Promise<void> {
    await db.$queryRaw`SELECT app.note_read('download', 'statement_file', ${`${statementId}/board/pdf`})::text`;
  }
}
