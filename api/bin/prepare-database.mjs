// Prepares the database in DATABASE_URL, an administrator's address, for the app: roles, job queue, migrations.
// Deployments run it once before the app, which itself never knows that address.
import * as built from './built.mjs';
import { report } from './embedded/trouble.mjs';
import { prepareGiven } from './start/database.mjs';

try {
  const { readPreparation } = await built.settings();
  await prepareGiven(readPreparation(process.env), (what) => console.log(what));
  console.log('The database is prepared.');
} catch (error) {
  report(error);
}
