import { compileApi } from '../../api/bin/build/compile.mjs';
import { generateClient } from '../../api/bin/build/generate.mjs';
import { startTestServer, testSecret } from './postgres-server.mjs';

/** The database that every worker's is copied from. */
const TEMPLATE = 'baton_template';

/** Before the first test that needs PostgreSQL: one server for the run, with one migrated database to copy. */
export default async function up() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  await generateClient();
  await compileApi();
  const server = await startTestServer();
  globalThis.batonTestServer = server;
  const { prepareDatabase } = await import('../../api/dist/src/platform/database/prepare.js');
  await prepareDatabase({ url: server.url(TEMPLATE), secret: testSecret });
  Object.assign(process.env, {
    BATON_TEST_SERVER: server.url('postgres'),
    BATON_TEST_TEMPLATE: TEMPLATE,
    BATON_TEST_SECRET: testSecret,
  });
}
