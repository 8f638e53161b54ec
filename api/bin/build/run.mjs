import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { project } from '../embedded/home.mjs';
import { Trouble } from '../embedded/trouble.mjs';

/**
 * Runs a tool that npm installed, and shows what it said only when it fails.
 *
 * @param {string} name the package
 * @param {string} script its program, within the package
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Promise<void>}
 */
export function runTool(name, script, words, more = {}) {
  const program = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), script);
  const env = { ...process.env, NO_COLOR: '1', ...more };
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: project,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (part) => (said += part));
    child.stderr.on('data', (part) => (said += part));
    child.on('error', failed);
    child.on('exit', (code) => {
      if (code === 0) done();
      else failed(new Trouble(`${name} ${words.join(' ')} failed:\n${said.trim()}`));
    });
  });
}
