// Keeps the local database running, for work with psql, Prisma or a test beside it; Ctrl-C stops it.
import { openLocalDatabase } from './embedded/local-database.mjs';
import { report } from './embedded/trouble.mjs';
import { untilAskedToStop } from './start/signals.mjs';

const stopping = untilAskedToStop();
try {
  const { url, note, cluster } = await openLocalDatabase();
  if (note) console.log(note);
  console.log(cluster.owned ? url : `${url}\nAnother process started this server, and stops it.`);
  if (cluster.owned) await stopping.asked;
  cluster.close();
} catch (error) {
  report(error);
} finally {
  stopping.end();
}
