// A command of the person who runs the server: node api/bin/command.mjs <name> ...words
//
//   npm run sign-in-link -- you@example.com
//   npm run practice -- create --name "Northgate Advisory" --owner you@example.com
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildServer } from './build/all.mjs';
import { openLocalDatabase } from './embedded/local-database.mjs';
import { report, Trouble } from './embedded/trouble.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'src', 'commands');

try {
  await buildServer();
  const [name = '', ...words] = process.argv.slice(2);
  const { run } = await import(commandFile(name));
  const { readSettings } = await import('../dist/src/platform/settings.js');
  if (process.env.DATABASE_URL) await run(words, readSettings(process.env));
  else {
    const { url, secret, cluster } = await openLocalDatabase();
    try {
      await run(words, readSettings({ BATON_SECRET: secret, ...process.env, DATABASE_URL: url }));
    } finally {
      cluster.close();
    }
  }
} catch (error) {
  report(error);
}

/** @param {string} name */
function commandFile(name) {
  const file = join(folder, `${name}.js`);
  if (/^[a-z][a-z-]*$/.test(name) && existsSync(file)) return file;
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => /^([a-z-]+)\.js$/.exec(file)?.[1] ?? [])
    : [];
  throw new Trouble(`There is no command "${name}". There are: ${names.join(', ')}.`);
}
