import type pg from 'pg';

/** The oldest minor releases without known holes in row security. */
const OLDEST_SERVER = 180_000;

/**
 * What is wrong with the database as this role finds it: a role that row security does not bind, an owner of tables, or a
 * table of a practice whose wall is missing or not forced. Such a process must not serve anybody.
 */
export async function schemaProblems(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ role: boolean; owner: boolean; server: number; open: string[] | null }>({
    name: 'schema_state',
    text: `SELECT
        (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS role,
        EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND pg_has_role(current_user, c.relowner, 'USAGE')) AS owner,
        current_setting('server_version_num')::int AS server,
        (SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
            AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id' AND NOT a.attisdropped)
            AND NOT (c.relrowsecurity AND c.relforcerowsecurity
              AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'wall' AND NOT p.polpermissive))) AS open`,
  });
  const [state] = rows;
  if (!state) return ['the database does not answer'];
  return [
    ...(state.role ? ['row security does not bind this role'] : []),
    ...(state.owner ? ['this role owns tables'] : []),
    ...(state.server < OLDEST_SERVER ? ['the database server is too old'] : []),
    ...(state.open ?? []).map((table) => `the wall of ${table} is missing`),
  ];
}
