import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * A check, and what came of it: a step counts as one, unless it holds tests of its own.
 *
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {Counts & { name: string, seconds: number }} Result
 * @typedef {{ name: string, run: () => Promise<Result> }} Step
 */

/**
 * A step that is a program of an installed package.
 *
 * @param {string} name
 * @param {[pack: string, script: string, words: string[]]} command
 * @param {{ env?: Record<string, string>, counts?: () => Counts | undefined }} [more] `counts` reads how many tests ran
 * @returns {Step}
 */
export function program(name, [pack, script, words], { env = {}, counts } = {}) {
  return step(name, async () => {
    const { code, said } = await listen([join(root, 'node_modules', pack, script), ...words], env);
    const counted = counts?.();
    const failed = code === 0 ? 0 : Math.max(1, counted?.failed ?? 1);
    if (failed > 0) console.log(said.trimEnd());
    return { passed: counted?.passed ?? (failed === 0 ? 1 : 0), failed };
  });
}

/**
 * A step that is a function of ours.
 *
 * @param {string} name
 * @param {() => Promise<unknown>} work
 * @returns {Step}
 */
export function inProcess(name, work) {
  return step(name, async () => {
    try {
      await work();
      return { passed: 1, failed: 0 };
    } catch (error) {
      console.log(error instanceof Error && error.name === 'Trouble' ? error.message : error);
      return { passed: 0, failed: 1 };
    }
  });
}

/** @param {string} name @param {() => Promise<Counts>} work @returns {Step} */
function step(name, work) {
  return {
    name,
    async run() {
      const began = Date.now();
      const counts = await work();
      const result = { name, ...counts, seconds: (Date.now() - began) / 1000 };
      console.log(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${name} (${result.seconds.toFixed(1)} s)`);
      return result;
    },
  };
}

/** @param {string[]} words @param {Record<string, string>} env @returns {Promise<{ code: number | null, said: string }>} */
function listen(words, env) {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  return new Promise((ended) => child.on('close', (code) => ended({ code, said })));
}
