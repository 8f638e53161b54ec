import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

// The server that `npm start` brings along, through everything that a person's machine does to it. The program under
// test is the one that people run, in a process of its own.

const program = join(process.cwd(), 'api', 'bin', 'dev-database.mjs');
const A_WHILE = 60_000;

let home = '';
let running: ChildProcess[] = [];

beforeEach(() => {
  home = join(tmpdir(), `baton-local-${process.pid}-${Date.now()}`);
});

afterEach(async () => {
  await Promise.all(running.map(stop));
  running = [];
  const left = serverNumber();
  if (left !== undefined && isAlive(left)) process.kill(left, 'SIGQUIT');
  rmSync(home, { recursive: true, force: true });
});

describe('the local server', () => {
  test(
    'keeps its data, and stops with Ctrl-C',
    async () => {
      await work(await started(), 'CREATE TABLE kept AS SELECT 1 AS one');
      await stop(running[0]);
      expect(serverNumber()).toBeUndefined();

      expect(await work(await started(), 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    },
    A_WHILE,
  );

  test(
    'is used by a second process, and stops with the first',
    async () => {
      const url = await started();
      expect(await started()).toBe(url);
      await ended(running[1]);
      expect(await work(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    A_WHILE,
  );

  test(
    'that outlived its killed owner is taken over, and stops with the new one',
    async () => {
      const url = await started();
      const server = serverNumber();
      running[0]?.kill('SIGKILL');
      await ended(running[0]);
      expect(isAlive(server)).toBe(true);

      expect(await started()).toBe(url);
      expect(serverNumber()).toBe(server);
      await stop(running[1]);
      expect(serverNumber()).toBeUndefined();
    },
    A_WHILE,
  );

  test(
    'that was killed itself recovers what was committed',
    async () => {
      await work(await started(), 'CREATE TABLE kept AS SELECT 1 AS one');
      const server = serverNumber();
      if (server !== undefined) process.kill(server, 'SIGKILL');
      running[0]?.kill('SIGKILL');
      await ended(running[0]);

      expect(await work(await started(), 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    },
    A_WHILE,
  );

  test(
    'starts although its note names a stranger’s process',
    async () => {
      await started();
      const note = join(home, 'postgres', 'postmaster.pid');
      const left = readFileSync(note, 'utf8');
      await stop(running[0]);
      writeFileSync(note, left.replace(/^\d+/, String(process.pid)));

      expect(await work(await started(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    A_WHILE,
  );

  test(
    'is made anew when an earlier start was broken off while making it',
    async () => {
      const brokenOff = join(home, 'postgres.making-999999999');
      mkdirSync(brokenOff, { recursive: true });
      writeFileSync(join(brokenOff, 'PG_VERSION'), '18\n');

      expect(await work(await started(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(readdirSync(home).filter((name) => name.includes('making'))).toEqual([]);
    },
    A_WHILE,
  );

  test('does not touch a folder that holds something else', async () => {
    mkdirSync(join(home, 'postgres'), { recursive: true });
    writeFileSync(join(home, 'postgres', 'letter.txt'), 'mine');

    expect(await refused()).toContain('holds something, but not a database');
    expect(existsSync(join(home, 'postgres', 'letter.txt'))).toBe(true);
  });

  test('says which PostgreSQL made the data, when it was another', async () => {
    mkdirSync(join(home, 'postgres'), { recursive: true });
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '15\n');

    expect(await refused()).toContain('made by PostgreSQL 15');
  });

  test(
    'says so when the secret beside the data is not the one it was made with',
    async () => {
      await started();
      await stop(running[0]);
      writeFileSync(join(home, 'secret'), 'quite another secret of the right length\n');

      expect(await refused()).toContain('Restore the file "secret"');
    },
    A_WHILE,
  );
});

/** Starts the program and waits for the address that it prints. */
async function started(): Promise<string> {
  const child = launch();
  for await (const part of child.stdout ?? []) {
    const address = /postgresql:\S+/.exec(String(part))?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('The program ended without an address.');
}

/** What the program says when it does not start. */
async function refused(): Promise<string> {
  const child = launch();
  let said = '';
  child.stderr?.on('data', (part) => (said += String(part)));
  await ended(child);
  expect(child.exitCode).toBe(1);
  return said;
}

function launch(): ChildProcess {
  const env = { ...process.env, BATON_DATA_DIR: home, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  return child;
}

async function stop(child: ChildProcess | undefined): Promise<void> {
  child?.kill('SIGINT');
  await ended(child);
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** The process number of the server on the folder; it takes its note away as the last thing it does. */
function serverNumber(): number | undefined {
  const note = join(home, 'postgres', 'postmaster.pid');
  return existsSync(note) ? Number(readFileSync(note, 'utf8').split('\n')[0]) : undefined;
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function work(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
