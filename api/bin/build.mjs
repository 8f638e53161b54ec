// Builds what is not built yet: the database client, the server, the web. `npm start` does the same by itself.
import { buildAll } from './build/all.mjs';
import { report } from './embedded/trouble.mjs';

try {
  await buildAll((what) => console.log(what));
} catch (error) {
  report(error);
}
