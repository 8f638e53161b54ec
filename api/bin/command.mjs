// A command of the person who runs the server: node api/bin/command.mjs <name> ...words
//
//   npm run sign-in-link -- you@example.com
//   npm run practice -- create --name "Northgate Advisory" --owner you@example.com
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as built from './built.mjs';
import { buildServer } from './build/all.mjs';
import { openLocalDatabase } from './embedded/local-database.mjs';
import { report, Trouble } from './embedded/trouble.mjs';
import { readAddress } from './start/address.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'src', 'commands');

try {
  await buildServer();
  const [name = '', ...words] = process.argv.slice(2);
  const { run } = await built.command(known(name));
  const { readSettings } = await built.settings();
  if (process.env.DATABASE_URL) await run(words, readSettings(process.env));
  else {
    const { url, folder, secret, cluster } = await openLocalDatabase();
    try {
      await run(
        words,
        readSettings({ BATON_SECRET: secret, BATON_URL: readAddress(folder), ...process.env, DATABASE_URL: url }),
      );
    } finally {
      cluster.close();
    }
  }
} catch (error) {
  report(error);
}

/** @param {string} name */
function known(name) {
  if (/^[a-z][a-z-]*$/.test(name) && existsSync(join(folder, `${name}.js`))) return name;
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => /^([a-z-]+)\.js$/.exec(file)?.[1] ?? [])
    : [];
  throw new Trouble(`There is no command "${name}". There are: ${names.join(', ')}.`);
}
