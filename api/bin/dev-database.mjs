// Keeps the local database running, for work with psql, Prisma or a test beside it; Ctrl-C stops it.
import { openLocalDatabase } from './embedded/local-database.mjs';
import { report } from './embedded/trouble.mjs';

try {
  const { url, note, cluster } = await openLocalDatabase();
  if (note) console.log(note);
  console.log(cluster.owned ? url : `${url}\nAnother process started this server, and stops it.`);
  if (cluster.owned) {
    const alive = setInterval(() => undefined, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        clearInterval(alive);
        cluster.close();
      });
    }
  } else cluster.close();
} catch (error) {
  report(error);
}
