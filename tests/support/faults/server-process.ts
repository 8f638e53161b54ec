import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { projectFolder } from '../../../api/src/platform/project-folder';
import type { TestDatabase } from '../database';

const PATIENCE = 60_000;
const SAID_AT_MOST = 20_000;

/** How a process ended: by itself with a code, or by a signal. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The server as it runs in production: the built code, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly ended: Promise<End>;
  /** Whether it still runs. */
  alive(): boolean;
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<End>;
  /** What it wrote to its console. */
  said(): string;
}

type Place = Pick<TestDatabase, 'adminUrl' | 'secret'>;

/** Starts a server and waits until it listens. Without a port it takes a free one. */
export async function startServer(
  { adminUrl, secret }: Place,
  { port = 0, env = {} as Record<string, string> } = {},
): Promise<ServerProcess> {
  const taken = port === 0 ? await freePort() : port;
  const child = spawn(
    process.execPath,
    ['--import', './tests/support/faults/dies-with-parent.mjs', 'api/dist/src/main.js'],
    {
      cwd: projectFolder,
      env: {
        PATH: process.env['PATH'],

        NODE_ENV: 'production',
        BATON_URL: `http://localhost:${taken}`,
        SMTP_URL: 'smtp://127.0.0.1:9',
        DATABASE_URL: adminUrl,
        BATON_SECRET: secret,
        PORT: String(taken),
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let said = '';
  const ended = new Promise<End>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        said = (said + part).slice(-SAID_AT_MOST);
        if (said.includes('Baton listens')) resolve();
      });
    }
  });
  const alive = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  const late = AbortSignal.timeout(PATIENCE);
  await Promise.race([
    listening,
    ended.then(({ code }) => Promise.reject(new Error(`the server ended with ${code}:\n${said}`))),
    new Promise((_, failed) => late.addEventListener('abort', () => failed(new Error(`no server came up:\n${said}`)))),
  ]).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { url: `http://127.0.0.1:${taken}`, port: taken, pid: child.pid ?? 0, ended, alive, end, said: () => said };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => probe.once('listening', ready));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
