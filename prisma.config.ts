import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The engine that `prisma migrate` runs on: WebAssembly from npm, so that nothing is ever downloaded beside npm.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= here('api/bin/schema-engine.mjs');

export default defineConfig({
  schema: here('prisma/schema'),
  migrations: { path: here('prisma/migrations') },
  datasource: { url: await databaseUrl() },
});

/** The given database, or the local one for the commands that need any: opened now, let go when the command ends. */
async function databaseUrl(): Promise<string> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) return DATABASE_URL;
  if (!process.argv.some((word) => word === 'migrate' || word === 'db' || word === 'studio'))
    return 'postgresql://localhost/none';
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit());
  const { openLocalDatabase } = await import('./api/bin/embedded/local-database.mjs');
  const { url, cluster } = await openLocalDatabase();
  process.on('exit', () => cluster.close());
  return url;
}
