import type * as z from 'zod';
import type { ListedStatement, StatementRow } from '../../contract/statements.js';
import { presentAcceptance } from './acceptance.present.js';
import type { StoredStatement } from './statements.store.js';

/** A published version with its files. */
export function presentStatement(statement: StoredStatement): z.infer<typeof StatementRow> {
  const { id, month, number, revision, publishedAt, by, revised, files } = statement;
  return {
    id,
    month,
    number,
    revision,
    publishedAt: publishedAt.toISOString(),
    by,
    revised,
    acceptance: presentAcceptance(statement.acceptance, publishedAt.toISOString()),
    hash: files.find(({ edition, format }) => edition === 'client' && format === 'json')?.sha256 ?? '',
    files: files.map(({ edition, format, fileName, sha256 }) => ({ edition, format, fileName, sha256 })),
  };
}

/** A published version in a list over all clients. */
export function presentListed(statement: StoredStatement): z.infer<typeof ListedStatement> {
  const { clientId, clientName, engagementId } = statement;
  return { ...presentStatement(statement), clientId, clientName, engagementId };
}
