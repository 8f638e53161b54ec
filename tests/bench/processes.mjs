import { execFileSync, fork, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../run/root.mjs';

const PATIENCE_MS = 60_000;
const bound = join(root, 'tests', 'support', 'faults', 'dies-with-parent.mjs');

/**
 * Starts a server in a process of its own, which ends with this one.
 *
 * @param {string} script within the project
 * @param {Record<string, string>} env
 * @returns {Promise<{ port: number, memory: () => number, stop: () => void }>} memory in MB
 */
export async function startServer(script, env) {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--import', bound, ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? []), join(root, script)],
    {
      cwd: root,
      env: { PATH: process.env.PATH, ...env, PORT: String(port) },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let said = '';
  const up = new Promise((listens, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part) => {
        said = (said + part).slice(-10_000);
        if (said.includes('listens')) listens(undefined);
      });
    }
    child.once('exit', () => failed(new Error(`${script} ended:\n${said}`)));
    setTimeout(() => failed(new Error(`${script} did not come up:\n${said}`)), PATIENCE_MS).unref();
  });
  await up;
  return {
    port,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
    stop: () => child.kill('SIGTERM'),
  };
}

/** Starts the generator of load. */
export function startLoad() {
  const child = fork(fileURLToPath(new URL('./load.mjs', import.meta.url)), { env: process.env });
  return {
    /** @param {{ port: number, operation: string, connections: number, seconds: number }} order @returns {Promise<{ rate: number, p50: number, p99: number, busy: number }>} */
    measure(order) {
      return new Promise((done, failed) => {
        child.once('message', (/** @type {any} */ answer) =>
          answer.error ? failed(new Error(answer.error)) : done(answer),
        );
        child.send(order);
      });
    },
    stop: () => void child.kill(),
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer().on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => found(port));
    });
  });
}
