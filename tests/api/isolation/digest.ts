import type pg from 'pg';
import { tablesOfPractices } from '../../database/catalogue';

/** A digest of all rows, by the practice and client that they belong to. */
export type Digest = ReadonlyMap<string, string>;

const queries = new Map<string, string>();

/** Digests every row of every practice, and every account and session; but for tables that are named. */
export async function rowsByOwner(db: pg.Pool, except: readonly string[] = []): Promise<Digest> {
  const key = except.join();
  const query = queries.get(key) ?? (await digestQuery(db, except));
  queries.set(key, query);
  const { rows } = await db.query<{ owner: string; digest: string }>(query);
  return new Map(rows.map(({ owner, digest }) => [owner, digest]));
}

/** Whose rows are not what they were. */
export function changes(before: Digest, after: Digest): string[] {
  const owners = new Set([...before.keys(), ...after.keys()]);
  return [...owners].filter((owner) => before.get(owner) !== after.get(owner));
}

async function digestQuery(db: pg.Pool, except: readonly string[]): Promise<string> {
  const tables = (await tablesOfPractices(db)).filter((name) => !except.includes(name));
  const { rows } = await db.query<{ name: string }>(
    `SELECT attrelid::regclass::text AS name FROM pg_attribute WHERE attname = 'client_id' AND attnum > 0
       AND attrelid::regclass::text = ANY ($1)`,
    [tables],
  );
  const ofClients = new Set(rows.map(({ name }) => name));
  const parts = tables.map((name) => {
    const practice = name === 'practice' ? 't.id' : 't.practice_id';
    const client = name === 'client' ? 't.id' : ofClients.has(name) ? 't.client_id' : 'NULL::uuid';
    // A published file is told by its hash, which is stored beside it.
    const row = name === 'statement_file' ? 'ROW(t.statement_id, t.edition, t.format, t.sha256)::text' : 't::text';
    return `SELECT ${practice} AS practice, ${client} AS client, '${name}' || md5(${row}) AS row FROM ${name} t`;
  });
  parts.push(`SELECT NULL, NULL, 'user_account' || md5(t::text) FROM user_account t`);
  // A session that is used lives on; that is no effect of the call.
  parts.push(
    `SELECT NULL, NULL, 'session' || md5(ROW(t.id, t.user_id, t.expires_at, t.ended_at)::text) FROM session t`,
  );
  return `SELECT coalesce(practice::text, 'people') || '/' || coalesce(client::text, '') AS owner,
      md5(string_agg(row, ',' ORDER BY row)) AS digest
    FROM (${parts.join(' UNION ALL ')}) everything GROUP BY 1`;
}
